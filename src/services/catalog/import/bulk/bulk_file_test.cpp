#include "services/catalog/import/bulk/bulk_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/catalog/import/bulk/bulk_rows.hpp"

namespace bookmarket::catalog::import {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

BulkFile read_stock(std::string_view bytes, BulkOptions options = {}) {
  options.this_year = 2026;
  auto file = read_bulk_file(bytes, options);
  if (!file) {
    ADD_FAILURE() << file.error().code;
    return {};
  }
  return std::move(*file);
}
std::string code_of(std::string_view bytes, BulkOptions options = {}) {
  options.this_year = 2026;
  const auto file = read_bulk_file(bytes, options);
  return file ? "" : file.error().code;
}
std::vector<std::string> problems(const ReadBulkRow& row) {
  std::vector<std::string> out;
  for (const auto& p : row.problems) out.push_back(p.field + ":" + p.code);
  return out;
}
std::vector<std::string> warnings(const ReadBulkRow& row) {
  std::vector<std::string> out;
  for (const auto& w : row.warnings) out.push_back(w.field + ":" + w.code);
  return out;
}

TEST(BulkCsv, SaysAllThatARowCanSay) {
  const auto file = read_stock(
      "reference,title,authors,isbn,publisher,publication_place,year,language,translator,grade,price,currency,quantity,"
      "exchange,settlement,notes\n"
      "А-1,Тигролови,Іван Багряний; Хтось Інший,978-617-7409-40-2,Прометей,Київ,1946,uk,,good,250.50,UAH,2,yes,"
      "UA46060250010015970,\"Автограф,\nдва рядки\"\n");
  EXPECT_EQ(file.format, BulkFormat::csv);
  ASSERT_EQ(file.rows.size(), 1U);
  const BulkRow wanted{.title = "Тигролови",
                       .authors = {"Іван Багряний", "Хтось Інший"},
                       .isbn13 = "9786177409402",
                       .publisher = "Прометей",
                       .publication_place = "Київ",
                       .year = 1946,
                       .language = "uk",
                       .grade = Grade::good,
                       .price = Money{25050},
                       .quantity = 2,
                       .exchange = true,
                       .notes = "Автограф,\nдва рядки",
                       .reference = "А-1",
                       .settlement = "UA46060250010015970"};
  EXPECT_EQ(file.rows[0].row, wanted);
  EXPECT_EQ(file.rows[0].line, 2U);
  EXPECT_THAT(file.rows[0].problems, IsEmpty());
}

TEST(BulkCsv, ColumnsHaveNamesInUkrainianAndRussian) {
  const auto uk = read_stock(
      "Назва;Автор;Рік;Мова;Стан;Ціна;Обмін\nКобзар;Тарас Шевченко;1986;українська;дуже добрий;1 250,50 грн;так\n");
  EXPECT_EQ(uk.rows[0].row.title, "Кобзар");
  EXPECT_EQ(uk.rows[0].row.language, "uk");
  EXPECT_EQ(uk.rows[0].row.grade, Grade::very_good);
  EXPECT_EQ(uk.rows[0].row.price, Money{125050});
  EXPECT_EQ(uk.rows[0].row.exchange, true);
  const auto ru = read_stock("Название\tГод\tСостояние\tЦена\nИдиот\t1971\tхорошее\t80\n");
  EXPECT_EQ(ru.rows[0].row.grade, Grade::good);
  EXPECT_EQ(ru.rows[0].row.year, 1971);
}

TEST(BulkCsv, EncodingsAndLineEndsAreRecognised) {
  const std::string windows =
      "\xcd\xe0\xe7\xe2\xe0;\xd6\xb3\xed\xe0\r\n\xca\xee\xe1\xe7\xe0\xf0;100\r\n";  // Назва;Ціна Кобзар
  EXPECT_EQ(read_stock(windows).encoding, Encoding::windows_1251);
  EXPECT_EQ(read_stock(windows).rows[0].row.title, "Кобзар");
  EXPECT_EQ(read_stock(windows, {.encoding = Encoding::windows_1251}).rows[0].row.title, "Кобзар");
  EXPECT_EQ(read_stock("title,price\rКобзар,100\rМісто,50\r").rows.size(), 2U);
  EXPECT_EQ(read_stock("\xEF\xBB\xBFtitle,price\r\nКобзар,100").rows[0].row.title, "Кобзар");
  EXPECT_EQ(read_stock(std::string("\xFF\xFEt\0i\0t\0l\0e\0\n\0A\0\n\0", 18)).rows[0].row.title, "A");
}

TEST(BulkCsv, ABrokenRowCostsItselfOnly) {
  const auto file = read_stock("title,price\nПерша,100\n\"Без кінця,1\nДруга,2,3,4\nТретя,\xff\nЧетверта,200\n");
  ASSERT_EQ(file.rows.size(), 5U);
  EXPECT_THAT(problems(file.rows[0]), IsEmpty());
  EXPECT_THAT(problems(file.rows[1]), ElementsAre(":unterminated_quote"));
  EXPECT_EQ(file.rows[1].text, "\"Без кінця,1");
  EXPECT_THAT(problems(file.rows[2]), ElementsAre(":wrong_number_of_fields"));
  EXPECT_THAT(problems(file.rows[3]), ElementsAre(":invalid_utf8"));
  EXPECT_EQ(file.rows[4].row.title, "Четверта");
  EXPECT_EQ(file.rows[4].line, 6U);
}

TEST(BulkCsv, EveryFieldThatCannotBeUsedIsNamed) {
  const auto file = read_stock(
      "title,grade,price,currency,quantity,exchange\n"
      ",бездоганний,дорого,талери,багато,може\n"
      "Є,good,1.250,UAH,0,yes\n"
      "Є,good,-5,UAH,101,no\n"
      "Є,good,5 талерів,,1,no\n");
  EXPECT_THAT(problems(file.rows[0]),
              ElementsAre("title:required", "grade:grade_unknown", "currency:currency_unknown", "price:not_a_price",
                          "exchange:not_yes_or_no", "quantity:not_a_number"));
  EXPECT_THAT(problems(file.rows[1]), ElementsAre("price:ambiguous", "quantity:not_for_sale"));
  EXPECT_THAT(problems(file.rows[2]), ElementsAre("price:not_a_price", "quantity:out_of_range"));
  EXPECT_THAT(problems(file.rows[3]), ElementsAre("price:currency_unknown"));
}

TEST(BulkCsv, WhatIsNotNeededIsLeftOutWithAWarning) {
  const auto file = read_stock("title,isbn,year,language,notes\nКнига,9786177409403,вчора,ельфійська," +
                               std::string(2500, 'a') + "\n");
  EXPECT_THAT(problems(file.rows[0]), IsEmpty());
  EXPECT_THAT(warnings(file.rows[0]),
              ElementsAre("isbn:wrong_check_digit", "language:not_a_language", "notes:too_long", "year:not_a_year"));
  EXPECT_EQ(file.rows[0].row.notes.size(), 2000U);
}

TEST(BulkCsv, AReferenceThatComesTwiceIsSeen) {
  const auto file = read_stock("reference,title\nА-1,Перша\n,Без номера\n,Без номера\nА-1,Друга\n");
  EXPECT_EQ(file.rows[0].repeats_line, 0U);
  EXPECT_EQ(file.rows[2].repeats_line, 0U);
  EXPECT_EQ(file.rows[3].repeats_line, 2U);
}

TEST(BulkAbeBooks, IsReadByItsColumns) {
  const auto file = read_stock(
      "listingid\ttitle\tauthor\tprice\tquantity\tdescription\tbookcondition\tpublishername\tplacepublished\tyearpublis"
      "hed\tisbn\tlanguage\n"
      "77\t\"A\" Is for Alibi\tGrafton, Sue\t10.00\t1\tWorn spine.<br>Inscription &amp; stains.\tNear "
      "Fine\tBantam\tNew York\t1987\t0553279912\tENG\n"
      "78\tOther\n");
  EXPECT_EQ(file.format, BulkFormat::abebooks);
  const auto& row = file.rows[0].row;
  EXPECT_EQ(row.title, "\"A\" Is for Alibi");
  EXPECT_EQ(row.notes, "Worn spine.\nInscription & stains.");
  EXPECT_EQ(row.grade, Grade::like_new);
  EXPECT_EQ(row.isbn13, "9780553279917");
  EXPECT_EQ(row.language, "en");
  EXPECT_EQ(row.reference, "77");
  EXPECT_EQ(file.rows[1].row.title, "Other");
}

TEST(BulkUiee, IsReadRecordByRecord) {
  const auto file = read_stock(
      "Seller\r\nBOOKS\r\n2026-06-29\r\n13:40:39\r\n\r\n"
      "UR|1\r\nTI|Light on Snow\r\nAA|Anita Shreve\r\nAA|Other Writer\r\nBN|0316010677\r\nNT|Some edge "
      "wear\r\nNT|\r\nNT|Second\r\n"
      "DP|2004\r\nPU|Back Bay Books\r\nCN|Good\r\nPR|5.00\r\nCO|3\r\nLO|BOX100\r\nXB|1\r\n\r\n"
      "UR|2\r\nTI|Sold\r\nXB|5\r\n"
      "UR|3\r\nTI|Wrapped\r\nline\r\nPR|1\r\n\r\n\r\n"
      "no code at all\r\n",
      {.currency = *Currency::parse("USD")});
  EXPECT_EQ(file.format, BulkFormat::uiee);
  ASSERT_EQ(file.rows.size(), 4U);
  const auto& row = file.rows[0].row;
  EXPECT_THAT(row.authors, ElementsAre("Anita Shreve", "Other Writer"));
  EXPECT_EQ(row.notes, "Some edge wear\n\nSecond");
  EXPECT_EQ(row.quantity, 3);
  EXPECT_EQ(row.settlement, "") << "a shelf of the seller's is no settlement";
  EXPECT_EQ(row.price, (Money{500, *Currency::parse("USD")}));
  EXPECT_EQ(file.rows[0].line, 6U);
  EXPECT_THAT(problems(file.rows[1]), ElementsAre("status:not_for_sale"));
  EXPECT_EQ(file.rows[2].row.title, "Wrapped line");
  EXPECT_THAT(problems(file.rows[3]), ElementsAre(":not_a_record"));
}

TEST(BulkLibraryThing, IsReadByItsColumns) {
  const auto file = read_stock(
      "Book Id\tTitle\tSort Character\tPrimary Author\tPrimary Author Role\tSecondary Author\tSecondary Author "
      "Roles\tPublication\tDate\tComment\t"
      "Private Comment\tLanguages\tISBN\tISBNs\tCopies\n"
      "555\t\"Nineteen\" Eighty\t1\tOrwell, George\t\tPym, Barbara|Doe, Jane|Third, "
      "Man\tTranslator||Illustrator\tPenguin (1987), Edition: 3, 250 pages\t\t"
      "Ex-library\tsecret\tEnglish, German\t[0439023483]\t0439023483, 9780439023481\t2\n");
  EXPECT_EQ(file.format, BulkFormat::librarything);
  const auto& row = file.rows[0].row;
  EXPECT_EQ(row.title, "\"Nineteen\" Eighty");
  EXPECT_THAT(row.authors, ElementsAre("Orwell, George", "Doe, Jane"));
  EXPECT_EQ(row.translator, "Pym, Barbara");
  EXPECT_EQ(row.publisher, "Penguin");
  EXPECT_EQ(row.year, 1987);
  EXPECT_EQ(row.notes, "Ex-library") << "a private comment stays private";
  EXPECT_EQ(row.language, "en");
  EXPECT_EQ(row.isbn13, "9780439023481");
  EXPECT_EQ(row.quantity, 2);
}

TEST(BulkFiles, AFileThatIsNoneIsRefusedAsAWhole) {
  EXPECT_EQ(code_of(""), "import_empty");
  EXPECT_EQ(code_of("\n\n"), "import_empty");
  EXPECT_EQ(code_of("a,b\n1,2\n"), "import_no_title_column");
  EXPECT_EQ(code_of("title,author,authors\n"), "import_duplicate_column");
  EXPECT_EQ(code_of("\"title\nx"), "import_no_title_column");
  EXPECT_EQ(code_of("title\nx", {.format = BulkFormat::abebooks}), "import_wrong_format");
  EXPECT_EQ(code_of("title\nx", {.format = BulkFormat::uiee}), "import_empty");
  std::string wide = "title", many = "title\n";
  for (int i = 0; i < 100; ++i) wide += ",x";
  for (std::size_t i = 0; i <= most_bulk_rows; ++i) many += "x\n";
  EXPECT_EQ(code_of(wide), "import_too_many_columns");
  EXPECT_EQ(code_of(many), "import_too_many_rows");
  EXPECT_EQ(code_of(std::string(most_bulk_bytes + 1, 'x')), "import_too_large");
}

TEST(BulkFiles, ARowThatIsTooLargeIsRejectedAndShownInPart) {
  const auto file = read_stock("title,notes\nx," + std::string(most_bulk_row_bytes, 'y') + "\nДруга,\n");
  ASSERT_EQ(file.rows.size(), 2U);
  EXPECT_THAT(problems(file.rows[0]), ElementsAre(":record_too_large"));
  EXPECT_LE(file.rows[0].text.size(), most_kept_bytes);
  EXPECT_EQ(file.rows[1].row.title, "Друга");
}

TEST(BulkFiles, OfALargeRowThatIsReadTheBeginningIsKeptInsteadOfItsCells) {
  const auto file = read_stock("title,notes\nМала,ї\nВелика," + std::string(most_kept_bytes, 'y') + "\n");
  ASSERT_EQ(file.rows.size(), 2U);
  EXPECT_THAT(file.rows[0].cells, ElementsAre("Мала", "ї"));
  EXPECT_EQ(file.rows[0].text, "");
  EXPECT_THAT(problems(file.rows[1]), ElementsAre());
  EXPECT_THAT(file.rows[1].cells, ElementsAre());
  EXPECT_TRUE(file.rows[1].text.starts_with("Велика,yyy") && file.rows[1].text.size() <= most_shown_bytes);
}

TEST(BulkFiles, AReasonIsGivenOnceForAFieldAndWhatIsTooLongIsNotKept) {
  std::string names, isbns;
  for (int i = 0; i < 40; ++i) names += std::string(201, 'x') + ";", isbns += "123,";
  const auto file = read_stock("title,authors,isbn\n" + std::string(501, 'y') + ',' + names + ",\"" + isbns + "\"\n");
  ASSERT_EQ(file.rows.size(), 1U);
  EXPECT_THAT(problems(file.rows[0]), ElementsAre("title:too_long"));
  EXPECT_EQ(file.rows[0].warnings.size(), 2U);
  EXPECT_EQ(file.rows[0].row.title, "");
}

TEST(BulkFiles, ShownTextEndsWithAWholeCharacter) {
  std::string text(most_kept_bytes - 1, 'a');
  EXPECT_EQ(shown_text(text + "ї"), text);
  EXPECT_EQ(shown_text("a\x01\xff"), "a?");
}

}  // namespace
}  // namespace bookmarket::catalog::import
