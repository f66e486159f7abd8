#include "services/catalog/import/bulk/bulk_write.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "services/catalog/domain/fold.hpp"
#include "services/catalog/domain/offer.hpp"
#include "services/catalog/domain/rules.hpp"
#include "services/catalog/import/bulk/bulk_file.hpp"
#include "services/catalog/import/bulk/bulk_values.hpp"
#include "services/catalog/import/fields.hpp"

namespace bookmarket::catalog::import {
namespace {

/// Of at most so many pieces that are signs to some format or other; each is up to five characters, so that no name is
/// longer than a row may have it.
std::string text(std::string_view without = "", std::size_t most = 39) {
  auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "a", "Ї", "=", "+", "-", "@", "'", "\"", ",", "|", "UR|", "<br>", "<br", "&", "&lt;", "&amp;", "<", " ", "1", "(",
      ")", "\n", "＝", "«", ";", "\\", "[", "yes", ".", "/"));
  pieces.resize(std::min(pieces.size(), most));
  std::string out;
  for (const auto& p : pieces)
    if (p.find_first_of(without) == std::string::npos) out += p;
  return out;
}

BulkRow row() {
  BulkRow out;
  out.title = clean(text("\n") + "x");
  for (int n = *rc::gen::inRange(0, 3); n > 0; --n)
    if (auto name = clean(text("\n")); !name.empty()) out.authors.push_back(name);
  if (*rc::gen::arbitrary<bool>())
    out.isbn13 = *rc::gen::element<std::string>("9786177409402", "9780439023481", "9791090636071");
  out.publisher = clean(text("\n"));
  out.publication_place = clean(text("\n"));
  if (*rc::gen::arbitrary<bool>()) out.year = *rc::gen::inRange(1400, 2027);
  out.language = *rc::gen::element<std::string>("", "uk", "en", "grc");
  out.translator = clean(text("\n"));
  if (*rc::gen::arbitrary<bool>()) out.grade = static_cast<Grade>(*rc::gen::inRange(0, 5));
  if (*rc::gen::arbitrary<bool>())
    out.price = Money{*rc::gen::inRange<std::int64_t>(1, 100'000'000),
                      *Currency::parse(*rc::gen::element<std::string>("UAH", "EUR"))};
  out.quantity = *rc::gen::inRange(1, most_quantity + 1);
  if (*rc::gen::arbitrary<bool>()) out.exchange = *rc::gen::arbitrary<bool>();
  out.notes = clean_notes(text());
  out.reference = clean(text("\n", 20));
  if (*rc::gen::arbitrary<bool>()) out.settlement = "UA46060250010015970";
  return out;
}

/// Of exactly so many characters, none of them at its ends a blank.
std::string longest(std::size_t characters) {
  // What takes the most bytes: by itself, by what it becomes in some format, or by what it makes of its neighbours.
  const auto piece =
      *rc::gen::element<std::string>("\U0001D504", "&amp;", "<br", "\"", "\\", ";", "\n", "\n\n", "(", "=");
  std::string out;
  std::size_t count = 0;
  for (; count + length(piece) + 1 < characters; count += length(piece)) out += piece;
  for (out.insert(0, "x"); count + 1 < characters; ++count) out += "x";
  return out;
}
std::string longest_line(std::size_t characters) {
  auto out = longest(characters);
  std::ranges::replace(out, '\n', 'x');
  return out;
}

RC_GTEST_PROP(BulkWrite, TheLargestThatTheMarketTakesComesBackWhole, ()) {
  BulkRow largest = row();
  largest.title = longest_line(max_title);
  largest.authors.clear();
  for (std::size_t i = 0; i < max_authors; ++i) largest.authors.push_back(longest_line(max_name));
  largest.publisher = longest_line(max_name);
  largest.publication_place = longest_line(max_name);
  largest.translator = longest_line(max_title);
  largest.notes = longest(max_notes);
  largest.reference = longest_line(100);
  const std::vector<BulkRow> rows{largest};
  for (const auto format : {BulkFormat::csv, BulkFormat::abebooks, BulkFormat::uiee}) {
    const auto file = read_bulk_file(write_bulk_file(format, rows), {.this_year = 2026});
    RC_ASSERT(file.has_value());
    RC_ASSERT(file->rows.size() == 1U);
    RC_ASSERT(file->rows[0].problems.empty());
    RC_ASSERT(file->rows[0].warnings.empty());
    RC_ASSERT(file->rows[0].row == largest);
  }
}

RC_GTEST_PROP(BulkWrite, WhatIsWrittenIsReadAgainWithNothingLost, ()) {
  std::vector<BulkRow> rows;
  for (int n = *rc::gen::inRange(1, 4); n > 0; --n) rows.push_back(row());
  for (const auto format : {BulkFormat::csv, BulkFormat::abebooks, BulkFormat::uiee}) {
    const auto bytes = write_bulk_file(format, rows);
    const auto file = read_bulk_file(bytes, {.this_year = 2026});
    RC_ASSERT(file.has_value());
    RC_ASSERT(file->format == format);
    RC_ASSERT(file->rows.size() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      RC_LOG() << bytes;
      RC_ASSERT(file->rows[i].problems.empty());
      RC_ASSERT(file->rows[i].row == rows[i]);
    }
  }
}

TEST(BulkWrite, NoCellOfASpreadsheetBeginsAsAFormulaDoes) {
  for (const auto* start : {"=1+1", "+1", "-1", "@SUM(A1)", "＝1", "'=1", "''=1"}) {
    const std::vector<BulkRow> rows{{.title = start, .publisher = start, .notes = start, .reference = start}};
    for (const auto format : {BulkFormat::csv, BulkFormat::abebooks}) {
      const auto bytes = write_bulk_file(format, rows);
      for (const auto* bad :
           {",=", ",+", ",-", ",@", "\t=", "\t+", "\t-", "\t@", "\n=", "\n+", "\n-", "\n@", ",＝", "\n＝"})
        EXPECT_FALSE(bytes.contains(bad)) << bytes;
    }
  }
}

TEST(BulkWrite, AbeBooksGetsItsColumnsInTheirOrderAndOneLineARow) {
  const std::vector<BulkRow> rows{{.title = "Т", .grade = Grade::acceptable, .notes = "а\nб", .reference = "1"}};
  const auto bytes = write_bulk_file(BulkFormat::abebooks, rows);
  EXPECT_TRUE(bytes.starts_with("listingid\ttitle\tauthor\tillustrator\tprice\tquantity\tproducttype\tdescription\t"));
  EXPECT_TRUE(bytes.contains("\tа<br>б\t\tFair\t"));
  EXPECT_EQ(std::count(bytes.begin(), bytes.end(), '\n'), 2);
}

}  // namespace
}  // namespace bookmarket::catalog::import
