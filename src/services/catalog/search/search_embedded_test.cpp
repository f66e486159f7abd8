// The adapter with the real dictionaries: what a reader types and what the answer says about it.
#include "services/catalog/search/search_embedded.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <chrono>
#include <thread>

namespace bookmarket::catalog::search {
namespace {

using namespace std::chrono_literals;

template <class T>
Result<T> wait(Task<T> task) {
  boost::asio::io_context io(1);
  Result<T> out = fail(ErrorKind::internal, "not_run", "");
  boost::asio::co_spawn(io.get_executor(), std::move(task), [&](std::exception_ptr e, Result<T> r) {
    if (!e) out = std::move(r);
  });
  io.run();
  return out;
}

Entry book(std::string id, std::string title, std::string author, std::string isbn = {}) {
  return {.id = std::move(id),
          .editions = {{.title = std::move(title), .authors = {std::move(author)}, .isbn13 = std::move(isbn)}}};
}

class Bookshop : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    shop_ = create_embedded_search({});
    ASSERT_TRUE(shop_->wait_for_hunspell());
    ASSERT_TRUE(wait(shop_->put(
        {book("kobzar", "Кобзар", "Шевченко Тарас Григорович", "9789660345690"),
         book("misto", "Місто", "Підмогильний Валер'ян"), book("tyhrolovy", "Тигролови", "Багряний Іван"),
         book("tini", "Тіні забутих предків", "Коцюбинський Михайло"), book("potter", "Harry Potter", "Rowling Joanne"),
         book("marqo", "Сто років самотності", "Маркес Габріель"),
         book("about", "Тарас Шевченко", "Паустовський Костянтин"), book("pro", "Про Тараса Шевченка", "Чуб Марко"),
         book("zemlia", "Земля", "Кобилянська О. Ю"), book("olha", "Вибране", "Кобилянська Ольга Юліанівна"),
         book("museum", "Каталог", "Обласний музей імені Ольги Кобилянської"),
         book("robinson-ru", "Робинзон Крузо", "Дефо Даниэль"), book("robinson", "Робінзон Крузо", "Дефо Даніель"),
         book("potter-uk", "Гаррі Поттер", "Ролінґ Джоан"), book("vbyvstvo", "Вбивство в експресі", "Крісті Агата"),
         book("vidma", "Конопотська відьма", "Квітка-Основ'яненко Григорій")})));
  }
  static void TearDownTestSuite() { shop_.reset(); }

  static std::string first(const std::string& text) {
    const auto page = wait(shop_->search({.text = text}));
    return page && !page->hits.empty() ? page->hits.front().id : std::string("nothing");
  }
  static std::vector<std::string> found(const std::string& text) {
    const auto page = wait(shop_->search({.text = text}));
    std::vector<std::string> ids;
    if (page)
      for (const auto& h : page->hits) ids.push_back(h.id);
    return ids;
  }
  static std::pair<Rewrite, std::string> rewriting(const std::string& text) {
    const auto page = wait(shop_->search({.text = text}));
    return page ? std::pair(page->rewrite, page->understood) : std::pair(Rewrite::none, std::string("error"));
  }
  static inline std::unique_ptr<EmbeddedSearch> shop_;
};

TEST_F(Bookshop, AnInflectedQueryIsNoRewrite) {
  EXPECT_EQ(first("міста підмогильного"), "misto");
  EXPECT_EQ(first("ста років самотності маркеса"), "marqo");
  EXPECT_EQ(rewriting("міста підмогильного"), std::pair(Rewrite::none, std::string()));
}

TEST_F(Bookshop, EachRewriteIsTold) {
  EXPECT_EQ(rewriting("rj,pfh"), std::pair(Rewrite::keyboard_layout, std::string("кобзар")));
  EXPECT_EQ(rewriting("kobzar shevchenko"), std::pair(Rewrite::transliteration, std::string("кобзар шевченко")));
  EXPECT_EQ(rewriting("тигрололви"), std::pair(Rewrite::spelling, std::string("тигролови")));
  EXPECT_EQ(rewriting("тени забытых предков"), std::pair(Rewrite::translation, std::string("тіні забутих предків")));
  EXPECT_EQ(rewriting("відма основ’яненка").second, "відьма основ'яненка");
}

TEST_F(Bookshop, BooksByAnAuthorComeBeforeBooksAbout) {
  EXPECT_EQ(first("тарас шевченко"), "kobzar");
  EXPECT_EQ(first("твори шевченка"), "kobzar");
}

TEST_F(Bookshop, AnInitialStandsForTheNameItBegins) {
  EXPECT_THAT(found("ольга кобилянська"), testing::UnorderedElementsAre("olha", "zemlia", "museum"));
  EXPECT_EQ(found("olha kobylianska").size(), 3U);
  EXPECT_EQ(found("книги ольги кобилянської").back(), "museum");
}

TEST_F(Bookshop, ARussianQueryFindsBothEditions) {
  EXPECT_THAT(found("робинзон крузо"), testing::ElementsAre("robinson-ru", "robinson"));
}

TEST_F(Bookshop, ScriptsAndEuphonyDoNotMislead) {
  EXPECT_EQ(first("гарі потер"), "potter-uk");
  EXPECT_EQ(first("убивство в експресі"), "vbyvstvo");
  EXPECT_EQ(first("гоббі"), "nothing");  // far from everything
}

TEST_F(Bookshop, TheKindOfBookIsNotReadAsAnAuthor) {
  EXPECT_EQ(first("усі книги шевченка"), "kobzar");
  EXPECT_EQ(rewriting("усі книги шевченка").first, Rewrite::none);
}

TEST_F(Bookshop, BeginningsIsbnsAndEnglishWork) {
  EXPECT_EQ(first("тигро"), "tyhrolovy");
  EXPECT_EQ(first("978-966-03-4569-0"), "kobzar");
  EXPECT_EQ(first("966-03-4569-0"), "kobzar");
  EXPECT_EQ(first("joanne rowlng"), "potter");
  EXPECT_EQ(first("рфккн зщееук"), "potter");
}

TEST_F(Bookshop, SuggestsInAnyScriptAndLayout) {
  const auto of = [&](const char* text) {
    const auto all = wait(shop_->suggest(text, 5));
    std::vector<std::string> out;
    if (all)
      for (const auto& s : *all) out.push_back(s.text);
    return out;
  };
  EXPECT_THAT(of("rj,"), testing::Contains("Кобзар"));
  EXPECT_THAT(of("ko"), testing::Contains("Кобзар"));
  EXPECT_THAT(of("shevch"), testing::Contains("Тарас Шевченко"));
}

TEST(Embedded, RebuildSnapshotAndStatistics) {
  const auto path = testing::TempDir() + "embedded-search-" + std::to_string(getpid());
  {
    auto search = create_embedded_search({});
    int left = 3;
    ASSERT_TRUE(search->rebuild([&]() -> Result<std::optional<Entry>> {
      if (left == 0) return std::nullopt;
      return book("w" + std::to_string(left--), "Кобзар", "Шевченко Тарас");
    }));
    EXPECT_EQ(search->statistics().entries, 3U);
    ASSERT_TRUE(search->save_snapshot(path, "17"));
    EXPECT_FALSE(
        search->rebuild([]() -> Result<std::optional<Entry>> { return unavailable("store", ""); }).has_value());
    EXPECT_EQ(search->statistics().entries, 3U);  // a failed rebuild changes nothing
  }
  auto search = create_embedded_search({.hunspell_dir = "/nowhere"});
  EXPECT_EQ(search->load_snapshot(path + ".none").error().kind, ErrorKind::not_found);
  EXPECT_EQ(search->load_snapshot(path).value(), "17");
  EXPECT_FALSE(search->wait_for_hunspell());
  EXPECT_EQ(wait(search->search({.text = "кобзар"}))->total, 3U);
}

TEST(Embedded, AnIndexBuiltBeforeTheDictionariesIsStemmedOnceTheyAreThere) {
  auto search = create_embedded_search({});
  ASSERT_TRUE(wait(search->put({book("w", "Діти капітана", "Хтось")})));  // most likely before Hunspell
  ASSERT_TRUE(search->wait_for_hunspell());
  const auto found = [&] { return wait(search->search({.text = "дітьми"}))->total; };
  for (const auto end = std::chrono::steady_clock::now() + 60s; found() == 0 && std::chrono::steady_clock::now() < end;)
    std::this_thread::sleep_for(5ms);
  EXPECT_EQ(found(), 1U);
}

}  // namespace
}  // namespace bookmarket::catalog::search
