#include "services/catalog/import/encoding.hpp"

#include <gtest/gtest.h>
#include <iconv.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <sstream>

namespace bookmarket::catalog::import {
namespace {

std::string converted(std::string text, const char* to) {
  const iconv_t converter = iconv_open((std::string(to) + "//TRANSLIT").c_str(), "UTF-8");
  std::string out(text.size() * 2 + 16, '\0');
  char *in_at = text.data(), *out_at = out.data();
  std::size_t in_left = text.size(), out_left = out.size();
  iconv(converter, &in_at, &in_left, &out_at, &out_left);
  iconv_close(converter);
  out.resize(out.size() - out_left);
  return out;
}
std::string decoded(std::string_view bytes, Encoding encoding, std::size_t piece = 7) {
  Decoder decoder(encoding);
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += piece) decoder.decode(bytes.substr(i, piece), text);
  return text;
}
std::vector<std::string> demo_lines() {
  std::ifstream file("data/demo_uk.csv");
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

constexpr auto single_bytes = {Encoding::windows_1251, Encoding::koi8_u, Encoding::cp866, Encoding::mac_ukraine};

TEST(Encoding, UkrainianIsRecognisedInEveryOldEncodingFromAFewLines) {
  const auto lines = demo_lines();
  ASSERT_GT(lines.size(), 5000U);
  for (const Encoding encoding : single_bytes) {
    int wrong = 0, samples = 0;
    for (std::size_t from = 1; from + 10 < lines.size(); from += 50, ++samples) {
      std::string text;
      for (std::size_t i = from; i < from + 10; ++i) text += lines[i] + "\n";
      wrong += detect_encoding(converted(text, std::string(name(encoding)).c_str())) != encoding;
    }
    EXPECT_EQ(wrong, 0) << name(encoding) << " of " << samples;
  }
}

TEST(Encoding, ShortHeadersAndOneTitleAreEnough) {
  for (const Encoding encoding : single_bytes)
    EXPECT_EQ(detect_encoding(converted("id,title,authors\n1,Тіні забутих предків,Коцюбинський Михайло\n",
                                        std::string(name(encoding)).c_str())),
              encoding)
        << name(encoding);
}

TEST(Encoding, MarksAndZerosGiveUtf16Away) {
  EXPECT_EQ(detect_encoding("\xEF\xBB\xBFid"), Encoding::utf8);
  EXPECT_EQ(detect_encoding(converted("\uFEFFid,title", "UTF-16LE")), Encoding::utf16le);
  EXPECT_EQ(detect_encoding(converted("\uFEFFid,title", "UTF-16BE")), Encoding::utf16be);
  EXPECT_EQ(detect_encoding(converted("id,title\n1,Кобзар", "UTF-16LE")), Encoding::utf16le);
}

TEST(Encoding, Utf8WithAFewBrokenBytesIsStillUtf8) {
  EXPECT_EQ(detect_encoding("title\nКобзар\nЗахар Беркут\n\xCA\n"), Encoding::utf8);
  EXPECT_EQ(detect_encoding("title,year\n"), Encoding::utf8);
  EXPECT_EQ(detect_encoding(""), Encoding::utf8);
}

TEST(Encoding, WesternTextIsNotTakenForCyrillic) {
  EXPECT_EQ(detect_encoding(converted("title,authors\nLes Misérables,Hugo\nÀ la recherche du temps perdu,Proust\n"
                                      "L'Étranger,Camus\nLa Bête humaine,Zola\nThérèse Raquin,Zola\n",
                                      "CP1252")),
            Encoding::windows_1252);
}

TEST(Encoding, TextThatBecomesForeignLateIsSampledThere) {
  std::string bytes = "id,title\n";
  for (int i = 0; i < 20'000; ++i) bytes += std::to_string(i) + ",plain\n";
  bytes += converted("20001,Хіба ревуть воли, як ясла повні?\n20002,Кайдашева сім'я\n", "CP1251");
  const auto source = bytes_in_memory(bytes);
  EXPECT_EQ(detect_encoding(*source), Encoding::windows_1251);
}

TEST(Decoder, TextComesBackFromEveryEncoding) {
  const std::string text = "id,title\n1,«Ґедзь», Їжак і Єнот № 5\n";
  for (const Encoding encoding :
       {Encoding::windows_1251, Encoding::mac_ukraine, Encoding::utf16le, Encoding::utf16be, Encoding::utf8})
    EXPECT_EQ(decoded(converted(text, std::string(name(encoding)).c_str()), encoding), text) << name(encoding);
}

TEST(Decoder, HalfAPairIsReplacedNotLost) {
  EXPECT_EQ(decoded(std::string("\x3D\xD8\x41\x00", 4), Encoding::utf16le), "\uFFFDA");
  EXPECT_EQ(decoded(std::string("\x3D\xD8\x00\xDE\x41\x00", 6), Encoding::utf16le, 1), "\U0001F600A");
}

RC_GTEST_PROP(Decoder, SourceBytesAreCountedBackFromTheText, (const std::string& bytes)) {
  for (const Encoding encoding : {Encoding::windows_1251, Encoding::koi8_u, Encoding::windows_1252}) {
    Decoder decoder(encoding);
    std::string text;
    decoder.decode(bytes, text);
    RC_ASSERT(decoder.source_bytes(text) == bytes.size());
  }
  Decoder wide(Encoding::utf16le);
  std::string text;
  const std::string even = bytes.substr(0, bytes.size() / 4 * 4);
  wide.decode(even, text);
  wide.decode(std::string_view("a\0", 2), text);  // ends what may have been half a pair
  RC_ASSERT(wide.source_bytes(text) == even.size() + 2);
}

}  // namespace
}  // namespace bookmarket::catalog::import
