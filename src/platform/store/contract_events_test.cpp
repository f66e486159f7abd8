#include <atomic>
#include <map>
#include <set>

#include "platform/base/id.hpp"
#include "platform/store/store_contract.hpp"

namespace bookmarket::store::contract {
namespace {

/// When to stop waiting for events of writes under way: long after a sound store has written them.
std::chrono::steady_clock::time_point patience() { return std::chrono::steady_clock::now() + std::chrono::seconds(10); }

/// Everything from `cursor` on, page by page; leaves the cursor at the end.
std::vector<Event> read_on(Subject& s, std::string& cursor, unsigned limit) {
  std::vector<Event> all;
  for (;;) {
    auto page = s.must(s.store().events_after(cursor, limit), "events_after");
    s.expect(page.events.size() <= limit, "at most `limit` events come at once");
    if (page.events.empty()) {
      s.expect(page.cursor == cursor, "the cursor stays when nothing is new");
      return all;
    }
    s.expect(page.cursor != cursor, "the cursor moves with the events");
    cursor = page.cursor;
    for (auto& event : page.events) all.push_back(std::move(event));
  }
}

void told_with_the_change(Subject& s) {
  s.must(s.store().migrate({{"copies"}}), "migrate");
  s.must(
      s.store().insert("copies", "c1",
                       {object(M{"n", 1}), {{"test.offered.v1", object(M{"raw", Bytes{1}})}, {"test.priced.v1", {}}}}),
      "insert");
  s.must(s.store().update("copies", "c1",
                          [](const Document& d) -> Result<Change> { return Change{d.body, {{"test.sold.v1", {}}}}; }),
         "update");
  static_cast<void>(s.wait(s.store().insert("copies", "c1", {{}, {{"test.offered.v1", {}}}})));
  std::string cursor;
  const auto events = read_on(s, cursor, 2);
  if (!s.expect(events.size() == 3, "each change that took effect told its events, a refused one none")) return;
  s.expect(
      events[0].type == "test.offered.v1" && events[1].type == "test.priced.v1" && events[2].type == "test.sold.v1",
      "events come in the order of the changes");
  s.expect(events[0].body == object(M{"raw", Bytes{1}}), "an event's body is kept exactly");
  s.expect(events[0].collection == "copies" && events[0].document_id == "c1", "an event names its document");
  s.expect(events[0].document_version == 1 && events[1].document_version == 1 && events[2].document_version == 2,
           "an event names the version it made");
  s.expect(events[0].at > Timestamp{} && events[0].at <= events[2].at, "an event has the time of its change");
  for (const auto& event : events) {
    const auto id = Uuid::parse(event.id);
    s.expect(id && id->to_string()[14] == '7', "an event's id is a UUIDv7");
  }
  s.expect(events[0].id != events[1].id && events[1].id != events[2].id, "event ids differ");
  s.expect(s.must(s.store().newest_event_cursor(), "newest").empty() == false &&
               s.must(s.store().newest_event_cursor(), "newest") == cursor,
           "the newest cursor is where a reader of everything stands");
  s.reopen();
  std::string again;
  const auto later = read_on(s, again, 1000);
  s.expect(later.size() == 3 && later[2].id == events[2].id && again == cursor,
           "events are still there after the store was opened again");
}

void read_while_written(Subject& s) {
  constexpr int documents = 20, changes = 20;
  s.must(s.store().migrate({{"copies"}}), "migrate");
  for (int i = 0; i < documents; ++i)
    s.must(s.store().insert("copies", "c" + std::to_string(i), {object(M{"n", 0})}), "insert");
  std::string cursor = s.must(s.store().newest_event_cursor(), "newest");
  std::vector<std::future<Result<Document>>> writing;
  for (int i = 0; i < documents * changes; ++i)
    writing.push_back(s.start(
        s.store().update("copies", "c" + std::to_string(i % documents), [](const Document& d) -> Result<Change> {
          const auto n = number(d.body, "n") + 1;
          return Change{object(M{"n", n}), {{"test.changed.v1", object(M{"n", n})}, {"test.noted.v1", {}}}};
        })));
  // A consumer that reads all the while must miss nothing: an event never appears behind its cursor.
  std::vector<Event> seen;
  for (const auto end = patience(); seen.size() < 2U * documents * changes && std::chrono::steady_clock::now() < end;)
    for (auto& event : read_on(s, cursor, 7)) seen.push_back(std::move(event));
  for (auto& one : writing) s.expect(one.get().has_value(), "racing updates of several documents succeed");
  std::set<std::string> ids;
  std::map<std::string, std::int64_t> last;
  bool in_order = true;
  for (const auto& event : seen) {
    ids.insert(event.id);
    if (event.type != "test.changed.v1") continue;
    in_order = in_order && number(event.body, "n") == last[event.document_id] + 1 &&
               event.document_version == last[event.document_id] + 2;
    last[event.document_id] = number(event.body, "n");
  }
  s.expect(seen.size() == 2U * documents * changes && ids.size() == seen.size(),
           "a reader among writers meets every event once");
  s.expect(in_order, "events of one document come in the order of its versions");
}

void event_follows_document(Subject& s) {
  s.must(s.store().migrate({{"copies"}}), "migrate");
  std::vector<std::future<Result<Document>>> writing;
  for (int i = 0; i < 200; ++i)
    writing.push_back(
        s.start(s.store().insert("copies", "c" + std::to_string(i), {object(M{"n", i}), {{"test.offered.v1", {}}}})));
  std::string cursor;
  std::size_t seen = 0;
  for (const auto end = patience(); seen < 200 && std::chrono::steady_clock::now() < end;)
    for (const auto& event : read_on(s, cursor, 10)) {
      ++seen;
      s.expect(s.must(s.store().get("copies", event.document_id), "get").has_value(),
               "who sees an event sees its change");
    }
  for (auto& one : writing) s.expect(one.get().has_value(), "insert succeeds");
  s.expect(seen == 200, "every insert is told");
}

void cursors(Subject& s) {
  s.must(s.store().migrate({{"copies"}}), "migrate");
  s.expect(s.must(s.store().load_cursor("mailer"), "load").empty(), "a new consumer has no cursor");
  const auto start = s.must(s.store().newest_event_cursor(), "newest");
  s.must(s.store().insert("copies", "c1", {{}, {{"test.offered.v1", {}}}}), "insert");
  s.expect(s.must(s.store().events_after(start, 10), "events").events.size() == 1,
           "the newest cursor of an empty store is before the first event");
  const auto cursor = s.must(s.store().newest_event_cursor(), "newest");
  s.must(s.store().save_cursor("mailer", start), "save");
  s.must(s.store().save_cursor("mailer", cursor), "save");
  s.must(s.store().save_cursor("search", start), "save");
  s.expect(s.must(s.store().load_cursor("mailer"), "load") == cursor, "the last saved cursor is loaded");
  s.expect(s.must(s.store().load_cursor("search"), "load") == start, "each consumer has its own");
  s.reopen();
  s.expect(s.must(s.store().load_cursor("mailer"), "load") == cursor,
           "a cursor is still there after the store was opened again");
  for (const std::string bad : {"x", "-1", "1x", " ", "99999999999999999999", "999999"}) {
    const auto result = s.wait(s.store().events_after(bad, 10));
    s.expect_error(result, ErrorKind::invalid, "bad_cursor", "the event cursor '" + bad + "'");
  }
  s.expect_error(s.wait(s.store().events_after("", 0)), ErrorKind::invalid, "bad_limit", "no events at once");
}

}  // namespace

std::vector<Check> event_checks() {
  return {{"EventsCommitWithTheirChange", told_with_the_change},
          {"AReaderAmongWritersMissesNoEvent", read_while_written},
          {"WhoSeesAnEventSeesItsChange", event_follows_document},
          {"ConsumersKeepTheirCursors", cursors}};
}

}  // namespace bookmarket::store::contract
