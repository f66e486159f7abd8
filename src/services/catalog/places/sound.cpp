#include "services/catalog/places/sound.hpp"

#include <array>

namespace bookmarket::catalog {
namespace {

/// а … я, then ѐ … ї (ё at 1, є at 4, і at 6, ї at 7).
constexpr std::array<std::string_view, 32> letters{"a", "b", "v", "h",  "d", "e", "j", "z", "i",  "i", "k",
                                                   "l", "m", "n", "o",  "p", "r", "s", "t", "u",  "f", "h",
                                                   "q", "c", "w", "wc", "",  "i", "",  "e", "iu", "ia"};
constexpr std::array<std::string_view, 8> more_letters{"e", "e", "", "", "ie", "", "i", "i"};

std::string_view cyrillic(unsigned c) {
  if (c >= 0x430 && c < 0x450) return letters[c - 0x430];
  if (c >= 0x450 && c < 0x458) return more_letters[c - 0x450];
  return c == 0x491 ? "h" : "";
}

/// Puts letters of a sound together; the rules for what meets are here alone.
class Sound {
 public:
  explicit Sound(std::size_t bytes) { text_.reserve(bytes); }

  void add(char c) {
    const char last = text_.empty() ? '\0' : text_.back();
    if (last == 'i' && (c == 'a' || c == 'e' || c == 'u')) {
      text_.pop_back();
      return add(c);
    }
    if (last == 't' && c == 's') {
      text_.pop_back();
      return add('q');
    }
    if (last != c) text_ += c;
  }
  void add(std::string_view many) {
    for (const char c : many) add(c);
  }
  /// zh, kh, sh: instead of the letter before h.
  void change(char c) {
    if (!text_.empty()) text_.pop_back();
    add(c);
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

void add_latin(Sound& sound, char c, char before, char after) {
  switch (c) {
    case 'y':
    case 'j':
      return sound.add('i');
    case 'g':
      return sound.add('h');
    case 'h':
      if (before == 'k') return sound.change('h');
      if (before == 'z') return sound.change('j');
      if (before == 's') return sound.change('w');
      return before == 'c' ? void() : sound.add('h');
    case 'w':
      return sound.add('v');
    case 'q':
      return sound.add('k');
    case 'x':
      return sound.add("ks");
    case 'c':
      return sound.add(after == 'h' ? 'c' : 'q');
    default:
      return sound.add(c);
  }
}

}  // namespace

std::string sound_of(std::string_view folded) {
  Sound sound(folded.size());
  for (std::size_t at = 0; at < folded.size(); ++at) {
    const auto byte = static_cast<unsigned char>(folded[at]);
    if (byte < 0x80) {
      if (byte != ' ')
        add_latin(sound, folded[at], at > 0 ? folded[at - 1] : '\0', at + 1 < folded.size() ? folded[at + 1] : '\0');
    } else if ((byte == 0xD0 || byte == 0xD1 || byte == 0xD2) && at + 1 < folded.size()) {
      sound.add(cyrillic(((byte & 0x1FU) << 6) | (static_cast<unsigned char>(folded[++at]) & 0x3FU)));
    }
  }
  return sound.take();
}

std::string blurred_sound(std::string_view sound) {
  Sound out(sound.size());
  for (const char c : sound) out.add(c == 'e' || c == 'o' ? 'i' : c);
  return out.take();
}

}  // namespace bookmarket::catalog
