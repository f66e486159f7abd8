#include "services/catalog/search/russian_words.hpp"

#include <algorithm>
#include <sstream>
#include <unordered_map>

#include "services/catalog/search/russian_dictionary.hpp"
#include "services/catalog/search/word_forms.hpp"

namespace bookmarket::catalog::search {
namespace {

using Words = std::unordered_map<std::string, std::vector<std::string>>;

std::string folded(std::string word) {
  std::erase(word, '\'');
  return word;
}

const Words& by_stem() {
  static const Words words = [] {
    Words out;
    for (const char* part : russian_dictionary) {
      std::istringstream in(part);
      for (std::string pair; in >> pair;) {
        const auto sign = pair.find('=');
        std::istringstream translations(pair.substr(sign + 1));
        auto& known = out[light_stem(pair.substr(0, sign))];
        for (std::string t; std::getline(translations, t, ',');)
          if (std::ranges::find(known, folded(t)) == known.end()) known.push_back(folded(t));
      }
    }
    return out;
  }();
  return words;
}

}  // namespace

std::vector<std::string> ukrainian_for(std::string_view word) {
  const auto it = by_stem().find(light_stem(word));
  if (it == by_stem().end()) return {};
  auto out = it->second;
  std::erase(out, word);
  return out;
}

}  // namespace bookmarket::catalog::search
