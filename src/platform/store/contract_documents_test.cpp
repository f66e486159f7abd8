#include <set>

#include "platform/store/document_text.hpp"
#include "platform/store/store_contract.hpp"

namespace bookmarket::store::contract {
namespace {

const Collection counters{"counters"};

Result<Change> increment(const Document& old) {
  Change next{old.body};
  next.body.set("n", number(old.body, "n") + 1);
  next.events.push_back({"test.counted.v1", object(M{"n", number(next.body, "n")})});
  return next;
}

void get_after_insert(Subject& s) {
  s.must(s.store().migrate({counters}), "migrate");
  const auto body = object(M{"title", "Кобзар"}, M{"pages", 240}, M{"new", false}, M{"raw", Bytes{0, 255, 10}},
                           M{"at", Timestamp(std::chrono::milliseconds(-1))}, M{"$t", "not a time"},
                           M{"tags", Array{"a\"b\n\\", INT64_MIN, Array{}, object(M{"", INT64_MAX})}});
  const auto written = s.must(s.store().insert("counters", "one", {body}), "insert");
  s.expect(written.id == "one" && written.version == 1 && written.body == body, "insert returns what was written");
  const auto read = s.must(s.store().get("counters", "one"), "get");
  s.expect(read && read->id == "one" && read->version == 1 && read->body == body,
           "get returns what was inserted, exactly");
  s.expect(!s.must(s.store().get("counters", "two"), "get"), "an absent document is an empty optional");
  s.reopen();
  const auto again = s.must(s.store().get("counters", "one"), "get");
  s.expect(again && again->body == body, "a document is still there after the store was opened again");
}

void get_many_in_order(Subject& s) {
  s.must(s.store().migrate({counters}), "migrate");
  s.must(s.store().put_many("counters", {{"a", {}}, {"b", {}}, {"c", {}}}), "put_many");
  const auto found = s.must(s.store().get_many("counters", {"c", "x", "a", "c"}), "get_many");
  std::string ids;
  for (const auto& d : found) ids += d.id;
  s.expect(ids == "cac", "get_many answers in the order of the ids, without the absent");
}

void insert_race(Subject& s) {
  s.must(s.store().migrate({counters}), "migrate");
  for (int round = 0; round < 20; ++round) {
    std::vector<std::future<Result<Document>>> racing;
    const auto id = "race-" + std::to_string(round);
    for (int i = 0; i < 8; ++i)
      racing.push_back(s.start(s.store().insert("counters", id, {object(M{"n", i}), {{"test.inserted.v1", {}}}})));
    std::vector<std::int64_t> winners;
    for (auto& one : racing) {
      const auto result = one.get();
      if (result)
        winners.push_back(number(result->body, "n"));
      else
        s.expect_error(result, ErrorKind::conflict, "already_exists", "an insert under a taken id");
    }
    const auto kept = s.must(s.store().get("counters", id), "get");
    s.expect(winners.size() == 1 && kept && number(kept->body, "n") == winners[0],
             "one of racing inserts wins, and its body stays");
  }
  s.expect(s.must(s.store().events_after("", 1000), "events").events.size() == 20,
           "only the winners' events are recorded");
}

void update_race(Subject& s) {
  constexpr int writers = 200;
  s.must(s.store().migrate({counters}), "migrate");
  s.must(s.store().insert("counters", "one", {object(M{"n", 0})}), "insert");
  std::vector<std::future<Result<Document>>> racing;
  for (int i = 0; i < writers; ++i) racing.push_back(s.start(s.store().update("counters", "one", increment)));
  std::set<std::int64_t> versions;
  std::int64_t done = 0;
  for (auto& one : racing) {
    const auto result = one.get();
    if (result) {
      ++done;
      versions.insert(result->version);
      s.expect(result->version == number(result->body, "n") + 1, "each change counts one version");
    } else {
      s.expect(result.error().kind == ErrorKind::conflict, "a lost race is a conflict, nothing else");
    }
  }
  const auto end = s.must(s.store().get("counters", "one"), "get");
  s.expect(end && number(end->body, "n") == done && end->version == done + 1, "no update of racing ones is lost");
  s.expect(static_cast<std::int64_t>(versions.size()) == done, "no two changes have one version");
  s.expect(static_cast<std::int64_t>(s.must(s.store().events_after("", 1000), "events").events.size()) == done,
           "each update that took effect has its event, once");
}

void update_refused(Subject& s) {
  s.must(s.store().migrate({counters}), "migrate");
  s.must(s.store().insert("counters", "one", {object(M{"n", 7})}), "insert");
  s.expect_error(s.wait(s.store().update("counters", "two", increment)), ErrorKind::not_found, "not_found",
                 "updating an absent document");
  const auto refused = s.wait(s.store().update("counters", "one", [](const Document&) -> Result<Change> {
    return fail(ErrorKind::forbidden, "sold_already", "Somebody has bought it.");
  }));
  s.expect_error(refused, ErrorKind::forbidden, "sold_already", "the error of the function");
  const auto thrown = s.wait(
      s.store().update("counters", "one", [](const Document&) -> Result<Change> { throw std::runtime_error("bug"); }));
  s.expect_error(thrown, ErrorKind::internal, "internal", "an exception of the function");
  const auto same = s.must(s.store().get("counters", "one"), "get");
  s.expect(same && same->version == 1 && number(same->body, "n") == 7, "a refused update changes nothing");
  s.expect(s.must(s.store().events_after("", 10), "events").events.empty(), "a refused update tells nothing");
}

/// In one commit with others, the one that fails must not fail them, and must leave nothing of its own.
void failing_neighbours(Subject& s) {
  s.must(s.store().migrate({{"counters", {{"by_n", {{"n"}}}}}}), "migrate");
  s.must(s.store().insert("counters", "taken", {object(M{"n", 0})}), "insert");
  std::vector<std::future<Result<Document>>> good;
  std::vector<std::future<Result<void>>> bad;
  for (int i = 0; i < 60; ++i) {
    good.push_back(s.start(
        s.store().insert("counters", "good-" + std::to_string(i), {object(M{"n", i}), {{"test.good.v1", {}}}})));
    // Fails at its last document, after it has written the first.
    bad.push_back(s.start(s.store().put_many("counters", {{"bad-" + std::to_string(i), object(M{"n", 1000 + i})},
                                                          {"worse-" + std::to_string(i), object(M{"n", Object{}})}})));
  }
  for (auto& one : good) s.expect(one.get().has_value(), "a command beside a failing one succeeds");
  for (auto& one : bad) s.expect_error(one.get(), ErrorKind::invalid, "not_indexable", "an object in an index");
  s.expect(s.must(s.store().scan("counters", "", 1000), "scan").documents.size() == 61,
           "a failed put_many leaves nothing");
  s.expect(
      s.must(s.store().query({.collection = "counters", .index = "by_n", .limit = 1000}), "query").documents.size() ==
          61,
      "a failed put_many leaves nothing in an index");
}

void removal(Subject& s) {
  s.must(s.store().migrate({{"counters", {{"by_n", {{"n"}}}}}}), "migrate");
  s.must(s.store().insert("counters", "one", {object(M{"n", 1})}), "insert");
  s.must(s.store().remove("counters", "one", {{"test.removed.v1", object(M{"why", "sold"})}}), "remove");
  s.expect(!s.must(s.store().get("counters", "one"), "get"), "a removed document is absent");
  s.expect(s.must(s.store().query({.collection = "counters", .index = "by_n"}), "query").documents.empty(),
           "a removed document is in no index");
  const auto events = s.must(s.store().events_after("", 10), "events").events;
  s.expect(events.size() == 1 && events[0].type == "test.removed.v1" && events[0].document_version == 2,
           "a removal tells of the next version");
  s.expect_error(s.wait(s.store().remove("counters", "one", {{"test.removed.v1", {}}})), ErrorKind::not_found,
                 "not_found", "removing an absent document");
  s.expect(s.must(s.store().events_after("", 10), "events").events.size() == 1, "a removal of nothing tells nothing");
  s.expect(s.must(s.store().insert("counters", "one", {object(M{"n", 2})}), "insert").version == 1,
           "a removed id is free again");
}

void replacing(Subject& s) {
  s.must(s.store().migrate({{"counters", {{"by_n", {{"n"}}}}}}), "migrate");
  s.must(s.store().put_many("counters", {{"a", object(M{"n", 1})}, {"b", object(M{"n", 2})}}), "put_many");
  s.must(s.store().put_many("counters", {{"b", object(M{"m", 3})}, {"c", object(M{"n", 4})}, {"c", object(M{"n", 5})}}),
         "put_many");
  const auto b = s.must(s.store().get("counters", "b"), "get"), c = s.must(s.store().get("counters", "c"), "get");
  s.expect(b && b->version == 2 && b->body == object(M{"m", 3}),
           "put_many replaces the whole body and counts a version");
  s.expect(c && c->version == 2 && number(c->body, "n") == 5, "of one id twice in put_many the last stays");
  std::string ids;
  for (const auto& d : s.must(s.store().query({.collection = "counters", .index = "by_n"}), "query").documents)
    ids += d.id;
  s.expect(ids == "ac", "put_many keeps indexes true");
  s.expect(s.must(s.store().events_after("", 10), "events").events.empty(), "put_many tells nothing");
}

void bad_input(Subject& s) {
  s.must(s.store().migrate({counters}), "migrate");
  s.expect_error(s.wait(s.store().insert("counters", "", {})), ErrorKind::invalid, "bad_id", "an empty id");
  s.expect_error(s.wait(s.store().insert("counters", "\xFF", {})), ErrorKind::invalid, "bad_id",
                 "an id that is not text");
  s.expect_error(s.wait(s.store().insert("counters", std::string(513, 'a'), {})), ErrorKind::invalid, "bad_id",
                 "an endless id");
  s.expect_error(s.wait(s.store().insert("counters", "a", {object(M{"a", "\xC3("})})), ErrorKind::invalid, "not_utf8",
                 "text that is not UTF-8");
  s.expect_error(s.wait(s.store().insert("counters", "a", {object(M{"a", std::string(max_document_bytes, 'a')})})),
                 ErrorKind::too_large, "document_too_large", "a document over 64 KiB");
  Value deep = Array{};
  for (int i = 0; i < 200; ++i) deep = Array{std::move(deep)};
  s.expect_error(s.wait(s.store().insert("counters", "a", {object(M{"a", deep})})), ErrorKind::invalid,
                 "document_too_deep", "endless nesting");
  s.expect(s.must(s.store().scan("counters", "", 10), "scan").documents.empty(), "refused documents leave nothing");
  s.expect(!s.must(s.store().get("counters", "\xFF"), "get"), "an impossible id is absent");
  s.expect_error(s.wait(s.store().get("nowhere", "a")), ErrorKind::internal, "unknown_collection",
                 "reading an undeclared collection");
  s.expect_error(s.wait(s.store().insert("nowhere", "a", {})), ErrorKind::internal, "unknown_collection",
                 "writing an undeclared collection");
}

}  // namespace

std::vector<Check> document_checks() {
  return {{"AnInsertedDocumentIsReadExactly", get_after_insert},
          {"GetManyKeepsTheOrderAskedFor", get_many_in_order},
          {"OneOfRacingInsertsWins", insert_race},
          {"NoRacingUpdateIsLost", update_race},
          {"ARefusedUpdateChangesNothing", update_refused},
          {"AFailingCommandFailsAlone", failing_neighbours},
          {"ARemovedDocumentIsGoneEverywhere", removal},
          {"PutManyReplaces", replacing},
          {"WhatCannotBeKeptIsRefused", bad_input}};
}

}  // namespace bookmarket::store::contract
