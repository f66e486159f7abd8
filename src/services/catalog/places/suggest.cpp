// What is meant by what somebody has typed of a settlement.
#include <algorithm>
#include <array>

#include "services/catalog/domain/fold.hpp"
#include "services/catalog/places/places.hpp"
#include "services/catalog/places/sound.hpp"
#include "services/catalog/search/keyboard.hpp"

namespace bookmarket::catalog {

/// One way to take the text apart: a name's beginning and, behind it, where it is.
struct Places::Reading {
  Reading(const std::vector<std::string>& name, const std::vector<std::string>& places) {
    for (const auto& word : name) spelled += (spelled.empty() ? "" : " ") + word;
    if (auto heard = sound_of(spelled); 2 * heard.size() >= length(spelled)) sound = std::move(heard);
    blurred = blurred_sound(sound);
    for (const auto& word : places)
      if (length(word) > 1) within.push_back(' ' + blurred_sound(sound_of(word)));
  }

  std::string spelled = {};
  std::string sound = {}, blurred = {};  ///< empty: next to nothing of the text is left in it («щщщщ», «oooo»)
  std::vector<std::string> within = {};  ///< blurred sounds of beginnings of words
  std::vector<std::int8_t> known = {};   ///< by word of `within` and unit: 1 it fits, -1 it does not, 0 not looked yet
};

/// The best places found until now. What is taken earlier stands before what is taken later.
class Places::Gathering {
 public:
  Gathering(const Places& places, std::size_t limit) : places_(places), limit_(limit) {}

  struct Only {
    bool cities = false;
    std::size_t longest = SIZE_MAX;  ///< letters of the key
  };
  void take(KeyIndex::Range range, Reading& reading) { take(std::vector{range}, reading); }
  void take(const std::vector<KeyIndex::Range>& ranges, Reading& reading) { take(ranges, reading, Only{}); }
  void take(const std::vector<KeyIndex::Range>& ranges, Reading& reading, Only only) {
    if (full()) return;
    candidates_.clear();
    for (const auto& range : ranges) {
      for (const auto& entry : range) {
        const Entry& place = places_.places_[entry.place];
        if (entry.length <= only.longest && (!only.cities || place.category == PlaceCategory::city) &&
            places_.within(place, reading))
          candidates_.push_back(entry.place);
      }
    }
    std::ranges::make_heap(candidates_, std::ranges::greater{});
    while (!candidates_.empty() && !full()) {
      std::ranges::pop_heap(candidates_, std::ranges::greater{});
      if (std::ranges::find(found_, candidates_.back()) == found_.end()) found_.push_back(candidates_.back());
      candidates_.pop_back();
    }
  }
  [[nodiscard]] bool full() const { return found_.size() >= limit_; }
  [[nodiscard]] bool empty() const { return found_.empty(); }
  [[nodiscard]] const std::vector<std::uint32_t>& found() const { return found_; }

 private:
  const Places& places_;
  std::size_t limit_;
  std::vector<std::uint32_t> found_, candidates_;
};

namespace {

constexpr std::size_t least_blurred = 3;  ///< letters, below which too much sounds alike
constexpr std::size_t least_similar = 4;
constexpr std::size_t most_words = 8;

/// «м. Київ», «смт Брошнів»: what stands before a name and is none.
bool is_kind(std::string_view word) {
  constexpr std::array<std::string_view, 10> kinds{"м",      "місто", "с", "село", "смт",
                                                   "селище", "город", "m", "s",    "smt"};
  return std::ranges::find(kinds, word) != kinds.end();
}

std::vector<std::string> words_of(std::string_view text) {
  const auto folded = fold(text);
  std::vector<std::string> out;
  for (std::string_view rest = folded; !rest.empty() && out.size() < most_words;) {
    const auto word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    out.emplace_back(word);
  }
  return out;
}

/// Ranges of what begins with a sound. What comes next may change the last letter: Марі…уполь, Брат…ське.
std::vector<KeyIndex::Range> beginning(const KeyIndex& index, std::string_view sound) {
  std::vector out{index.beginning(sound)};
  const std::string_view changes = sound.ends_with('i') ? "aeu" : sound.ends_with('t') ? "q" : "";
  if (sound.size() > 1) {
    std::string changed(sound);
    for (const char letter : changes) {
      changed.back() = letter;
      out.push_back(index.beginning(changed));
    }
  }
  return out;
}

}  // namespace

bool Places::within(const Entry& place, Reading& reading) const {
  if (reading.within.empty()) return true;
  reading.known.resize(reading.within.size() * units_.size());
  for (std::size_t i = 0; i < reading.within.size(); ++i) {
    const auto fits = [&](std::uint16_t unit) {
      auto& known = reading.known[i * units_.size() + unit];
      if (known == 0) known = units_[unit].sounds.contains(reading.within[i]) ? 1 : -1;
      return known > 0;
    };
    if (!fits(place.region) && !fits(place.district) && !fits(place.community)) return false;
  }
  return true;
}

void Places::gather(Gathering& found, Reading& r) const {
  const auto spelled = spelled_.name.beginning(r.spelled);
  const auto blurred =
      r.blurred.size() < least_blurred ? std::vector<KeyIndex::Range>() : beginning(blurred_.name, r.blurred);
  found.take(KeyIndex::whole(spelled, r.spelled), r);
  // Киев is Київ before it is the beginning of a village's name.
  found.take(blurred, r, {.cities = true, .longest = r.blurred.size()});
  found.take(spelled, r);
  found.take(spelled_.words.beginning(r.spelled), r);
  if (found.full() || r.sound.empty()) return;
  const auto sounded = sounded_.name.beginning(r.sound);
  found.take(KeyIndex::whole(sounded, r.sound), r);
  found.take(beginning(sounded_.name, r.sound), r);
  found.take(beginning(sounded_.words, r.sound), r);
  if (found.full() || blurred.empty()) return;
  found.take(blurred, r);
  found.take(beginning(blurred_.words, r.blurred), r);
}

void Places::gather_similar(Gathering& found, Reading& r) const {
  if (r.blurred.size() < least_similar) return;
  const auto sounds = sounded_.name.similar(r.sound);
  auto similar = blurred_.name.similar(r.blurred);
  similar.insert(similar.end(), sounds.begin(), sounds.end());
  found.take(similar, r, {.longest = r.sound.size() + 1});
  found.take(similar, r);
}

bool Places::gather_all(Gathering& found, std::vector<Reading>& readings) const {
  for (auto& reading : readings) {
    gather(found, reading);
    if (!found.empty()) return true;
  }
  return false;
}

std::vector<Places::Reading> Places::readings(std::string_view typed) {
  std::vector<Reading> out;
  const auto comma = typed.find(',');
  auto name = words_of(typed.substr(0, comma));
  auto places = comma == typed.npos ? std::vector<std::string>() : words_of(typed.substr(comma + 1));
  if (name.empty()) return out;
  out.emplace_back(name, places);
  if (name.size() > 1 && is_kind(name.front())) {
    name.erase(name.begin());
    out.emplace_back(name, places);
  }
  while (name.size() > 1) {
    places.insert(places.begin(), std::move(name.back()));
    name.pop_back();
    out.emplace_back(name, places);
  }
  return out;
}

std::vector<Settlement> Places::suggest(std::string_view text, std::size_t limit) const {
  using search::Layout;
  text = text.substr(0, max_text);
  Gathering found(*this, limit);
  auto typed = readings(text);
  if (!typed.empty() && !gather_all(found, typed)) {
    for (const auto& meant :
         {search::qwerty_to_cyrillic(text, Layout::ukrainian), search::qwerty_to_cyrillic(text, Layout::russian),
          search::russian_to_ukrainian_keys(text), search::cyrillic_to_qwerty(text)})
      if (auto other = readings(meant); meant != text && gather_all(found, other)) break;
  }
  for (std::size_t i = 0; i < typed.size() && found.empty(); ++i) gather_similar(found, typed[i]);
  std::vector<Settlement> out;
  out.reserve(found.found().size());
  for (const auto place : found.found()) out.push_back(shown(places_[place]));
  return out;
}

}  // namespace bookmarket::catalog
