#include "services/catalog/covers/covers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/property_tree/xml_parser.hpp>
#include <charconv>
#include <clocale>
#include <optional>
#include <set>
#include <sstream>

#include "services/catalog/covers/composition.hpp"
#include "services/catalog/covers/ornaments.hpp"
#include "services/catalog/covers/words.hpp"

namespace bookmarket::catalog::covers {
namespace {

namespace tree = boost::property_tree;

struct Frame {
  double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
  void add(double x, double y) {
    left = std::min(left, x), top = std::min(top, y), right = std::max(right, x), bottom = std::max(bottom, y);
  }
};

/// Bounds of SVG path data in the few commands covers use, walked as a browser would. nullopt: not such a
/// path.
std::optional<Frame> bounds(const std::string& d) {
  Frame frame;
  double x = 0, y = 0, start_x = 0, start_y = 0;
  std::size_t at = 0;
  char command = 0;
  const auto number = [&]() -> double {
    while (at < d.size() && d[at] == ' ') ++at;
    double value = 0;
    const auto [end, error] = std::from_chars(d.data() + at, d.data() + d.size(), value);
    if (error != std::errc()) return command = '!', 0;
    at = static_cast<std::size_t>(end - d.data());
    return value;
  };
  while (at < d.size()) {
    if (std::isalpha(static_cast<unsigned char>(d[at])))
      command = d[at++];
    else if (d[at] == ' ') {
      ++at;
      continue;
    }
    switch (command) {
      case 'M':
        x = start_x = number(), y = start_y = number(), command = 'L';
        break;
      case 'm':
        x = start_x = x + number(), y = start_y = y + number(), command = 'l';
        break;
      case 'L':
        x = number(), y = number();
        break;
      case 'l':
        x += number(), y += number();
        break;
      case 'h':
        x += number();
        break;
      case 'v':
        y += number();
        break;
      case 'H':
        x = number();
        break;
      case 'V':
        y = number();
        break;
      case 'c':
      case 's':
      case 'C': {
        const double from_x = command == 'C' ? 0 : x, from_y = command == 'C' ? 0 : y;
        const int pairs = command == 's' ? 2 : 3;
        for (int i = 0; i < pairs; ++i) x = from_x + number(), y = from_y + number(), frame.add(x, y);
        break;
      }
      case 'z':
        x = start_x, y = start_y;
        break;
      default:
        return std::nullopt;
    }
    if (command == '!') return std::nullopt;
    frame.add(x, y);
  }
  return frame;
}

tree::ptree parse(const std::string& svg) {
  std::istringstream in(svg);
  tree::ptree document;
  tree::read_xml(in, document);
  return document;
}

/// Bounds on the canvas of every text: the elements moved and scaled without an opacity.
std::vector<Frame> text_frames(const std::string& svg) {
  std::vector<Frame> out;
  for (const auto& [name, node] : parse(svg).get_child("svg")) {
    const auto transform = node.get_optional<std::string>("<xmlattr>.transform");
    if (!transform || node.get_optional<std::string>("<xmlattr>.opacity")) continue;
    double x = 0, y = 0, scale = 0;
    if (std::sscanf(transform->c_str(), "translate(%lf %lf)scale(%lf)", &x, &y, &scale) != 3)
      throw std::runtime_error(*transform);
    const auto path = bounds(node.get<std::string>("<xmlattr>.d"));
    if (!path) throw std::runtime_error("no path");
    out.push_back({x + path->left * scale, y + path->top * scale, x + path->right * scale, y + path->bottom * scale});
  }
  return out;
}

bool well_formed(const std::string& svg) {
  try {
    return parse(svg).get_child("svg").size() > 4;
  } catch (const tree::xml_parser_error&) {
    return false;
  }
}

std::vector<std::string> collisions(const Composition& cover) {
  std::vector<std::string> out;
  const auto titles = cover.title_boxes(), authors = cover.author_boxes();
  const auto check = [&](const Box& box, const char* name) {
    for (const Box& ornament : cover.ornament.boxes())
      if (box.meets(ornament)) out.push_back(std::string(name) + " meets the ornament");
    if (box.left < safe_margin || box.top < safe_margin || box.right > canvas_width - safe_margin ||
        box.bottom > canvas_height - safe_margin)
      out.push_back(std::string(name) + " leaves the margins");
  };
  for (const Box& box : titles) {
    check(box, "title");
    for (const Box& author : authors)
      if (box.meets(author)) out.emplace_back("title meets author");
  }
  for (const Box& box : authors) check(box, "author");
  return out;
}

std::string utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) {
    if (c < 0x80)
      out += static_cast<char>(c);
    else if (c < 0x800)
      out += {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 63))};
    else
      out += {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 63)),
              static_cast<char>(0x80 | (c & 63))};
  }
  return out;
}

/// A word such as titles have: mostly Ukrainian, sometimes English, sometimes one that clings.
rc::Gen<std::u32string> word() {
  const auto letters = [](std::u32string_view alphabet, int longest) {
    return rc::gen::mapcat(rc::gen::inRange(1, longest + 1), [=](int length) {
      return rc::gen::container<std::u32string>(static_cast<std::size_t>(length),
                                                rc::gen::elementOf(std::u32string(alphabet)));
    });
  };
  const std::u32string_view ukrainian = U"абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЮЯ";
  return rc::gen::weightedOneOf<std::u32string>(
      {{12, letters(ukrainian, 13)},
       {1, letters(ukrainian, 45)},
       {3, letters(U"abcdefghijklmnopqrstuvwxyzAJQWÉÑŠfjy", 12)},
       {5, rc::gen::elementOf(std::vector<std::u32string>{U"і", U"й", U"в", U"у", U"з", U"на", U"та", U"Від", U"the"})},
       {2, rc::gen::elementOf(
               std::vector<std::u32string>{U"—", U"(", U"№", U"1984", U"«Ї»", U"f.", U"...", U"&", U"<b>"})}});
}
rc::Gen<std::string> words(int most) {
  return rc::gen::map(rc::gen::mapcat(rc::gen::inRange(0, most + 1),
                                      [](int count) {
                                        return rc::gen::container<std::vector<std::u32string>>(
                                            static_cast<std::size_t>(count), word());
                                      }),
                      [](const std::vector<std::u32string>& list) {
                        std::u32string all;
                        for (const auto& one : list) (all += one) += U' ';
                        return utf8(all);
                      });
}
struct Book {
  std::string title, author;
  Genre genre;
  CoverText text() const { return {title, author, genre}; }
};
rc::Gen<Book> book() {
  return rc::gen::construct<Book>(rc::gen::oneOf(words(4), words(12), words(60)), words(4),
                                  rc::gen::map(rc::gen::inRange<std::size_t>(0, genre_slugs.size()),
                                               [](std::size_t g) { return static_cast<Genre>(g); }));
}
/// Many a time, since a hundred cases are few for typesetting.
rc::Gen<std::vector<Book>> books() { return rc::gen::container<std::vector<Book>>(30, book()); }
std::ostream& operator<<(std::ostream& out, const Book& b) {
  return out << b.title << '/' << b.author << '/' << slug(b.genre);
}

RC_GTEST_PROP(Cover, NothingMeetsAnythingAndTextsKeepTheMargins, ()) {
  for (const Book& one : *books()) {
    RC_ASSERT(collisions(compose(one.text())) == std::vector<std::string>{});
  }
}

RC_GTEST_PROP(Cover, TheOutlinesThemselvesKeepTheMargins, ()) {
  for (const Book& one : *books()) {
    for (const Frame& text : text_frames(cover_svg(one.text()))) {
      RC_ASSERT(text.left >= safe_margin - 1 && text.right <= canvas_width - safe_margin + 1);
      RC_ASSERT(text.top >= safe_margin - 1 && text.bottom <= canvas_height - safe_margin + 1);
    }
  }
}

TEST(Cover, TheCollisionCheckSeesACollision) {
  Composition cover = compose({"Місто", "Валерʼян Підмогильний", Genre::prose});
  ASSERT_TRUE(collisions(cover).empty());
  Composition drawn_over = cover;
  drawn_over.ornament.rect(cover.title_boxes().front(), faintest);
  EXPECT_THAT(collisions(drawn_over), testing::Contains("title meets the ornament"));
  Composition moved = cover;
  moved.author_at = moved.title_at;
  EXPECT_THAT(collisions(moved), testing::Contains("title meets author"));
  moved.title_at.x = 100;
  EXPECT_THAT(collisions(moved), testing::Contains("title leaves the margins"));
}

TEST(Cover, TheOutlineWalkSeesEveryPoint) {
  const auto box = bounds("M10 20h5v-30l-5 5zm100 0c0 1 2 300 4 4");
  ASSERT_TRUE(box);
  EXPECT_EQ(std::vector({box->left, box->top, box->right, box->bottom}), (std::vector<double>{10, -10, 114, 320}));
  EXPECT_FALSE(bounds("M10 20q1 2 3 4"));
}

RC_GTEST_PROP(Cover, AnyBytesGiveWellFormedXml, (const std::string& title, const std::string& author)) {
  RC_ASSERT(well_formed(cover_svg({title, author, Genre::other})));
}

TEST(Cover, HostileTextGivesWellFormedXmlWithoutIt) {
  const std::string svg = cover_svg({"</svg><script>alert(1)</script>&\"'\xFF]]>", "<!--\x00-->", Genre::art});
  EXPECT_TRUE(well_formed(svg));
  EXPECT_EQ(svg.find("script"), std::string::npos);
  EXPECT_FALSE(well_formed(svg + "<path"));
  EXPECT_FALSE(well_formed(svg.substr(0, svg.size() - 3)));
}

RC_GTEST_PROP(Cover, NoLineEndsInAWordThatClings, ()) {
  static const std::set<std::u32string> clinging{U"і", U"й", U"в", U"у", U"з", U"на", U"та", U"від", U"the"};
  for (const Book& one : *books()) {
    const Text title = compose(one.text()).title;
    for (std::size_t i = 0; i + 1 < title.lines.size(); ++i) {
      std::u32string last = title.lines[i].substr(title.lines[i].find_last_of(U" \u00A0") + 1);
      for (auto& c : last) c = lower(c);
      RC_ASSERT(!clinging.contains(last));
    }
  }
}

RC_GTEST_PROP(Cover, AtMostFourLinesAndFromFourNoPicture, ()) {
  for (const Book& one : *books()) {
    const Composition cover = compose(one.text());
    RC_ASSERT(cover.title.lines.size() <= most_lines);
    if (cover.title.lines.size() < most_lines) continue;
    Drawing bare;
    draw_setting(cover.layout, false, bare);
    RC_ASSERT(cover.ornament.svg() == bare.svg());
  }
}

RC_GTEST_PROP(Cover, LinesBreakBetweenWordsAndLoseNoneUnlessCut, ()) {
  for (const Book& one : *books()) {
    const std::u32string whole = printable(one.title);
    const Text title = set_title(whole, 1700, Align::left);
    std::u32string joined;
    for (const auto& line : title.lines) (joined += joined.empty() ? U"" : U" ") += line;
    if (joined.contains(ellipsis)) continue;
    RC_ASSERT(joined == whole || joined == headline(whole));
  }
}

TEST(Cover, SizeFollowsTheLongestWord) {
  const auto size = [](std::u32string_view title) { return set_title(title, 1700, Align::left).size; };
  EXPECT_EQ(size(U"Місто"), 440);
  EXPECT_EQ(size(U"Кобзарик"), 330);
  EXPECT_EQ(size(U"Тигролови"), 250);
  EXPECT_EQ(size(U"Короткострокова"), 190);
  EXPECT_LT(size(U"ШШШШШШШШШШШ"), 250);  // eleven letters, but wide ones
}

TEST(Cover, AVeryLongTitleIsCutBetweenWordsWithAnEllipsis) {
  std::string title;
  while (title.size() < 600) title += "довга назва роману ";
  const Text set = set_title(printable(title), 1700, Align::left);
  ASSERT_EQ(set.lines.size(), most_lines);
  EXPECT_THAT(utf8(set.lines.back()),
              testing::AnyOf(testing::EndsWith("довга…"), testing::EndsWith("назва…"), testing::EndsWith("роману…")));
  EXPECT_TRUE(well_formed(cover_svg({std::string(100'000, 'W'), std::string(100'000, 'W'), Genre::prose})));
}

RC_GTEST_PROP(Cover, OrnamentsAreFaint, ()) {
  for (const Book& one : *books()) {
    const std::string svg = compose(one.text()).ornament.svg();
    for (std::size_t at = 0; (at = svg.find("opacity=\".", at)) != std::string::npos;) {
      const double opacity = std::stod(svg.substr(at + 9));
      RC_ASSERT(opacity >= 0.13 && opacity <= 0.22);
      at += 10;
    }
  }
}

TEST(Cover, AllFiveLayoutsAndAllColouringsOccur) {
  std::set<Layout> layouts;
  std::set<unsigned> variants;
  for (int i = 0; i < 200; ++i) {
    const std::string title = "Том " + std::to_string(i);
    layouts.insert(compose({title, "", Genre::other}).layout);
    variants.insert(natural_variant({title, "", Genre::other}));
  }
  EXPECT_EQ(layouts.size(), layout_count);
  EXPECT_EQ(variants.size(), variant_count(Genre::other));
}

// A change here changes the covers of all books: only on purpose.
TEST(Cover, TheSameBookHasTheSameCoverOnEveryMachine) {
  EXPECT_EQ(hash_words(cover_svg({"Тіні забутих предків", "Михайло Коцюбинський", Genre::classics}), 0),
            8661168943825003919u);
}

TEST(Cover, TheLocaleDoesNotMatter) {
  const CoverText text{"Лісова пісня", "Леся Українка", Genre::poetry};
  const std::string before = cover_svg(text);
  std::setlocale(LC_ALL, "uk_UA.UTF-8");
  EXPECT_EQ(cover_svg(text), before);
  std::setlocale(LC_ALL, "C");
}

TEST(Cover, AnExplicitVariantCountsRound) {
  const CoverText text{"Місто", "Валерʼян Підмогильний", Genre::prose};
  EXPECT_NE(cover_svg(text, 0), cover_svg(text, 1));
  EXPECT_EQ(cover_svg(text, 1), cover_svg(text, 1 + variant_count(Genre::prose)));
  EXPECT_EQ(cover_svg(text), cover_svg(text, natural_variant(text)));
}

RC_GTEST_PROP(CoverList, NeighboursNeverShareABackground, ()) {
  const auto books = *rc::gen::container<std::vector<Book>>(book());
  std::vector<CoverText> texts;
  for (const Book& one : books) texts.push_back(one.text());
  const auto variants = variants_in_list(texts);
  RC_ASSERT(variants.size() == texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i)
    for (std::size_t back = 1; back <= 2 && back <= i; ++back)
      RC_ASSERT(background_of(texts[i].genre, variants[i]) != background_of(texts[i - back].genre, variants[i - back]));
}

TEST(CoverList, ABookKeepsItsOwnColouringWhenItCan) {
  const CoverText text{"Місто", "Валерʼян Підмогильний", Genre::prose};
  const std::vector<CoverText> same(4, text);
  const auto variants = variants_in_list(same);
  EXPECT_EQ(variants[0], natural_variant(text));
  EXPECT_NE(variants[1], variants[0]);
  EXPECT_EQ(variants[3], variants[0]);
}

}  // namespace
}  // namespace bookmarket::catalog::covers
