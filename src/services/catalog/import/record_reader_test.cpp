#include "services/catalog/import/record_reader.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "services/catalog/import/fields.hpp"

namespace bookmarket::catalog::import {
namespace {

struct All {
  std::vector<ImportRecord> records;
  std::vector<Reject> rejects;
};
All read(std::string bytes, ReadOptions options = {.default_source = "test", .this_year = 2026}) {
  All all;
  const auto reader = RecordReader::open(bytes_in_memory(std::move(bytes)), std::move(options));
  EXPECT_TRUE(reader) << (reader ? "" : reader.error().code);
  while (reader) {
    const auto item = (*reader)->next();
    if (!item || !*item) break;
    if (const auto* reject = std::get_if<Reject>(&**item)) {
      all.rejects.push_back(*reject);
    } else {
      all.records.push_back(std::get<ReadRecord>(**item).record);
    }
  }
  return all;
}
std::string refused(std::string bytes, Format format = Format::automatic) {
  const auto reader = RecordReader::open(bytes_in_memory(std::move(bytes)), {.format = format, .this_year = 2026});
  return reader ? "" : reader.error().code;
}

TEST(CatalogueCsv, ColumnsComeInAnyOrderAndUnknownOnesAreIgnored) {
  const auto all = read("print_run;AUTHORS;title;Year\n500;Франко Іван; Захар  Беркут ;1994\n");
  ASSERT_EQ(all.records.size(), 1U);
  EXPECT_EQ(all.records[0].title, "Захар Беркут");
  EXPECT_EQ(all.records[0].authors, (std::vector<std::string>{"Франко Іван"}));
  EXPECT_EQ(all.records[0].year, 1994);
}

TEST(CatalogueCsv, AHeaderOfHundredsOfColumnsIsNone) {
  EXPECT_EQ(refused("title" + std::string(255, ',') + "\n"), "");
  EXPECT_EQ(refused("title" + std::string(256, ',') + "\n"), "import_too_many_columns");
}

TEST(CatalogueCsv, ACarriageReturnTooManyAtEveryLinesEndChangesNothing) {
  const auto all = read("title;year\r\r\n\"Захар; Беркут\";1883\r\r\nМісто;1928\r\r\n");
  std::vector<std::string> titles;
  for (const auto& r : all.records) titles.push_back(r.title);
  EXPECT_EQ(titles, (std::vector<std::string>{"Захар; Беркут", "Місто"}));
  EXPECT_TRUE(all.rejects.empty());
}

TEST(CatalogueCsv, LinesMayEndInACarriageReturnAlone) {
  const auto all = read("\rtitle;year\rМісто;1928\r\"Захар\rБеркут\";1883\r\r;1900\rБез року;\"\"");
  std::vector<std::string> titles;
  for (const auto& r : all.records) titles.push_back(r.title);
  EXPECT_EQ(titles, (std::vector<std::string>{"Місто", "Захар Беркут", "Без року"}));
  ASSERT_EQ(all.rejects.size(), 1U);
  EXPECT_EQ(all.rejects[0].line, 7U);
  EXPECT_EQ(all.rejects[0].raw, ";1900");
}

TEST(CatalogueCsv, AllColumnsArrive) {
  const auto all = read(
      "\xEF\xBB\xBFid,isbn13,title,authors,year,language,city,publisher,genre,translator,source\r\n"
      "u1,978-966-01-0469-3,Світло,Гоян Ярема; Інший Автор,2008,ukr,Київ,Веселка,есе,пер. з англ.,nbuv\r\n");
  ASSERT_EQ(all.records.size(), 1U);
  const ImportRecord& r = all.records[0];
  EXPECT_EQ(r.source, "nbuv");
  EXPECT_EQ(r.source_id, "u1");
  EXPECT_EQ(r.isbn->digits(), "9789660104693");
  EXPECT_EQ(r.authors.size(), 2U);
  EXPECT_EQ(r.language, "uk");
  EXPECT_EQ(r.place, "Київ");
  EXPECT_EQ(r.publisher, "Веселка");
  EXPECT_EQ(r.genre_note, "есе");
  EXPECT_EQ(r.translator, "пер. з англ.");
  EXPECT_TRUE(r.warnings.empty());
}

TEST(CatalogueCsv, AWrongIsbnOrYearCostsTheValueNotTheRow) {
  const auto all = read("title,isbn13,year\nА,9789660104694,199?\nБ,,3000\nВ,12,-441\n");
  ASSERT_EQ(all.records.size(), 3U);
  EXPECT_TRUE(all.rejects.empty());
  EXPECT_EQ(all.records[0].warnings,
            (std::vector<Warning>{{"isbn13", "wrong_check_digit", "9789660104694"}, {"year", "not_a_year", "199?"}}));
  EXPECT_EQ(all.records[1].warnings, (std::vector<Warning>{{"year", "out_of_range", "3000"}}));
  EXPECT_EQ(all.records[2].warnings,
            (std::vector<Warning>{{"isbn13", "not_an_isbn", "12"}, {"year", "not_a_year", "-441"}}));
  EXPECT_FALSE(all.records[0].isbn || all.records[0].year);
}

TEST(CatalogueCsv, ARowWithoutATitleIsRejected) {
  const auto all = read("title,year\n,1994\n  ,1995\nКобзар,1996\n");
  EXPECT_EQ(all.records.size(), 1U);
  ASSERT_EQ(all.rejects.size(), 2U);
  EXPECT_EQ(all.rejects[1].reason, "no_title");
  EXPECT_EQ(all.rejects[1].line, 3U);
  EXPECT_EQ(all.rejects[1].raw, "  ,1995");
}

TEST(CatalogueCsv, FilesThatCannotBeReadSayWhy) {
  EXPECT_EQ(refused(""), "import_empty");
  EXPECT_EQ(refused("name,year\nКобзар,1994\n"), "import_no_title_column");
  EXPECT_EQ(refused("title,TITLE\n"), "import_duplicate_column");
  EXPECT_EQ(refused("title\n", Format::goodreads), "import_not_goodreads");
  EXPECT_EQ(refused("\"title\n"), "import_no_title_column");
}

TEST(CatalogueCsv, SemicolonsInBracketsDoNotSplitAuthors) {
  EXPECT_EQ(split_authors("Українка Леся (письменниця ; 1871–1913); Франко Іван;;"),
            (std::vector<std::string>{"Українка Леся (письменниця ; 1871–1913)", "Франко Іван"}));
}

TEST(CatalogueCsv, GuessedLanguagesAreDecidedByTheTitle) {
  EXPECT_EQ(language_code("uk?", "Искусство любви Быта"), "ru");
  EXPECT_EQ(language_code("uk?", "Каталог творів України"), "uk") << "the letter ї";
  EXPECT_EQ(language_code("uk?", "Каталог"), "");
  EXPECT_EQ(language_code("en-US", ""), "en");
  EXPECT_EQ(language_code("nor", ""), "no");
  EXPECT_EQ(language_code("Ukrainian", ""), "");
}

TEST(CatalogueCsv, YearsAreReadOutOfWhatCataloguersWrite) {
  for (std::string_view text : {"1994", "[1994]", "c1994", "1994?", "1994, ©1994"})
    EXPECT_EQ(year_in(text), 1994) << text;
  for (std::string_view text : {"199?", "", "94", "19945", "1994-1996"}) EXPECT_EQ(year_in(text), std::nullopt) << text;
}

TEST(CatalogueCsv, Windows1251IsConverted) {
  const auto all = read(
      "title,authors\n\xCA\xEE\xE1\xE7\xE0\xF0,\xD8\xE5\xE2\xF7\xE5\xED\xEA\xEE "
      "\xD2\xE0\xF0\xE0\xF1\n\xB2\xED\xF8\xE0 "
      "\xEA\xED\xE8\xE6\xEA\xE0,\xBF\xE6\xE0\xEA\n");
  ASSERT_EQ(all.records.size(), 2U);
  EXPECT_EQ(all.records[0].title, "Кобзар");
  EXPECT_EQ(all.records[0].authors[0], "Шевченко Тарас");
  EXPECT_EQ(all.records[1].title, "Інша книжка");
}

constexpr std::string_view goodreads_header =
    "Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Publisher,Year "
    "Published,Original Publication Year,Exclusive Shelf\n";

TEST(Goodreads, AnExportIsRecognisedByItsHeader) {
  const auto all = read(std::string(goodreads_header) +
                        "2767052,\"The Hunger Games (The Hunger Games, #1)\",Suzanne Collins,\"Collins, "
                        "Suzanne\",\"Ann Other, Bo Third\","
                        "\"=\"\"0439023483\"\"\",\"=\"\"9780439023481\"\"\",5,Scholastic,2009,2008,read\n");
  ASSERT_EQ(all.records.size(), 1U);
  const ImportRecord& r = all.records[0];
  EXPECT_EQ(r.source, "goodreads");
  EXPECT_EQ(r.source_id, "2767052");
  EXPECT_EQ(r.authors, (std::vector<std::string>{"Suzanne Collins", "Ann Other", "Bo Third"}));
  EXPECT_EQ(r.isbn->digits(), "9780439023481");
  EXPECT_EQ(r.year, 2009);
  EXPECT_TRUE(r.warnings.empty());
  EXPECT_EQ(catalogue_entry(r).work.title, "The Hunger Games");
}

TEST(Goodreads, EmptyFormulasMeanNoIsbnAndTheOriginalYearStandsIn) {
  const auto all =
      read(std::string(goodreads_header) + "1,Кобзар,Тарас Шевченко,,,\"=\"\"\"\"\",\"=\"\"\"\"\",0,,,1840,to-read\n");
  ASSERT_EQ(all.records.size(), 1U);
  EXPECT_FALSE(all.records[0].isbn);
  EXPECT_TRUE(all.records[0].warnings.empty());
  EXPECT_EQ(all.records[0].year, 1840);
}

TEST(Goodreads, TheShelfAndTheCopiesOwnedAreRead) {
  const auto all = read(
      "Book Id,Title,Exclusive Shelf,Owned Copies\n1,Перша,to-read,0\n2,Друга,read,2\n3,Третя,,\n4,Четверта,read,-1\n"
      "5,П’ята,read,дві\n");
  ASSERT_EQ(all.records.size(), 5U);
  EXPECT_EQ(all.records[0].shelf, "to-read");
  EXPECT_EQ(all.records[0].owned, 0);
  EXPECT_EQ(all.records[1].shelf, "read");
  EXPECT_EQ(all.records[1].owned, 2);
  EXPECT_EQ(all.records[2].shelf, "");
  EXPECT_TRUE(all.records[2].warnings.empty());
  for (const auto i : {3, 4}) {
    EXPECT_EQ(all.records[i].owned, 0);
    EXPECT_EQ(all.records[i].warnings.at(0).code, "not_a_number");
  }
}

TEST(RecordKey, IsSourceAndIdElseIsbnElseFields) {
  ImportRecord a;
  a.title = "Кобзар";
  ImportRecord b = a;
  b.title = "«КОБЗАР»";
  EXPECT_EQ(record_key(a), record_key(b)) << "normalised";
  b.year = 1994;
  EXPECT_NE(record_key(a), record_key(b));
  a.isbn = b.isbn = *Isbn::parse("9789660104693");
  EXPECT_EQ(record_key(a), record_key(b));
  a.source_id = "1";
  EXPECT_EQ(record_key(a), record_key(b)) << "an id without a source names nothing";
  a.source = "nbuv";
  EXPECT_NE(record_key(a), record_key(b));
}

TEST(CatalogueEntry, WorksOfOneAuthorMeetAndEditionsStayApart) {
  const auto all = read(
      "id,title,authors,year,genre\n1,Кобзар,Шевченко Т. Г,1876,\n2,КОБЗАРЬ,Шевченко Тарас Григорович "
      "(1814–1861),1994,зб. поезій\n"
      "3,Твори. т. 2: лірика,Українка Леся,1953,\n4,Ворон,Тесла Юліан,1994,роман. [Кн. 2\n");
  ASSERT_EQ(all.records.size(), 4U);
  const auto first = catalogue_entry(all.records[0]), second = catalogue_entry(all.records[1]);
  EXPECT_EQ(first.work.id, second.work.id);
  EXPECT_NE(first.edition.id, second.edition.id);
  EXPECT_EQ(first.work.authors, second.work.authors);
  EXPECT_EQ(first.work.authors.at(0).name, "Тарас Шевченко");
  EXPECT_EQ(second.work.genre, Genre::poetry);
  EXPECT_EQ(second.edition.authors.at(0), "Шевченко Тарас Григорович (1814–1861)");
  EXPECT_EQ(catalogue_entry(all.records[2]).work.volume, "т. 2");
  EXPECT_EQ(catalogue_entry(all.records[2]).edition.title, "Твори. т. 2: лірика");
  EXPECT_EQ(catalogue_entry(all.records[3]).work.volume, "Кн. 2");
}

TEST(DemoData, EveryRowOfBothFilesIsKept) {
  for (const auto& [file, rows] : {std::pair{"data/demo_uk.csv", 5000U}, {"data/demo_en.csv", 2500U}}) {
    auto source = open_file(file);
    ASSERT_TRUE(source);
    const auto reader = RecordReader::open(std::move(*source), {.default_source = "demo", .this_year = 2026});
    ASSERT_TRUE(reader);
    std::size_t kept = 0;
    while (const auto item = (*reader)->next()) {
      if (!*item) break;
      const auto* read = std::get_if<ReadRecord>(&**item);
      ASSERT_TRUE(read) << std::get<Reject>(**item).raw;
      ++kept;
    }
    EXPECT_EQ(kept, rows) << file;
    EXPECT_EQ((*reader)->position().offset, (*reader)->size());
  }
}

TEST(OpenFile, AMissingFileOrAFolderIsNamed) {
  EXPECT_EQ(open_file("/no/such/file.csv").error().code, "import_file_unreadable");
  EXPECT_EQ(open_file("/").error().code, "import_file_unreadable");
}

TEST(RecordReader, AnIdTooLongToStoreCostsItsRowOnly) {
  const All all = read("id,title\n" + std::string(70'000, '7') + ",Місто\n2,Тигролови\n");
  ASSERT_EQ(all.rejects.size(), 1U);
  EXPECT_EQ(all.rejects[0].reason, "id_too_long");
  ASSERT_EQ(all.records.size(), 1U);
  EXPECT_EQ(all.records[0].title, "Тигролови");
}

RC_GTEST_PROP(RecordReader, AnyBytesAreReadToTheEnd, (const std::string& bytes)) {
  const std::string file = "title,year\n" + bytes;
  const auto reader = RecordReader::open(bytes_in_memory(file), {.this_year = 2026});
  RC_ASSERT(reader.has_value() || reader.error().kind == ErrorKind::invalid);
  while (reader) {
    const auto item = (*reader)->next();
    RC_ASSERT(item.has_value());
    if (!*item) break;
  }
}

TEST(CatalogueEntry, WhatBreaksARuleIsNamedByFieldAndCode) {
  ImportRecord record{.title = "Кобзар", .authors = {"Шевченко Тарас"}};
  EXPECT_EQ(reason_against(catalogue_entry(record), 2026), "");
  for (int i = 1; i < 60; ++i) record.title += ", т. " + std::to_string(i);
  EXPECT_EQ(reason_against(catalogue_entry(record), 2026), "volume_too_long");
  record.title = "Кобзар";
  record.language = "ukrainian";
  EXPECT_EQ(reason_against(catalogue_entry(record), 2026), "language_not_a_language");
}

}  // namespace
}  // namespace bookmarket::catalog::import
