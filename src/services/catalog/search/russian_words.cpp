#include "services/catalog/search/russian_words.hpp"

#include <algorithm>
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

/// The part of `rest` before the separator; `rest` goes on behind it.
std::string_view cut(std::string_view& rest, std::string_view separators) {
  const auto end = std::min(rest.find_first_of(separators), rest.size());
  const auto part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

const Words& by_stem() {
  static const Words words = [] {
    Words out;
    for (std::string_view part : russian_dictionary)
      while (!part.empty()) {
        auto pair = cut(part, " \n");
        if (pair.empty()) continue;
        auto& known = out[light_stem(cut(pair, "="))];
        while (!pair.empty())
          if (auto t = folded(std::string(cut(pair, ","))); std::ranges::find(known, t) == known.end())
            known.push_back(std::move(t));
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
