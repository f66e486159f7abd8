// Imports on the real store.
#include <gtest/gtest.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <set>

#include "platform/base/block_on.hpp"
#include "platform/store/store_sqlite.hpp"
#include "services/catalog/search/search_embedded.hpp"
#include "services/catalog/usecases/catalog.hpp"

namespace bookmarket::catalog {
namespace {

namespace fs = std::filesystem;

class ImportRecords : public testing::Test {
 protected:
  ImportRecords() { EXPECT_TRUE(block_on(store_->migrate(collections()))); }
  ~ImportRecords() override {
    store_.reset();
    fs::remove_all(home_);
  }

  static std::unique_ptr<store::Store> open(const fs::path& home, const Clock& clock) {
    fs::create_directories(home);
    return store::create_sqlite_store({.path = (home / "store.db").string(), .clock = clock}).value();
  }
  [[nodiscard]] std::string file(const std::string& name, const std::string& text) const {
    std::ofstream(home_ / name, std::ios::binary) << text;
    return (home_ / name).string();
  }
  [[nodiscard]] static std::string text_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  Result<ImportProgress> import(const std::string& path, const std::function<bool(const ImportProgress&)>& progress) {
    return block_on(
        import_records(catalog_, {.file = path, .rejects = (home_ / "rejects.csv").string()}, false, progress));
  }
  std::set<std::string> titles() {
    std::set<std::string> out;
    std::string cursor;
    do {
      const auto page = block_on(store_->scan("editions", cursor, 1000)).value();
      for (const auto& d : page.documents) out.insert(shape::from_object<StoredEdition>(d.body)->title);
      cursor = page.next_cursor;
    } while (!cursor.empty());
    return out;
  }
  static bool go_on(const ImportProgress&) { return true; }

  fs::path home_ = testing::TempDir() + "import-records-" + std::to_string(getpid());
  Clock clock_;
  std::unique_ptr<store::Store> store_ = open(home_, clock_);
  std::unique_ptr<search::Search> search_ = search::create_embedded_search({.hunspell_dir = "/nowhere"});
  Catalog catalog_{.store = *store_, .search = *search_, .clock = clock_};
};

TEST_F(ImportRecords, AFileOfRejectsAloneCanBeInterrupted) {
  std::string rows = "title,year\n";
  while (rows.size() < 2'000'000) rows += ",\n";
  int told = 0;
  const auto done = import(file("bad.csv", rows), [&told](const ImportProgress&) { return ++told < 3; });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "interrupted");
  EXPECT_EQ(told, 3);
}

TEST_F(ImportRecords, RejectsAreCsvWhateverStandsInThemAndInTheNameOfTheFile) {
  const std::string quotes(1'000'000, '"');
  const auto path = file("a,\"b.csv", "title,year\nx" + quotes + ",1990\n");
  const auto begun = std::clock();
  ASSERT_TRUE(import(path, go_on));
  EXPECT_LT(std::clock() - begun, 3 * CLOCKS_PER_SEC);
  EXPECT_TRUE(text_of(home_ / "rejects.csv") ==
              "line,reason,text,file\n2,title_too_long,\"x" + quotes + quotes + ",1990\",\"a,\"\"b.csv\"\n");
}

TEST_F(ImportRecords, AFileThatWasEditedSinceItsInterruptionStartsAnew) {
  const auto rows = [](const std::string& first) {
    std::string text = "title,publisher\n";
    for (int i = 0; i < 1500; ++i)
      text += (i == 990 ? first : "Book") + " " + std::to_string(i) + "," + std::string(90, 'p') + "\n";
    return text;
  };
  int told = 0;
  ASSERT_FALSE(import(file("b.csv", rows("Bokk")), [&told](const ImportProgress&) { return ++told < 2; }));
  const auto again = import(file("b.csv", rows("Book")), go_on);
  ASSERT_TRUE(again);
  EXPECT_FALSE(again->resumed);
  EXPECT_EQ(titles().count("Book 990"), 1U);
}

}  // namespace
}  // namespace bookmarket::catalog
