#include "services/web/voice.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "platform/shape/json_read.hpp"
#include "services/web/romanise.hpp"

namespace bookmarket::web {
namespace {

/// The end of the braces that open at `begin`.
std::size_t closing(std::string_view text, std::size_t begin) {
  std::size_t depth = 0;
  for (auto i = begin; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0) return i;
  }
  return text.size();
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(' '), end = text.find_last_not_of(' ');
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin, end - begin + 1);
}

/// Plural category of a whole number (Unicode CLDR).
std::string_view plural(Language language, std::int64_t n) {
  if (language == Language::en) return n == 1 ? "one" : "other";
  const auto ten = n % 10, hundred = n % 100;
  if (ten == 1 && hundred != 11) return "one";
  if (ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14)) return "few";
  return "many";
}

}  // namespace

/// What the client's build writes (web/scripts/frames.ts).
namespace file {
struct Entry {
  std::string name, text;
};
struct Language {
  std::string language;
  std::vector<Entry> words, drawn;
};
struct Voices {
  std::vector<Language> languages;
};
}  // namespace file

}  // namespace bookmarket::web

template <>
struct bookmarket::shape::Describe<bookmarket::web::file::Entry> {
  using T = bookmarket::web::file::Entry;
  static constexpr std::string_view name = "Entry", doc = "";
  static constexpr auto fields = std::tuple{field("name", &T::name, {}), field("text", &T::text, {})};
};
template <>
struct bookmarket::shape::Describe<bookmarket::web::file::Language> {
  using T = bookmarket::web::file::Language;
  static constexpr std::string_view name = "Language", doc = "";
  static constexpr auto fields =
      std::tuple{field("language", &T::language, {}), field("words", &T::words, {}), field("drawn", &T::drawn, {})};
};
template <>
struct bookmarket::shape::Describe<bookmarket::web::file::Voices> {
  using T = bookmarket::web::file::Voices;
  static constexpr std::string_view name = "Voices", doc = "";
  static constexpr auto fields = std::tuple{field("languages", &T::languages, {})};
};

namespace bookmarket::web {

Voice::Voice(Language language, Texts words, const Texts& drawn) : language_(language), words_(std::move(words)) {
  for (const auto& [name, markup] : drawn) drawn_.emplace(name, Template(markup));
}

const std::string* Voice::word(std::string_view id) const {
  const auto found = words_.find(id);
  return found == words_.end() ? nullptr : &found->second;
}

std::string Voice::say(std::string_view id, const std::vector<Value>& values) const {
  const auto* pattern = word(id);
  return pattern == nullptr ? std::string(id) : format(*pattern, values, "#");
}

Html Voice::draw(std::string_view name, const std::vector<Template::Slot>& slots) const {
  const auto found = drawn_.find(name);
  return found == drawn_.end() ? Html() : found->second.fill(slots);
}

std::string Voice::format(std::string_view pattern, const std::vector<Value>& values, const std::string& count) const {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '#') {
      out += count;
      continue;
    }
    if (pattern[i] != '{') {
      out += pattern[i];
      continue;
    }
    const auto end = closing(pattern, i);
    const auto inner = pattern.substr(i + 1, end - i - 1);
    i = end;
    const auto comma = inner.find(',');
    const auto value = std::ranges::find(values, trimmed(inner.substr(0, comma)), &Value::name);
    if (value == values.end()) continue;
    const auto* n = std::get_if<std::int64_t>(&value->value);
    if (n == nullptr)
      out += std::get<std::string>(value->value);
    else if (comma == std::string_view::npos)
      out += number(*n);
    else
      out += choose(inner.substr(inner.find(',', comma + 1) + 1), *n, values);
  }
  return out;
}

std::string Voice::choose(std::string_view branches, std::int64_t n, const std::vector<Value>& values) const {
  const auto exact = fmt::format("={}", n);
  std::string_view chosen;
  for (std::size_t at = 0; at < branches.size();) {
    const auto open = branches.find('{', at);
    if (open == std::string_view::npos) break;
    const auto end = closing(branches, open);
    const auto key = trimmed(branches.substr(at, open - at));
    const auto text = branches.substr(open + 1, end - open - 1);
    at = end + 1;
    if (key == exact) return format(text, values, number(n));
    if (key == plural(language_, n) || (key == "other" && chosen.empty())) chosen = text;
  }
  return format(chosen, values, number(n));
}

std::string Voice::number(std::int64_t n) const {
  std::string out = std::to_string(n);
  for (auto at = static_cast<std::ptrdiff_t>(out.size()) - 3; at > 0; at -= 3)
    out.insert(static_cast<std::size_t>(at), language_ == Language::uk ? "\u00A0" : ",");
  return out;
}

std::string Voice::money(const Money& m) const {
  const bool uk = language_ == Language::uk;
  std::string sum = number(m.amount / 100);
  if (m.amount % 100 != 0) sum += fmt::format("{}{:02}", uk ? ',' : '.', m.amount % 100);
  const std::string sign = m.currency.code() == "UAH" ? "₴" : std::string(m.currency.code());
  return uk ? sum + "\u00A0" + sign : sign + sum;
}

std::string Voice::date(Timestamp t) const {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(t));
  return say("date." + std::to_string(static_cast<unsigned>(day.month())),
             {{"day", std::to_string(static_cast<unsigned>(day.day()))},
              {"year", std::to_string(static_cast<int>(day.year()))}});
}

std::string Voice::name(std::string_view ukrainian) const {
  return language_ == Language::uk ? std::string(ukrainian) : romanise(ukrainian);
}

Result<std::map<Language, Voice>> read_voices(std::string_view json) {
  auto file = shape::from_json<file::Voices>(json);
  if (!file) return fail(std::move(file).error());
  const auto texts = [](std::vector<file::Entry>& entries) {
    Voice::Texts out;
    for (auto& e : entries) out.emplace(std::move(e.name), std::move(e.text));
    return out;
  };
  std::map<Language, Voice> out;
  for (auto& l : file->languages) {
    const auto language = l.language == "en" ? Language::en : Language::uk;
    out.emplace(language, Voice(language, texts(l.words), texts(l.drawn)));
  }
  if (out.size() != 2) return fail(ErrorKind::invalid, "languages_missing", "Both languages are needed.");
  return out;
}

}  // namespace bookmarket::web
