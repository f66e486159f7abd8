// What the search port promises, check by check.
#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

#include "services/catalog/search/search_contract.hpp"

namespace bookmarket::catalog::search::contract {
namespace {

Entry book(std::string id, std::string title, std::string author = "Невідомий Автор") {
  return {.id = std::move(id), .editions = {{.title = std::move(title), .authors = {std::move(author)}}}};
}
Timestamp day(int n) { return Timestamp(std::chrono::hours(24 * n)); }

std::vector<std::string> ids(const Page& page) {
  std::vector<std::string> out;
  for (const auto& h : page.hits) out.push_back(h.id);
  return out;
}
std::vector<std::string> found(Subject& s, Request request) { return ids(s.find(std::move(request))); }
bool same_set(std::vector<std::string> a, std::vector<std::string> b) {
  std::ranges::sort(a);
  std::ranges::sort(b);
  return a == b;
}
using Ids = std::vector<std::string>;

/// Four works whose offers, languages and years differ in what filters and facets look at.
void put_shelf(Subject& s) {
  const auto offer = [](std::optional<std::int64_t> price, Grade grade, bool exchange, std::string place, int listed) {
    return Offer{price, grade, exchange, std::move(place), day(listed)};
  };
  s.put({{.id = "kobzar",
          .genre = Genre::poetry,
          .editions = {{.title = "Кобзар", .authors = {"Шевченко Тарас"}, .language = "uk", .year = 1960},
                       {.title = "Кобзар", .authors = {"Шевченко Тарас"}, .language = "en", .year = 1994}},
          .offers = {offer(30'000, Grade::like_new, false, "UA-lviv", 5), offer(9'000, Grade::worn, true, "UA-kyiv", 1),
                     offer(std::nullopt, Grade::good, true, "UA-kyiv", 2)}},
         {.id = "misto",
          .genre = Genre::prose,
          .editions = {{.title = "Місто", .authors = {"Підмогильний Валер'ян"}, .language = "uk", .year = 1991}},
          .offers = {offer(15'000, Grade::good, false, "UA-kyiv", 9)}},
         {.id = "zemlia",
          .genre = Genre::prose,
          .editions = {{.title = "Земля", .authors = {"Кобилянська Ольга"}, .language = "uk"}},
          .offers = {offer(std::nullopt, Grade::very_good, true, "UA-lviv", 3)}},
         {.id = "hobbit",
          .genre = Genre::children,
          .editions = {{.title = "The Hobbit", .authors = {"Tolkien John"}, .language = "en", .year = 1937}},
          .offers = {}}});
}

void found_by_each_field(Subject& s) {
  s.put({{.id = "w",
          .editions = {{.title = "Тигролови", .authors = {"Багряний Іван", "Костюк Григорій"}},
                       {.title = "Звіролови", .authors = {"Інший Перекладач"}, .isbn13 = "9789660345690"}}},
         book("other", "Місто", "Підмогильний Валер'ян")});
  for (const auto* text :
       {"тигролови", "звіролови", "багряний", "костюк", "інший", "9789660345690", "тигролови багряний"})
    s.expect(found(s, {.text = text}) == Ids{"w"}, std::string("a work is found by ") + text);
  s.expect(found(s, {.text = "квантова хромодинаміка"}).empty(), "what is not there is not found");
  s.expect(found(s, {.text = "9780306406157"}).empty(), "an ISBN that is not there is not found");
  s.expect(same_set(found(s, {}), {"w", "other"}), "without a text all works are listed");
}

void changes_are_seen(Subject& s) {
  s.put({book("a", "Кобзар"), book("b", "Місто")});
  s.expect(found(s, {.text = "кобзар"}) == Ids{"a"}, "what was put is found when put returns");
  s.put({book("a", "Земля")});
  s.expect(found(s, {.text = "земля"}) == Ids{"a"} && found(s, {.text = "кобзар"}).empty(),
           "an entry is replaced whole");
  s.expect(s.suggest("кобз", 5).empty(), "nothing is suggested of what was replaced");
  s.put({book("c", "Тигролови"), book("c", "Вершники")});
  s.expect(found(s, {.text = "вершники"}) == Ids{"c"} && found(s, {.text = "тигролови"}).empty(),
           "of one id twice in a batch the later counts");
  s.remove({"a", "nobody", "a"});
  const auto left = s.find({});
  s.expect(left.total == 2 && same_set(ids(left), {"b", "c"}), "what was removed is gone when remove returns");
  s.put({});
  s.remove({});
  s.expect(s.find({}).total == 2, "empty changes change nothing");
}

void concurrent_writers(Subject& s) {
  constexpr int writers = 4, each = 25;
  std::atomic<unsigned> put = 0;
  std::vector<std::thread> threads;
  for (int w = 0; w < writers; ++w)
    threads.emplace_back([w, &put, &search = s.search()] {
      for (int i = 0; i < each; ++i)
        if (block_on(search.put({book("w" + std::to_string(w) + "-" + std::to_string(i), "Спільна праця")}))) ++put;
    });
  for (auto& t : threads) t.join();
  s.expect(put == writers * each && s.find({.text = "спільна"}).total == put,
           "of several writers at once nothing is lost");
}

void exact_facets(Subject& s) {
  using Counts = std::vector<FacetCount>;
  put_shelf(s);
  const auto all = s.find({}).facets;
  s.expect(all.language == Counts{{"uk", 3}, {"en", 2}}, "languages count works, by count");
  s.expect(all.genre == Counts{{"prose", 2}, {"children", 1}, {"poetry", 1}}, "genres by count, then value");
  s.expect(all.place == Counts{{"UA-kyiv", 2}, {"UA-lviv", 2}}, "places count works, not copies");
  s.expect(all.decade == Counts{{"1990", 2}, {"1960", 1}, {"1930", 1}}, "decades, the latest first");
  const auto sum = [](const Counts& counts, std::string_view value) {
    const auto at = std::ranges::find(counts, value, &FacetCount::value);
    return at == counts.end() ? 0U : at->count;
  };
  s.expect(sum(all.exchange, "true") == 2 && sum(all.exchange, "false") == 2, "works open to exchange, and not");
  s.expect(sum(all.sale, "true") == 2 && sum(all.sale, "false") == 2, "works for sale, and not");
  const auto chosen = s.find({.filters = {.languages = {"en"}, .places = {"UA-kyiv"}}}).facets;
  s.expect(chosen.language == Counts{{"uk", 2}, {"en", 1}}, "a facet does not count its own filter");
  s.expect(chosen.place == Counts{{"UA-kyiv", 1}, {"UA-lviv", 1}}, "it counts all the others");
  s.expect(s.find({.text = "земля"}).facets.genre == Counts{{"prose", 1}}, "facets are of what the text finds");
}

void filters_hold_at_once(Subject& s) {
  put_shelf(s);
  const auto with = [&s](Filters f) { return found(s, {.filters = std::move(f)}); };
  s.expect(same_set(with({.languages = {"en", "pl"}}), {"kobzar", "hobbit"}), "any value of a list fits");
  s.expect(with({.languages = {"uk"}, .genres = {Genre::poetry}}) == Ids{"kobzar"}, "all restrictions hold");
  s.expect(with({.year_min = 1961, .year_max = 1992}) == Ids{"misto"}, "years are of one edition");
  s.expect(with({.languages = {"uk"}, .year_min = 1992}).empty(), "one edition satisfies all of its restrictions");
  s.expect(with({.price_max = 10'000}) == Ids{"kobzar"}, "the highest price");
  s.expect(with({.price_min = 10'000, .price_max = 20'000}) == Ids{"misto"}, "a range of prices");
  s.expect(with({.grades = {Grade::like_new}, .places = {"UA-kyiv"}}).empty(),
           "one offer satisfies all restrictions of offers");
  s.expect(same_set(with({.exchange = true}), {"kobzar", "zemlia"}), "open to exchange");
  s.expect(same_set(with({.sale = true}), {"kobzar", "misto"}), "for sale");
  s.expect(same_set(with({.offered = true}), {"kobzar", "misto", "zemlia"}), "with an offer");
}

void hits_tell_of_fitting_offers(Subject& s) {
  put_shelf(s);
  const auto hit = [&s](Filters f) {
    auto page = s.find({.text = "кобзар", .filters = std::move(f)});
    return s.expect(page.hits.size() == 1, "one work is found") ? page.hits.front() : Hit{};
  };
  const auto all = hit({});
  s.expect(all.copies == 3 && all.price_min == 9'000 && all.best_grade == Grade::like_new && all.exchange,
           "a hit sums up all offers");
  s.expect(all.places == Ids{"UA-kyiv", "UA-lviv"}, "most frequent places come first");
  const auto lviv = hit({.places = {"UA-lviv"}});
  s.expect(lviv.copies == 1 && lviv.price_min == 30'000 && !lviv.exchange && lviv.places == Ids{"UA-lviv"},
           "with a filter only the offers that fit");
}

void sort_orders(Subject& s) {
  put_shelf(s);
  const auto sorted = [&s](Sort sort, Filters f = {.offered = true}) {
    return found(s, {.filters = std::move(f), .sort = sort});
  };
  s.expect(sorted(Sort::newest) == Ids{"misto", "kobzar", "zemlia"}, "by the newest offer");
  s.expect(sorted(Sort::price_asc) == Ids{"kobzar", "misto", "zemlia"}, "the cheapest offer first, no price last");
  s.expect(sorted(Sort::price_desc) == Ids{"misto", "kobzar", "zemlia"}, "the dearest of cheapest offers first");
  s.expect(sorted(Sort::year_desc, {}) == Ids{"kobzar", "misto", "hobbit", "zemlia"}, "unknown years last");
  s.expect(sorted(Sort::title, {.languages = {"uk"}}) == Ids{"zemlia", "kobzar", "misto"}, "titles by the alphabet");
  s.expect(sorted(Sort::newest, {.places = {"UA-lviv"}}) == Ids{"kobzar", "zemlia"}, "only offers that fit count");
}

void pages_without_loss(Subject& s) {
  std::vector<Entry> many;
  for (int i = 0; i < 23; ++i) {
    many.push_back(book("w" + std::to_string(i), "Спільна праця"));
    many.back().offers = {{.price = 100 * (i % 3), .listed_at = day(i % 4)}};  // ties, too
  }
  s.put(many);
  for (const auto sort :
       {Sort::relevance, Sort::newest, Sort::price_asc, Sort::price_desc, Sort::year_desc, Sort::title})
    for (const auto* text : {"", "спільна"}) {
      Request request{.text = text, .sort = sort, .limit = 4};
      Ids seen;
      do {
        const auto page = s.find(request);
        s.expect(page.total == many.size(), "every page gives the same total");
        s.expect(page.hits.size() == std::min<std::size_t>(4, many.size() - seen.size()),
                 "pages are full but the last");
        for (const auto& id : ids(page)) seen.push_back(id);
        request.cursor = page.next_cursor;
      } while (!request.cursor.empty() && seen.size() <= many.size());
      s.expect(seen.size() == many.size() && std::set<std::string>(seen.begin(), seen.end()).size() == many.size(),
               "pages give each work once");
    }
}

void foreign_cursors(Subject& s) {
  put_shelf(s);
  const Request request{.limit = 1};
  auto cursor = s.find(request).next_cursor;
  if (!s.expect(!cursor.empty(), "more works than fit a page give a cursor")) return;
  const auto refused = [&s](Request asked, const std::string& what) {
    const auto page = block_on(s.search().search(std::move(asked)));
    s.expect(!page && page.error().kind == ErrorKind::invalid && page.error().fields.size() == 1 &&
                 page.error().fields.front().pointer == "/query/cursor",
             what + " is refused at /query/cursor");
  };
  refused({.cursor = "no cursor", .limit = 1}, "what was never a cursor");
  refused({.cursor = cursor + "x", .limit = 1}, "a changed cursor");
  refused({.text = "кобзар", .cursor = cursor, .limit = 1}, "a cursor of another text");
  refused({.filters = {.sale = true}, .cursor = cursor, .limit = 1}, "a cursor of other filters");
  refused({.sort = Sort::title, .cursor = cursor, .limit = 1}, "a cursor of another order");
}

void suggestions(Subject& s) {
  put_shelf(s);
  const auto texts = [&s](const std::string& typed) {
    Ids out;
    for (const auto& one : s.suggest(typed, 5)) out.push_back(one.text);
    return out;
  };
  const auto has = [&texts](const std::string& typed, const std::string& text) {
    const auto all = texts(typed);
    return std::ranges::find(all, text) != all.end();
  };
  s.expect(has("коб", "Кобзар"), "a title is suggested by its beginning");
  s.expect(has("шевч", "Тарас Шевченко"), "an author is suggested by its beginning");
  s.expect(texts("").empty(), "nothing typed, nothing suggested");
  s.expect(s.suggest("коб", 1).size() == 1, "no more suggestions than asked for");
  for (const auto& one : s.suggest("кобзар", 5))
    if (one.kind == SuggestionKind::work)
      s.expect(one.work_id == "kobzar" && one.author == "Тарас Шевченко", "a work comes with its id and author");
}

void verbatim(Subject& s) {
  put_shelf(s);
  for (const auto* text : {"rj,pfh", "kobzar", "кобзрр"}) {
    const auto page = s.find({.text = text, .verbatim = true});
    s.expect(page.total == 0 && page.rewrite == Rewrite::none && page.understood.empty(),
             std::string("verbatim, nothing is rewritten: ") + text);
  }
  const auto layout = s.find({.text = "rj,pfh"});
  s.expect(ids(layout) == Ids{"kobzar"} && layout.rewrite == Rewrite::keyboard_layout && layout.understood == "кобзар",
           "what was searched for instead is told");
}

void any_bytes(Subject& s) {
  put_shelf(s);
  std::string long_text;
  while (long_text.size() < 10'000) long_text += "кобзар \xff\xd0 ";
  for (const auto& text : {std::string("\xff\xfe\xd0"), std::string("\0'\"\\*?~", 7), long_text}) {
    static_cast<void>(s.find({.text = text}));
    static_cast<void>(s.suggest(text, 5));
  }
}

}  // namespace

std::vector<Check> checks() {
  return {{"WorksAreFoundByEachField", found_by_each_field},
          {"ChangesAreSeenOnceAcknowledged", changes_are_seen},
          {"WritersAtOnceLoseNothing", concurrent_writers},
          {"FacetsAreExact", exact_facets},
          {"FiltersHoldAtOnce", filters_hold_at_once},
          {"HitsTellOfFittingOffers", hits_tell_of_fitting_offers},
          {"SortOrdersHold", sort_orders},
          {"PagesLoseAndRepeatNothing", pages_without_loss},
          {"ForeignCursorsAreRefused", foreign_cursors},
          {"SuggestionsFollowTheBeginning", suggestions},
          {"VerbatimRewritesNothing", verbatim},
          {"AnyBytesAreAnswered", any_bytes}};
}

}  // namespace bookmarket::catalog::search::contract
