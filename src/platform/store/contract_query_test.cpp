#include <rapidcheck.h>

#include <algorithm>
#include <atomic>
#include <set>

#include "platform/store/store_contract.hpp"

namespace bookmarket::store::contract {
namespace {

// ---- The model: a query is a filter and a sort over everything, with an order of values written down
// independently.

int compare(const Value& a, const Value& b) {
  if (a.data().index() != b.data().index()) return a.data().index() < b.data().index() ? -1 : 1;
  const auto of = [](const auto& x, const auto& y) { return x < y ? -1 : y < x ? 1 : 0; };
  if (const auto* x = a.as<bool>()) return of(*x, *b.as<bool>());
  if (const auto* x = a.as<std::int64_t>()) return of(*x, *b.as<std::int64_t>());
  if (const auto* x = a.as<Timestamp>()) return of(*x, *b.as<Timestamp>());
  if (const auto* x = a.as<std::string>()) return of(*x, *b.as<std::string>());
  return of(*a.as<Bytes>(), *b.as<Bytes>());
}
int compare(const std::vector<Value>& a, const std::vector<Value>& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (const int c = compare(a[i], b[i]); c != 0) return c;
  return 0;
}

/// The values of the index's fields, once per element of an array.
std::vector<std::vector<Value>> places(const Index& index, const Object& body) {
  std::vector<std::vector<Value>> rows{{}};
  for (const auto& field : index.fields) {
    const auto* value = body.find(field.member);
    if (value == nullptr) return {};
    const Array elements = value->as<Array>() != nullptr ? *value->as<Array>() : Array{*value};
    std::vector<std::vector<Value>> next;
    for (const auto& row : rows)
      for (const auto& element : elements) {
        next.push_back(row);
        next.back().push_back(element);
      }
    rows = std::move(next);
  }
  return rows;
}

bool matches(const Query& query, const std::vector<Value>& place) {
  for (std::size_t i = 0; i < query.equals.size(); ++i)
    if (compare(query.equals[i], place[i]) != 0) return false;
  const auto next = query.equals.size();
  return (!query.from || compare(*query.from, place[next]) <= 0) &&
         (!query.before || compare(place[next], *query.before) < 0);
}

using Documents = std::vector<std::pair<std::string, Object>>;

std::vector<std::string> expected(const Index& index, const Query& query, const Documents& documents) {
  struct Row {
    std::vector<Value> place;
    std::string id;
  };
  std::vector<Row> rows;
  for (const auto& [id, body] : documents)
    for (auto& place : places(index, body))
      if (matches(query, place)) rows.push_back({std::move(place), id});
  std::ranges::sort(rows, [&](const Row& a, const Row& b) {
    const int c = compare(a.place, b.place);
    const bool less = c != 0 ? c < 0 : a.id < b.id;
    return query.descending ? c > 0 || (c == 0 && a.id > b.id) : less;
  });
  std::vector<std::string> ids;
  for (const auto& row : rows)
    if (std::ranges::find(ids, row.id) == ids.end()) ids.push_back(row.id);
  return ids;
}

// ---- Generators: few values of every type, so that equal ones, neighbours and prefixes meet.

rc::Gen<Value> scalar() {
  static const std::vector<Value> values{false,
                                         true,
                                         INT64_MIN,
                                         -1,
                                         0,
                                         1,
                                         256,
                                         INT64_MAX,
                                         Timestamp(std::chrono::milliseconds(-1)),
                                         Timestamp(std::chrono::milliseconds(1)),
                                         "",
                                         "a",
                                         std::string("a\0", 2),
                                         std::string("a\0b", 3),
                                         "aa",
                                         "b",
                                         "ґ",
                                         "є",
                                         Bytes{},
                                         Bytes{0},
                                         Bytes{0, 255},
                                         Bytes{255},
                                         Bytes{255, 255}};
  return rc::gen::elementOf(values);
}
rc::Gen<Value> few() { return rc::gen::elementOf(std::vector<Value>{1, 2, "x"}); }

const std::vector<Index> indexes{{"by_a", {{"a"}}},
                                 {"by_few_a", {{"few"}, {"a"}}},
                                 {"by_tags", {{"tags"}}},
                                 {"by_few_tags_a", {{"few"}, {"tags"}, {"a"}}},
                                 {"by_tags_few", {{"tags"}, {"few"}}}};

Documents some_documents() {
  Documents documents;
  const auto count = *rc::gen::inRange(0, 25);
  for (int i = 0; i < count; ++i) {
    Object body;
    if (*rc::gen::inRange(0, 5) != 0) body.set("a", *scalar());
    if (*rc::gen::inRange(0, 5) != 0) body.set("few", *few());
    if (*rc::gen::inRange(0, 5) != 0) body.set("tags", *rc::gen::container<Array>(*rc::gen::inRange(0, 4), scalar()));
    documents.emplace_back("d" + std::to_string(*rc::gen::inRange(0, 1000)), std::move(body));
  }
  std::ranges::sort(documents, {}, &Documents::value_type::first);
  const auto repeated = std::ranges::unique(documents, {}, &Documents::value_type::first);
  documents.erase(repeated.begin(), repeated.end());
  return documents;
}

Query some_query(const Index& index, const Documents& documents) {
  Query query{.collection = {},
              .index = index.name,
              .descending = *rc::gen::arbitrary<bool>(),
              .limit = *rc::gen::inRange(1U, 8U)};
  const auto equal = *rc::gen::inRange<std::size_t>(0, index.fields.size() + 1);
  // Mostly values that some document has, else nothing would ever be found.
  std::vector<Value> place;
  if (!documents.empty()) {
    const auto all = places(index, (*rc::gen::elementOf(documents)).second);
    if (!all.empty()) place = *rc::gen::elementOf(all);
  }
  for (std::size_t i = 0; i < equal; ++i) query.equals.push_back(i < place.size() ? place[i] : *scalar());
  if (equal < index.fields.size()) {
    // Bounds that lie on a document as often as not: that is where an end is included or left out by mistake.
    const auto bound = [&] { return equal < place.size() && *rc::gen::arbitrary<bool>() ? place[equal] : *scalar(); };
    if (*rc::gen::arbitrary<bool>()) query.from = bound();
    if (*rc::gen::arbitrary<bool>()) query.before = bound();
  }
  return query;
}

/// All pages of a query. Ends with a failure when pages do not.
std::vector<std::string> walk(Subject& s, Query query) {
  std::vector<std::string> ids;
  for (int pages = 0; pages < 1000; ++pages) {
    const auto page = s.must(s.store().query(query), "query");
    s.expect(page.documents.size() <= query.limit, "a page has at most `limit` documents");
    s.expect(page.next_cursor.empty() || !page.documents.empty(), "a page with a cursor has documents");
    for (const auto& document : page.documents) ids.push_back(document.id);
    query.cursor = page.next_cursor;
    if (query.cursor.empty()) return ids;
  }
  s.expect(false, "pages come to an end");
  return ids;
}

void query_equals_model(Subject& s) {
  int cases = 0;
  const bool holds = rc::check("query == filter and sort", [&] {
    const Collection collection{"case_" + std::to_string(++cases), indexes};
    const auto before = some_documents(), documents = some_documents();
    s.must(s.store().migrate({collection}), "migrate");
    s.must(s.store().put_many(collection.name, before), "put_many");
    for (const auto& [id, body] : before)  // so that entries are also removed and replaced
      if (std::ranges::none_of(documents, [&](const auto& d) { return d.first == id; }))
        s.must(s.store().remove(collection.name, id, {}), "remove");
    s.must(s.store().put_many(collection.name, documents), "put_many");
    for (int i = 0; i < 5; ++i) {
      const auto index = *rc::gen::elementOf(indexes);
      auto query = some_query(index, documents);
      query.collection = collection.name;
      RC_ASSERT(walk(s, query) == expected(index, query, documents));
    }
    std::vector<std::string> scanned, all;
    for (const auto& [id, body] : documents) all.push_back(id);
    std::string cursor;
    do {
      const auto page = s.must(s.store().scan(collection.name, cursor, 7), "scan");
      for (const auto& d : page.documents) scanned.push_back(d.id);
      cursor = page.next_cursor;
    } while (!cursor.empty() && scanned.size() <= all.size());
    RC_ASSERT(scanned == all);
    RC_ASSERT(s.failures().empty());
  });
  s.expect(holds, "pages of a query, together, are the filtered and sorted documents");
}

void pages_under_writes(Subject& s) {
  const Collection books{"books", {{"by_price", {{"shelf"}, {"price"}}}, {"by_tag", {{"tags"}}}}};
  s.must(s.store().migrate({books}), "migrate");
  const auto body = [](int i, int price) {
    return object(M{"shelf", "s"}, M{"price", price}, M{"tags", Array{price, price + 100, i}});
  };
  Documents documents;
  for (int i = 0; i < 200; ++i) documents.emplace_back("b" + std::to_string(1000 + i), body(i, i * 7 % 50));
  s.must(s.store().put_many("books", documents), "put_many");
  std::atomic<bool> stop{false};
  // Even documents are changed, removed and come back all the time; odd ones stay as they are.
  std::thread writing([&] {
    for (int round = 0; !stop; ++round) {
      Documents changed;
      for (int i = 0; i < 200; i += 2)
        if ((i + round) % 3 != 0)
          changed.emplace_back("b" + std::to_string(1000 + i), body(i, (i * 7 + round * 13) % 50));
      s.wait(s.store().put_many("books", std::move(changed))).value();
      for (int i = round % 7 * 2; i < 200; i += 14)
        static_cast<void>(s.wait(s.store().remove("books", "b" + std::to_string(1000 + i), {})));
    }
  });
  for (int round = 0; round < 20; ++round) {
    Query query{.collection = "books",
                .index = round % 2 == 0 ? "by_price" : "by_tag",
                .descending = round % 4 < 2,
                .limit = 5};
    if (round % 2 == 0) query.equals = {"s"};
    std::multiset<std::string> seen;
    for (auto& id : walk(s, query)) seen.insert(std::move(id));
    bool once = true;
    for (int i = 1; i < 200; i += 2) once = once && seen.count("b" + std::to_string(1000 + i)) == 1;
    s.expect(once, "while others write, pages meet every untouched document exactly once");
  }
  stop = true;
  writing.join();
}

void bad_cursors(Subject& s) {
  const Collection books{"books", {{"by_price", {{"price"}}}, {"by_year", {{"year"}}}}};
  s.must(s.store().migrate({books}), "migrate");
  Documents documents;
  for (int i = 0; i < 20; ++i)
    documents.emplace_back("b" + std::to_string(10 + i), object(M{"price", i}, M{"year", i}));
  s.must(s.store().put_many("books", documents), "put_many");
  const Query query{.collection = "books", .index = "by_price", .limit = 5};
  const auto cursor = s.must(s.store().query(query), "query").next_cursor;
  s.expect(!cursor.empty(), "a page that is not the last has a cursor");

  const auto refused = [&](Query other, const std::string& when) {
    const auto result = s.wait(s.store().query(std::move(other)));
    s.expect_error(result, ErrorKind::invalid, "bad_cursor", when);
    s.expect(!result && result.error().fields.size() == 1 && result.error().fields[0].pointer == "/query/cursor",
             when + " names /query/cursor");
  };
  const auto with = [&](auto change) {
    Query other = query;
    other.cursor = cursor;
    change(other);
    return other;
  };
  refused(with([](Query& q) { q.index = "by_year"; }), "a cursor of another index");
  refused(with([](Query& q) { q.descending = true; }), "a cursor of the other direction");
  refused(with([](Query& q) { q.from = 3; }), "a cursor of another range");
  refused(with([](Query& q) { q.equals = {7}; }), "a cursor of other values");
  refused(with([](Query& q) { q.cursor.pop_back(); }), "a cursor cut short");
  refused(with([](Query& q) { q.cursor[0] = q.cursor[0] == 'A' ? 'B' : 'A'; }), "a cursor with a changed letter");
  refused(with([](Query& q) { q.cursor += "%%%"; }), "a cursor with more behind it");
  refused(with([](Query& q) { q.cursor = std::string(10'000, 'A'); }), "an endless cursor");
  refused(with([](Query& q) { q.cursor = "';--"; }), "a made-up cursor");
  s.expect_error(s.wait(s.store().scan("books", "made-up", 5)), ErrorKind::invalid, "bad_cursor",
                 "a made-up cursor of a scan");
  s.expect_error(s.wait(s.store().scan("books", cursor, 5)), ErrorKind::invalid, "bad_cursor",
                 "a query's cursor in a scan");
  s.expect(rc::check("any text is a cursor of this query or refused",
                     [&] {
                       Query other = query;
                       other.cursor = *rc::gen::arbitrary<std::string>();
                       const auto result = s.wait(s.store().query(other));
                       RC_ASSERT((result || result.error().code == "bad_cursor"));
                     }),
           "no text breaks the cursor");

  for (const unsigned limit : {0U, 1001U})
    s.expect_error(s.wait(s.store().query({.collection = "books", .index = "by_price", .limit = limit})),
                   ErrorKind::invalid, "bad_limit", "a page of 0 or 1001");
  s.expect_error(s.wait(s.store().query({.collection = "books", .index = "nope"})), ErrorKind::internal,
                 "unknown_index", "an undeclared index");
  s.expect_error(s.wait(s.store().query({.collection = "books", .index = "by_price", .equals = {1, 2}})),
                 ErrorKind::internal, "bad_query", "more values than fields");
  s.expect_error(s.wait(s.store().query({.collection = "books", .index = "by_price", .equals = {1}, .from = 2})),
                 ErrorKind::internal, "bad_query", "a range after the last field");
  s.expect_error(s.wait(s.store().query({.collection = "books", .index = "by_price", .from = Array{}})),
                 ErrorKind::internal, "bad_query", "an array as a value");
}

void migrating(Subject& s) {
  s.must(s.store().migrate({{"books"}}), "migrate");
  Documents documents;
  for (int i = 0; i < 50; ++i)
    documents.emplace_back("b" + std::to_string(10 + i), object(M{"price", 50 - i}, M{"tags", Array{i, i % 3}}));
  s.must(s.store().put_many("books", documents), "put_many");
  const std::vector<Collection> wanted{{"books", {{"by_price", {{"price"}}}, {"by_tag", {{"tags"}}}}}, {"other"}};
  std::vector<std::future<Result<Document>>> writing;
  auto migrated = s.start(s.store().migrate(wanted));
  for (int i = 0; i < 50; ++i)  // some before, some after, some in the same commit
    writing.push_back(s.start(s.store().insert("books", "new" + std::to_string(i), {object(M{"price", 1000 + i})})));
  s.expect(migrated.get().has_value(), "migrate succeeds while others write");
  for (auto& one : writing) s.expect(one.get().has_value(), "writing goes on during migrate");
  s.expect(walk(s, {.collection = "books", .index = "by_price"}).size() == 100,
           "a new index holds existing and new documents");
  s.expect(walk(s, {.collection = "books", .index = "by_tag", .equals = {1}}).size() == 17,
           "a new index holds every element of an array");
  s.must(s.store().migrate(wanted), "migrate again");
  s.must(s.store().migrate({{"books"}}), "migrate with less");
  s.expect(walk(s, {.collection = "books", .index = "by_price"}).size() == 100, "migrate again changes nothing");
  s.expect_error(s.wait(s.store().migrate({{"books", {{"by_price", {{"tags"}}}}}})), ErrorKind::internal,
                 "index_changed", "other fields under a known name");
  s.reopen();
  s.expect(walk(s, {.collection = "books", .index = "by_price"}).size() == 100,
           "indexes are there after the store was opened again");
  s.must(s.store().insert("books", "last", {object(M{"price", 1})}), "insert");
  s.expect(walk(s, {.collection = "books", .index = "by_price"}).size() == 101, "and are kept true");
  // An index that cannot be filled is not half there.
  s.must(s.store().insert("books", "odd", {object(M{"odd", Object{}})}), "insert");
  s.expect_error(s.wait(s.store().migrate({{"books", {{"by_odd", {{"odd"}}}}}, {"third"}})), ErrorKind::invalid,
                 "not_indexable", "an index over objects");
  s.expect_error(s.wait(s.store().query({.collection = "books", .index = "by_odd"})), ErrorKind::internal,
                 "unknown_index", "an index whose migration failed");
  s.must(s.store().insert("books", "odder", {object(M{"odd", Object{}})}), "insert after a failed migration");
}

}  // namespace

std::vector<Check> query_checks() {
  return {{"AQueryIsAFilterAndASort", query_equals_model},
          {"PagesUnderWritesMeetTheUntouchedOnce", pages_under_writes},
          {"ABadCursorIsRefused", bad_cursors},
          {"MigrateFillsNewIndexes", migrating}};
}

}  // namespace bookmarket::store::contract
