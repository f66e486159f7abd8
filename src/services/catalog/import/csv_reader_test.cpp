#include "services/catalog/import/csv_reader.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <ctime>
#include <map>

using namespace std::string_literals;

namespace bookmarket::catalog::import {
namespace {

struct Row {
  std::vector<std::string> fields;
  std::string broken, raw;
  std::uint64_t line = 0;
  Position after;

  bool operator==(const Row&) const = default;
};

std::vector<Row> rows_of(std::string bytes, CsvReader::Options options = {}, Position at = {}) {
  const auto source = bytes_in_memory(std::move(bytes));
  EXPECT_TRUE(source->seek(at.offset));
  CsvReader reader(*source, options, at);
  std::vector<Row> rows;
  while (true) {
    const auto item = reader.next();
    if (!item || !*item) return rows;
    Row row{{}, std::string((*item)->broken), std::string((*item)->raw), (*item)->line, reader.position()};
    for (std::string_view field : (*item)->fields) row.fields.emplace_back(field);
    rows.push_back(std::move(row));
  }
}
using Fields = std::vector<std::string>;

TEST(CsvReader, ReadsWhatTheStandardAllows) {
  const auto rows = rows_of("a,\"b, b\",\"c\"\"c\"\r\n\"two\nlines\",,\"\"\n");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].fields, (Fields{"a", "b, b", "c\"c"}));
  EXPECT_EQ(rows[1].fields, (Fields{"two\nlines", "", ""}));
  EXPECT_EQ(rows[1].line, 2U);
  EXPECT_EQ(rows[1].after.lines, 3U);
}

TEST(CsvReader, TheLastLineNeedsNoEnd) {
  EXPECT_EQ(rows_of("a,b").at(0).fields, (Fields{"a", "b"}));
  EXPECT_EQ(rows_of("a,\"b\"").at(0).fields, (Fields{"a", "b"}));
  EXPECT_EQ(rows_of("a,").at(0).fields, (Fields{"a", ""}));
  EXPECT_TRUE(rows_of("").empty());
}

TEST(CsvReader, BlankLinesAreSkippedButCounted) {
  const auto rows = rows_of("\n\r\na\n\nb\n");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].line, 3U);
  EXPECT_EQ(rows[1].line, 5U);
}

TEST(CsvReader, AQuoteInsideAPlainFieldIsText) {
  EXPECT_EQ(rows_of("Місія \"Порятунок\",=\"0439\"\n").at(0).fields, (Fields{"Місія \"Порятунок\"", "=\"0439\""}));
}

TEST(CsvReader, EveryBrokenLineIsReportedWithItsNumberAndReasonAndNoGoodOneIsLost) {
  const std::string bytes =
      "good,1\n"
      "\"never closed,2\n"
      "good,3\n"
      "\"text\"after,4\n"
      "one field\n"
      "three,fields,6\n"
      "nul\0,7\n"
      "bad \xff,8\n"
      "good,9\n"s;
  const auto rows = rows_of(bytes, {.columns = 2});
  std::map<std::uint64_t, std::string> broken;
  std::vector<std::uint64_t> good;
  for (const Row& row : rows) {
    if (row.broken.empty()) {
      good.push_back(row.line);
    } else {
      broken[row.line] = row.broken;
    }
  }
  EXPECT_EQ(good, (std::vector<std::uint64_t>{1, 3, 9}));
  EXPECT_EQ(broken, (std::map<std::uint64_t, std::string>{{2, std::string(text_after_quote)},
                                                          {4, std::string(text_after_quote)},
                                                          {5, std::string(wrong_field_count)},
                                                          {6, std::string(wrong_field_count)},
                                                          {7, std::string(nul_byte)},
                                                          {8, std::string(invalid_utf8)}}));
  EXPECT_EQ(rows[1].raw, "\"never closed,2");
}

TEST(CsvReader, AQuoteLeftOpenToTheEndCostsItsLineOnly) {
  const auto rows = rows_of("\"open,1\ngood,2\ngood,3", {.columns = 2});
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].broken, unterminated_quote);
  EXPECT_EQ(rows[2].fields, (Fields{"good", "3"}));
}

TEST(CsvReader, ABrokenLastLineKeepsItsReasonHoweverTheBytesArrive) {
  for (const std::size_t noise : {std::size_t{0}, std::size_t{64 * 1024 - 3}}) {
    const auto rows = rows_of(std::string(noise, 'x') + "\n\"\"a");
    EXPECT_EQ(rows.back().broken, text_after_quote);
    EXPECT_EQ(rows.back().raw, "\"\"a");
  }
}

TEST(CsvReader, ALineOverTheLimitIsRejectedAndReadingGoesOn) {
  const auto rows = rows_of("a,1\n" + std::string(500'000, 'x') + "\nb,2\n", {.columns = 2, .max_record = 1000});
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[1].broken, record_too_large);
  EXPECT_EQ(rows[1].line, 2U);
  EXPECT_LE(rows[1].raw.size(), 2000U);
  EXPECT_EQ(rows[2].fields, (Fields{"b", "2"}));
  EXPECT_EQ(rows[2].line, 3U);
  EXPECT_EQ(rows[2].after.offset, 500'009U);
}

TEST(CsvReader, AnOpenQuoteDoesNotSwallowMoreThanTheLimit) {
  std::string bytes = "\"open,1\n";
  for (int i = 2; i < 100; ++i) bytes += "good," + std::to_string(i) + "\n";
  const auto rows = rows_of(bytes, {.columns = 2, .max_record = 64});
  EXPECT_EQ(std::ranges::count_if(rows, [](const Row& r) { return r.broken.empty(); }), 98);
}

TEST(CsvReader, NoOrderOfQuotesMakesReadingQuadratic) {
  for (const std::string line : {"a\",\"b", "\"", "\",\"", ",\"", "a,\"\"\"", "\"a\"\"", "\"a\",\"b", "\"a\nb,\""}) {
    std::string bytes;
    while (bytes.size() < 250'000) bytes += line + "\n";
    const auto begun = std::clock();
    const auto rows = rows_of(bytes + "good,1\n\"\",\ngood,2\n", {.columns = 2});
    EXPECT_LT(std::clock() - begun, 2 * CLOCKS_PER_SEC) << line;
    EXPECT_EQ(rows.back().fields, (Fields{"good", "2"})) << line;
  }
}

TEST(CsvReader, DelimitersAreSeenInTheFirstLine) {
  EXPECT_EQ(detect_delimiter("id;title;authors"), ';');
  EXPECT_EQ(detect_delimiter("id\ttitle"), '\t');
  EXPECT_EQ(detect_delimiter("\"a;b;c\",title"), ',');
  EXPECT_EQ(detect_delimiter("title"), ',');
}

std::string as_csv(const std::string& field) {
  if (field.find_first_of("\",\n\r") == std::string::npos) return field;
  std::string out = "\"";
  for (char c : field) (c == '"' ? out += '"' : out) += c;
  return out + '"';
}
rc::Gen<std::string> any_field() {
  return rc::gen::container<std::string>(rc::gen::element('a', 'b', ' ', ',', '"', '\n', '\r', ';'));
}

RC_GTEST_PROP(CsvReader, WhatIsWrittenIsRead, ()) {
  auto records = *rc::gen::container<std::vector<Fields>>(rc::gen::container<Fields>(3, any_field()));
  std::string bytes;
  for (Fields& record : records) {
    record[0] += 'x';  // no blank lines
    for (std::size_t i = 0; i < 3; ++i) bytes += as_csv(record[i]) + (i < 2 ? "," : "\r\n");
  }
  const auto rows = rows_of(bytes, {.columns = 3});
  RC_ASSERT(rows.size() == records.size());
  for (std::size_t i = 0; i < rows.size(); ++i) RC_ASSERT(rows[i].fields == records[i]);
}

RC_GTEST_PROP(CsvReader, ReadingFromAnyPositionGivesTheRest, ()) {
  const auto bytes = *rc::gen::container<std::string>(rc::gen::element('a', ',', '"', '\n', '\r', '\0', '\xff', 'b'));
  const auto rows = rows_of(bytes, {.columns = 2});
  if (rows.empty()) return;
  const auto from = *rc::gen::inRange<std::size_t>(0, rows.size());
  const auto rest = rows_of(bytes, {.columns = 2}, rows[from].after);
  RC_ASSERT(rest == std::vector<Row>(rows.begin() + static_cast<std::ptrdiff_t>(from) + 1, rows.end()));
  RC_ASSERT(rows.back().after.offset <= bytes.size());
}

RC_GTEST_PROP(CsvReader, AGoodLineSurvivesWhateverStandsBeforeIt, ()) {
  // No quote in the noise after the last line end: a good line inside an open quote is legally part of a
  // field.
  auto noise = *rc::gen::container<std::string>(rc::gen::element('a', ',', '\n', '\0', '\xff', 'b'));
  const auto rows = rows_of(noise + "\ngood,line\n", {.columns = 2});
  RC_ASSERT(!rows.empty());
  RC_ASSERT(rows.back().fields == (Fields{"good", "line"}));
}

}  // namespace
}  // namespace bookmarket::catalog::import
