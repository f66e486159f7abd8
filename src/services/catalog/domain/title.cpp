#include "services/catalog/domain/title.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "services/catalog/domain/fold.hpp"

namespace bookmarket::catalog {
namespace {

/// Lower case of ASCII and of the Russian-Ukrainian alphabet. Keeps every byte offset, so that places found
/// in the lowered text are places in the original.
std::string lowered(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto c = static_cast<unsigned char>(out[i]);
    if (c >= 'A' && c <= 'Z') {
      out[i] = static_cast<char>(c + 32);
    } else if (c == 0xD0 && i + 1 < out.size()) {
      const auto d = static_cast<unsigned char>(out[i + 1]);
      if (d >= 0x90 && d <= 0x9F) {  // А..П
        out[i + 1] = static_cast<char>(d + 0x20);
      } else if (d >= 0xA0 && d <= 0xAF) {  // Р..Я
        out[i] = static_cast<char>(0xD1);
        out[i + 1] = static_cast<char>(d - 0x20);
      } else if (d >= 0x80 && d <= 0x8F) {  // Ѐ..Џ, among them Є, І, Ї
        out[i] = static_cast<char>(0xD1);
        out[i + 1] = static_cast<char>(d + 0x10);
      }
    }
  }
  return out;
}

struct Marker {
  std::string_view word;
  std::string_view kind;
  bool is_word;  ///< a whole word may be followed by a numeral in letters
};
// Longer spellings before their beginnings.
constexpr auto markers = std::to_array<Marker>({
    {"томи", "т", true},    {"том", "т", true},      {"т.", "т", false},      {"т", "т", false},
    {"книжка", "кн", true}, {"книга", "кн", true},   {"кн.", "кн", false},    {"кн", "кн", false},
    {"частина", "ч", true}, {"часть", "ч", true},    {"част.", "ч", false},   {"ч.", "ч", false},
    {"ч", "ч", false},      {"випуск", "вип", true}, {"выпуск", "вип", true}, {"вип.", "вип", false},
    {"вып.", "вип", false}, {"volume", "т", true},   {"vol.", "т", false},    {"vol", "т", false},
    {"book", "кн", true},   {"part", "ч", true},     {"pt.", "ч", false},     {"issue", "вип", true},
});

struct Numeral {
  std::string_view word;
  std::string_view number;
};
constexpr auto numerals = std::to_array<Numeral>({
    {"перша", "1"},  {"друга", "2"},  {"третя", "3"},     {"четверта", "4"}, {"п'ята", "5"},  {"перший", "1"},
    {"другий", "2"}, {"третій", "3"}, {"четвертий", "4"}, {"п'ятий", "5"},   {"первая", "1"}, {"вторая", "2"},
    {"третья", "3"}, {"one", "1"},    {"two", "2"},       {"three", "3"},    {"four", "4"},   {"five", "5"},
    {"six", "6"},    {"seven", "7"},  {"eight", "8"},     {"nine", "9"},     {"ten", "10"},   {"i", "1"},
    {"ii", "2"},     {"iii", "3"},    {"iv", "4"},        {"v", "5"},        {"vi", "6"},     {"vii", "7"},
    {"viii", "8"},   {"ix", "9"},     {"x", "10"},        {"xi", "11"},      {"xii", "12"},   {"xiii", "13"},
    {"xiv", "14"},   {"xv", "15"},    {"xvi", "16"},      {"xvii", "17"},    {"xviii", "18"}, {"xix", "19"},
    {"xx", "20"},    {"і", "1"},      {"іі", "2"},        {"ііі", "3"},      {"хі", "11"},    {"х", "10"},
    {"іх", "9"},
});

bool is_digit(char c) { return c >= '0' && c <= '9'; }
/// A byte of a word in any script (every non-ASCII byte counts).
bool is_word_byte(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; }

struct FoundVolume {
  std::size_t begin, end;  ///< bytes in the title, with the marker
  std::string key;
};

/// A marker and its number at `at` of the lowered text.
std::optional<FoundVolume> volume_at(std::string_view low, std::size_t at) {
  for (const Marker& marker : markers) {
    if (!low.substr(at).starts_with(marker.word)) continue;
    std::size_t i = at + marker.word.size();
    const bool dotted = marker.word.back() == '.';
    if (!dotted && i < low.size() && is_word_byte(low[i])) continue;
    while (i < low.size() && (low[i] == ' ' || low[i] == ']' || (low[i] == '.' && !dotted) || low[i] == '#')) ++i;
    std::size_t end = i;
    while (end < low.size() && is_digit(low[end])) ++end;
    if (end > i && end - i <= 4) {
      std::size_t first = i;
      while (first + 1 < end && low[first] == '0') ++first;
      std::string key = std::string(marker.kind) + std::string(low.substr(first, end - first));
      // «т. 1-2»: a book that holds several volumes.
      if (end + 1 < low.size() && low[end] == '-' && is_digit(low[end + 1])) {
        const std::size_t from = end++;
        while (end < low.size() && is_digit(low[end])) ++end;
        key += low.substr(from, end - from);
      }
      if (end < low.size() && is_word_byte(low[end])) return std::nullopt;
      return FoundVolume{at, end, std::move(key)};
    }
    if (!dotted && !marker.is_word) continue;
    end = i;
    while (end < low.size() && (is_word_byte(low[end]) || low[end] == '\'')) ++end;
    const auto numeral = std::ranges::find(numerals, low.substr(i, end - i), &Numeral::word);
    if (numeral != numerals.end()) return FoundVolume{at, end, std::string(marker.kind) + std::string(numeral->number)};
  }
  return std::nullopt;
}

/// The first volume statement, with those that follow it after a comma («т. 9, кн. 2»). `bare`: a note, where
/// the statement may begin anywhere a word begins; in a title the text before it must not be empty.
std::optional<FoundVolume> find_volume(std::string_view low, bool note) {
  for (std::size_t i = 0; i < low.size(); ++i) {
    if (i > 0 && is_word_byte(low[i - 1])) continue;
    if (!is_word_byte(low[i])) continue;
    auto found = volume_at(low, i);
    if (!found) continue;
    const std::size_t before = low.substr(0, i).find_last_not_of(" [(");
    if (!note && before == std::string_view::npos) continue;
    // «у 2 ч», «10 кн. 2»: a count of volumes, not a number of one.
    if (before != std::string_view::npos && is_digit(low[before])) continue;
    while (true) {
      const std::size_t next = low.find_first_not_of(" ,.:", found->end);
      if (next == std::string_view::npos || next == found->end) return found;
      const auto more = volume_at(low, next);
      if (!more) return found;
      found->end = more->end;
      found->key += ' ' + more->key;
    }
  }
  return std::nullopt;
}

std::string_view trimmed(std::string_view text, std::string_view what = " ,.:;-/[") {
  const std::size_t from = text.find_first_not_of(' ');
  if (from == std::string_view::npos) return {};
  const std::size_t to = text.find_last_not_of(what);
  return to == std::string_view::npos ? std::string_view{} : text.substr(from, to + 1 - from);
}

/// "(The Hunger Games, #1)", "(Disney Princess, 5)" at the end: where it stands in a series.
struct SeriesNote {
  std::string_view title;   ///< what stands before it
  std::string_view series;  ///< "The Hunger Games"
  std::string_view number;  ///< "1"; "1-3"; empty if it names several series
};
std::optional<SeriesNote> series_note(std::string_view text) {
  if (!text.ends_with(')')) return std::nullopt;
  const std::size_t open = text.rfind('(');
  if (open == std::string_view::npos || open == 0) return std::nullopt;
  const std::string_view inside = text.substr(open + 1, text.size() - open - 2);
  std::size_t mark = inside.find('#');
  if (mark == std::string_view::npos) {
    const std::size_t comma = inside.rfind(", ");
    if (comma == std::string_view::npos) return std::nullopt;
    mark = comma + 1;
    if (inside.substr(mark + 1).find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  }
  const std::string_view number = inside.substr(mark + 1);
  if (number.empty() || !is_digit(number[0])) return std::nullopt;
  return SeriesNote{trimmed(text.substr(0, open), " "), trimmed(inside.substr(0, mark)),
                    number.find_first_not_of("0123456789.-") == std::string_view::npos ? number : std::string_view{}};
}

// First words of a subtitle that says what kind of text it is.
constexpr auto kinds = std::to_array<std::string_view>(
    {"роман",      "романи",     "повість",    "повісті",  "оповідання", "новели",       "поезії",
     "поезія",     "вірші",      "казка",      "казки",    "драма",      "комедія",      "трагедія",
     "п'єса",      "п'єси",      "поема",      "поеми",    "збірка",     "підручник",    "посібник",
     "навч",       "навчальний", "монографія", "наук",     "зб",         "a novel",      "novel",
     "a memoir",   "memoir",     "stories",    "a story",  "poems",      "a true story", "a biography",
     "a thriller", "a mystery",  "повесть",    "рассказы", "стихи",      "сказки"});

bool is_kind_subtitle(std::string_view low) {
  low = trimmed(low, " .");
  if (low.find_first_of("0123456789") != std::string_view::npos) return false;
  return std::ranges::any_of(kinds, [&](std::string_view kind) {
    return low.starts_with(kind) && (low.size() == kind.size() || !is_word_byte(low[kind.size()]));
  });
}

/// «у 12 т», «в 3-х кн.» at the end of a folded title: how many volumes the whole has.
void drop_volume_count(std::string& key) {
  std::vector<std::string_view> words;
  for (std::string_view rest = key; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    words.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  constexpr auto units =
      std::to_array<std::string_view>({"т", "томах", "томи", "кн", "книгах", "ч", "частинах", "вип"});
  constexpr auto endings = std::to_array<std::string_view>({"х", "ти", "и", "ми", "о"});
  std::size_t n = words.size();
  if (n < 4 || std::ranges::find(units, words[n - 1]) == units.end()) return;
  --n;
  if (std::ranges::find(endings, words[n - 1]) != endings.end()) --n;
  if (n < 3 || words[n - 1].find_first_not_of("0123456789") != std::string_view::npos) return;
  if (words[n - 2] != "у" && words[n - 2] != "в") return;
  key.resize(static_cast<std::size_t>(words[n - 2].data() - key.data()) - 1);
}

/// Roman numerals typed with Cyrillic letters: «Темна вежа ІІІ». A lone і is the conjunction, except as the
/// last word.
void latinize_roman(std::string& key) {
  for (std::size_t from = 0; from < key.size();) {
    const std::size_t end = std::min(key.find(' ', from), key.size());
    std::string roman;
    for (std::size_t i = from; i + 1 < end; i += 2) {
      const std::string_view letter = std::string_view(key).substr(i, 2);
      if (letter == "і") roman += 'i';
      if (letter == "х") roman += 'x';
    }
    if (2 * roman.size() == end - from && from > 0 && (roman.size() > 1 || (end == key.size() && roman == "i"))) {
      key.replace(from, end - from, roman);
      from += roman.size() + 1;
    } else {
      from = end + 1;
    }
  }
}

std::string title_key(std::string_view text) {
  // What ISBD puts after a title: " / " who made it, " = " the same title in another language. A slash
  // between Latin words joins two titles ("The Awakening / The Struggle").
  for (std::string_view mark : {" / ", " = "})
    if (const std::size_t at = text.find(mark); at != std::string_view::npos && at > 0) {
      const bool latin = at + 3 < text.size() && (text[at + 3] & 0x80) == 0;
      if (mark == " = " || !latin) text = text.substr(0, at);
    }
  const std::string low = lowered(text);
  for (std::size_t colon = low.find(':'); colon != std::string::npos; colon = low.find(':', colon + 1)) {
    if (colon == 0 || !is_kind_subtitle(std::string_view(low).substr(colon + 1))) continue;
    text = text.substr(0, colon);
    break;
  }
  std::string key = fold(text);
  for (std::string_view article : {"the ", "a ", "an "})
    if (key.starts_with(article)) {
      key.erase(0, article.size());
      break;
    }
  latinize_roman(key);
  // Old spelling: Кобзарь. No Ukrainian word ends so today.
  std::string modern;
  modern.reserve(key.size());
  for (std::size_t i = 0; i < key.size();) {
    constexpr std::string_view old = "рь";
    if (key.compare(i, old.size(), old) == 0 && (i + old.size() == key.size() || key[i + old.size()] == ' ')) {
      modern += "р";
      i += old.size();
    } else {
      modern += key[i++];
    }
  }
  drop_volume_count(modern);
  return modern;
}

/// "[Текст]", "[Електронний ресурс]": what the thing is, which ISBD puts into the title.
std::string without_material(std::string_view printed) {
  std::string text(printed);
  for (std::string_view mark : {"[Текст]", "[текст]", "[Електронний ресурс]", "[Ноти]", "[Карти]", "[Текст ]"})
    if (const std::size_t at = text.find(mark); at != std::string::npos && at > 0) text.erase(at, mark.size());
  return text;
}

}  // namespace

Title title_parts(std::string_view printed) {
  const std::string text = without_material(printed);
  std::string_view rest = trimmed(text, " ");
  Title title;
  if (const auto note = series_note(rest); note && !note->title.empty()) {
    rest = note->title;
    // "Naruto (Naruto, #3)": nothing else tells this volume from the others. The first goes by the bare
    // title.
    if (!note->number.empty() && note->number != "1" && fold(note->series) == fold(rest)) {
      title.volume = '#' + std::string(note->number);
      title.volume_key = "т" + std::string(note->number);
    }
  }
  if (title.volume.empty()) {
    if (const auto found = find_volume(lowered(rest), false)) {
      const std::string_view before = trimmed(rest.substr(0, found->begin), " ,.:;-/[(");
      if (!fold(before).empty()) {
        title.volume = rest.substr(found->begin, found->end - found->begin);
        std::erase(title.volume, ']');
        title.volume_key = found->key;
        rest = before;
      }
    }
  }
  title.shown = trimmed(rest, " ,:;/");
  if (title.shown.empty()) title.shown = trimmed(printed, " ");
  title.key = title_key(title.shown);
  return title;
}

Volume volume_in_note(std::string_view note) {
  const auto found = find_volume(lowered(note), true);
  if (!found) return {};
  return {std::string(note.substr(found->begin, found->end - found->begin)), found->key};
}

}  // namespace bookmarket::catalog
