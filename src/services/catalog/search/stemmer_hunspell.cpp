#include <hunspell/hunspell.hxx>

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <unordered_map>

#include "services/catalog/search/stemmer.hpp"
#include "services/catalog/search/text.hpp"

namespace bookmarket::catalog::search {
namespace {

std::string capitalised(const std::string& word) {
  std::size_t at = 0;
  char32_t c = next_code_point(word, at);
  if ((c >= 'a' && c <= 'z') || (c >= 0x430 && c <= 0x44F))
    c -= 32;
  else if (c >= 0x450 && c <= 0x45F)
    c -= 80;
  std::string out;
  append_utf8(out, c);
  return out + word.substr(at);
}

/// «камянець» → «кам'янець»: the index keeps no apostrophes, the dictionary needs them.
std::string with_apostrophe(const std::string& word) {
  static constexpr std::u32string_view hard = U"бпвмфрк", soft = U"яюєї";
  std::u32string w;
  for (std::size_t at = 0; at < word.size();) w += next_code_point(word, at);
  for (std::size_t i = 1; i < w.size(); ++i)
    if (hard.find(w[i - 1]) != hard.npos && soft.find(w[i]) != soft.npos) {
      w.insert(i, 1, U'\'');
      std::string out;
      for (char32_t c : w) append_utf8(out, c);
      return out;
    }
  return {};
}

class HunspellStemmer final : public Stemmer {
 public:
  explicit HunspellStemmer(const std::string& dir)
      : ukrainian_((dir + "/uk_UA.aff").c_str(), (dir + "/uk_UA.dic").c_str()),
        english_((dir + "/en_US.aff").c_str(), (dir + "/en_US.dic").c_str()) {}

  std::vector<std::string> stems(std::string_view view) const override {
    std::string word(view);
    std::vector<std::string> out;
    const Script script = script_of(word);
    if (script != Script::cyrillic && script != Script::latin) return out;
    const std::lock_guard lock(mutex_);  // Hunspell keeps scratch state in its objects
    if (const auto known = answers_.find(word); known != answers_.end()) return known->second;
    Hunspell& dictionary = script == Script::cyrillic ? ukrainian_ : english_;
    collect(dictionary, word, out);
    if (script == Script::cyrillic && out.empty() && word.find('\'') == word.npos)
      if (auto marked = with_apostrophe(word); !marked.empty()) collect(dictionary, marked, out);
    if (answers_.size() == most_answers) answers_.clear();
    answers_.emplace(std::move(word), out);
    return out;
  }

 private:
  static constexpr std::size_t most_answers = 4096;

  /// Asked with a capital, the dictionary answers for the small letter too: both «віра» and «Віра».
  static void collect(Hunspell& dictionary, const std::string& word, std::vector<std::string>& out) {
    for (const auto& stem : dictionary.stem(capitalised(word))) {
      auto words = words_of(stem);
      if (words.size() != 1) continue;
      if (std::ranges::find(out, words.front()) == out.end() && out.size() < 6) out.push_back(std::move(words.front()));
    }
  }

  mutable std::mutex mutex_;
  mutable Hunspell ukrainian_, english_;
  mutable std::unordered_map<std::string, std::vector<std::string>> answers_ = {};  ///< while a text is typed on
};

}  // namespace

std::unique_ptr<Stemmer> load_hunspell(const std::string& dir) {
  for (const char* file : {"/uk_UA.aff", "/uk_UA.dic", "/en_US.aff", "/en_US.dic"})
    if (std::error_code ec; !std::filesystem::exists(dir + file, ec)) return nullptr;
  return std::make_unique<HunspellStemmer>(dir);
}

}  // namespace bookmarket::catalog::search
