#include "services/catalog/covers/typeset.hpp"

#include <algorithm>
#include <limits>

#include "services/catalog/covers/numbers.hpp"
#include "services/catalog/covers/words.hpp"

namespace bookmarket::catalog::covers {
namespace {

constexpr Tenths author_size = 125, smallest_title = 152, smallest_word = 90;
constexpr int leading_percent = 112;       // of the em
constexpr std::size_t most_letters = 300;  // more than four lines of the smallest size hold

/// The ink of a run of characters set from x = 0, in grid units.
struct Ink {
  int left = 0, top = 0, right = 0, bottom = 0;
};

Ink measure(const Face& face, std::u32string_view text) {
  Ink ink{std::numeric_limits<int>::max(), 0, std::numeric_limits<int>::min(), 0};
  int x = 0;
  const Glyph* before = nullptr;
  for (const char32_t c : text) {
    const Glyph* glyph = face.find(c == no_break_space ? U' ' : c);
    if (!glyph) continue;
    if (before) x += before->advance + face.kern(*before, *glyph);
    if (!glyph->outline.empty()) {
      ink.left = std::min(ink.left, x + glyph->left);
      ink.right = std::max(ink.right, x + glyph->right);
      ink.top = std::min<int>(ink.top, glyph->top);
      ink.bottom = std::max<int>(ink.bottom, glyph->bottom);
    }
    before = glyph;
  }
  if (ink.left > ink.right) ink.left = ink.right = 0;
  return ink;
}

/// Grid units to tenths, outwards, so that a box never understates its ink.
Tenths tenths_up(int units, Tenths size, int em) {
  const int product = units * size;
  return product >= 0 ? (product + em - 1) / em : -(-product / em);
}
Tenths tenths_down(int units, Tenths size, int em) { return -tenths_up(-units, size, em); }

/// A stretch that no line break may enter: words joined by no-break spaces.
struct Unit {
  std::size_t begin, end;  ///< characters, end excluded
};

/// A title being fitted: characters with their places as if on one endless line.
class Setting {
 public:
  explicit Setting(std::u32string_view title) {
    for (const char32_t c : title) append(c);
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t end = std::min(text_.find(U' ', begin), text_.size());
      units_.push_back({begin, end});
      widest_ = std::max(widest_, width(units_.size() - 1, units_.size()));
      begin = end + 1;
    }
  }

  int widest() const { return widest_; }

  /// Fewest lines that fit; units wider than the column count as fitting.
  std::size_t lines_needed(int column) const {
    std::size_t lines = 0;
    for (std::size_t first = 0; first < units_.size(); ++lines) {
      std::size_t next = first + 1;
      while (next < units_.size() && width(first, next + 1) <= column) ++next;
      first = next;
    }
    return lines;
  }

  /// Lines of even length: of all ways to break into `count` lines that fit, the one with the least sum of
  /// squared white space (Knuth and Plass, without hyphens and stretching).
  std::vector<std::u32string> broken(std::size_t count, int column) const {
    constexpr auto none = std::numeric_limits<std::int64_t>::max();
    const std::size_t n = units_.size();
    std::vector<std::int64_t> cost((count + 1) * (n + 1), none);
    std::vector<std::size_t> from((count + 1) * (n + 1));
    cost[0] = 0;
    for (std::size_t line = 1; line <= count; ++line)
      for (std::size_t end = line; end <= n; ++end)
        for (std::size_t begin = end; begin-- >= line;) {
          const int w = width(begin, end);
          if (w > column && begin + 1 < end) break;
          const auto before = cost[(line - 1) * (n + 1) + begin];
          if (before == none) continue;
          const std::int64_t space = std::max(0, column - w), total = before + space * space;
          auto& best = cost[line * (n + 1) + end];
          if (total < best) best = total, from[line * (n + 1) + end] = begin;
        }
    std::vector<std::u32string> out(count);
    for (std::size_t line = count, end = n; line > 0; --line) {
      const std::size_t begin = from[line * (n + 1) + end];
      out[line - 1] = text_.substr(units_[begin].begin, units_[end - 1].end - units_[begin].begin);
      end = begin;
    }
    return out;
  }

  /// Puts «…» in the place of the last unit, and of punctuation before it.
  void shorten() {
    const auto ends_a_word = [&](std::size_t i) { return is_letter(text_[i]) || (text_[i] >= '0' && text_[i] <= '9'); };
    do {
      units_.pop_back();
      Unit& last = units_.back();
      while (last.end > last.begin && !ends_a_word(last.end - 1)) --last.end;
    } while (units_.size() > 1 && units_.back().begin == units_.back().end);
    Unit& last = units_.back();
    text_.resize(last.end);
    glyphs_.resize(last.end);
    append(ellipsis);
    ++last.end;
  }

 private:
  struct Placed {
    const Glyph* glyph;
    int x;

    int left() const { return x + glyph->left; }
    int right() const { return x + glyph->right; }
  };

  void append(char32_t c) {
    const Glyph* glyph = title_face.find(c == no_break_space ? U' ' : c);
    int x = 0;
    if (!glyphs_.empty()) {
      const auto [before, at] = glyphs_.back();
      x = at + before->advance + title_face.kern(*before, *glyph);
    }
    text_ += c;
    glyphs_.push_back({glyph, x});
  }

  int width(std::size_t first, std::size_t last) const {
    const std::size_t begin = units_[first].begin, end = units_[last - 1].end;
    if (end - begin == 1) return glyphs_[begin].right() - glyphs_[begin].left();
    // A letter may overhang its slender neighbour, hence two at each end.
    return std::max(glyphs_[end - 1].right(), glyphs_[end - 2].right()) -
           std::min(glyphs_[begin].left(), glyphs_[begin + 1].left());
  }

  std::u32string text_;
  std::vector<Placed> glyphs_;  ///< of each character
  std::vector<Unit> units_;
  int widest_ = 0;
};

/// Size by the longest word: what one reads from a card on a phone.
Tenths size_for(std::u32string_view title) {
  std::size_t longest = 0, word = 0;
  for (const char32_t c : title) {
    word = c == ' ' || c == no_break_space ? 0 : word + is_letter(c);
    longest = std::max(longest, word);
  }
  return longest <= 5 ? 440 : longest <= 8 ? 330 : longest <= 11 ? 250 : 190;
}

/// Cuts what is wider than the column, at any character.
std::u32string truncated(const Face& face, std::u32string text, int column) {
  if (const Ink ink = measure(face, text); ink.right - ink.left <= column) return text;
  while (!text.empty()) {
    text.pop_back();
    const Ink ink = measure(face, text + ellipsis);
    if (ink.right - ink.left <= column) break;
  }
  while (!text.empty() && !is_letter(text.back())) text.pop_back();
  return text + ellipsis;
}

/// Places the lines: ink starts exactly at the left edge, or is centred.
void place(Text& text, Tenths width, Align align) {
  const int em = text.face->em;
  for (std::size_t i = 0; i < text.lines.size(); ++i) {
    const Ink ink = measure(*text.face, text.lines[i]);
    const int column = width * em / text.size;
    const int offset = align == Align::left ? -ink.left : (column - ink.right - ink.left) / 2;
    const int baseline = static_cast<int>(i) * em * leading_percent / 100;
    text.offsets.push_back(offset);
    text.boxes.push_back({tenths_down(ink.left + offset, text.size, em), tenths_down(baseline + ink.top, text.size, em),
                          tenths_up(ink.right + offset, text.size, em),
                          tenths_up(baseline + ink.bottom, text.size, em)});
  }
}

}  // namespace

Text set_title(std::u32string_view title, Tenths width, Align align) {
  Text text;
  if (title.empty()) return text;
  title = title.substr(0, most_letters);
  const int em = title_face.em;
  const auto column = [&](Tenths size) { return width * em / size; };
  const auto fitted = [&](const Setting& setting, Tenths size) {
    while (size > smallest_word && setting.widest() > column(size)) size -= 10;
    return size;
  };

  Setting setting(title);
  Tenths size = fitted(setting, size_for(title));
  std::size_t count = setting.lines_needed(column(size));
  if (count > 2 && headline(title).size() < title.size()) {  // a subtitle or a note on the series only crowds it
    title = headline(title);
    setting = Setting(title);
    size = fitted(setting, size_for(title));
    count = setting.lines_needed(column(size));
  }
  text.roomy = count < most_lines;
  while (count > most_lines && size > smallest_title) {
    size = fitted(setting, std::max(size * 8 / 10, smallest_title));
    count = setting.lines_needed(column(size));
  }
  while (count > most_lines) {
    setting.shorten();
    count = setting.lines_needed(column(size));
  }
  text.size = size;
  text.lines = setting.broken(count, column(size));
  for (auto& line : text.lines) line = truncated(title_face, std::move(line), column(size));
  place(text, width, align);
  return text;
}

Text set_author(std::u32string_view author, Tenths width, Align align) {
  Text text;
  text.face = &author_face;
  text.size = author_size;
  if (author.empty()) return text;
  text.lines = {
      truncated(author_face, std::u32string(author.substr(0, most_letters)), width * author_face.em / author_size)};
  place(text, width, align);
  return text;
}

void append_outlines(const Text& text, std::string& out) {
  for (std::size_t i = 0; i < text.lines.size(); ++i) {
    int x = text.offsets[i];
    const int baseline = static_cast<int>(i) * text.face->em * leading_percent / 100;
    const Glyph* before = nullptr;
    for (const char32_t c : text.lines[i]) {
      const Glyph* glyph = text.face->find(c == no_break_space ? U' ' : c);
      if (before) x += before->advance + text.face->kern(*before, *glyph);
      before = glyph;
      if (glyph->outline.empty()) continue;
      out += 'M';
      append_number(out, x + glyph->start_x);
      if (baseline + glyph->start_y >= 0) out += ' ';
      append_number(out, baseline + glyph->start_y);
      out += glyph->outline;
    }
  }
}

}  // namespace bookmarket::catalog::covers
