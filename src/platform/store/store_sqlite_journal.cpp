#include "platform/store/store_sqlite_journal.hpp"

#include <charconv>

#include "platform/base/id.hpp"
#include "platform/store/document_text.hpp"
#include "platform/store/page_cursor.hpp"

namespace bookmarket::store::journal {
namespace {

Timestamp from_millis(std::int64_t ms) { return Timestamp(std::chrono::milliseconds(ms)); }
std::int64_t millis(Timestamp t) { return t.time_since_epoch().count(); }

/// Rows are numbered in the order of commits, from 1: there is one writer and no row is ever removed.
std::int64_t newest(Connection& connection) {
  Statement row = connection.use("SELECT max(seq) FROM events");
  row.step();
  return row.integer(0);
}

}  // namespace

Result<void> record(Connection& connection, const std::string& collection, const std::string& id, std::int64_t version,
                    const std::vector<NewEvent>& events, Timestamp now) {
  for (const auto& event : events) {
    const auto body = to_text(event.body);
    if (!body) return fail(body.error());
    const auto event_id = Uuid::v7(now).to_string();
    connection
        .use(
            "INSERT INTO events(id, type, collection, document_id, document_version, at, body) "
            "VALUES(?,?,?,?,?,?,?)")
        .bind(event_id, event.type, collection, id, version, millis(now), *body)
        .run();
  }
  return {};
}

Result<EventPage> events_after(Connection& connection, const std::string& cursor, unsigned limit) {
  if (const auto ok = check_limit(limit); !ok) return fail(ok.error());
  std::int64_t after = 0;
  const auto* end = cursor.data() + cursor.size();
  if (const auto [stop, problem] = std::from_chars(cursor.data(), end, after);
      !cursor.empty() && (problem != std::errc() || stop != end || after < 0))
    return bad_cursor();
  EventPage page{{}, cursor};
  Statement row = connection.use(
      "SELECT seq, id, type, collection, document_id, document_version, at, body FROM events WHERE seq > ? "
      "ORDER BY seq LIMIT ?");
  row.bind(after, limit);
  while (row.step()) {
    auto body = from_text(row.text(7));
    if (!body) return fail(body.error());
    page.events.push_back({std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3)),
                           std::string(row.text(4)), row.integer(5), from_millis(row.integer(6)), std::move(*body)});
    page.cursor = std::to_string(row.integer(0));
  }
  // A cursor from the future (an older backup was restored) would silently skip what happens until then.
  if (page.events.empty() && after > newest(connection)) return bad_cursor();
  return page;
}

Result<std::string> newest_cursor(Connection& connection) { return std::to_string(newest(connection)); }

Result<std::string> load_cursor(Connection& connection, const std::string& consumer) {
  Statement row = connection.use("SELECT cursor FROM consumers WHERE name = ?");
  return row.bind(consumer).step() ? std::string(row.text(0)) : std::string();
}

Result<void> save_cursor(Connection& connection, const std::string& consumer, const std::string& cursor) {
  connection
      .use(
          "INSERT INTO consumers(name, cursor) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET cursor = "
          "excluded.cursor")
      .bind(consumer, cursor)
      .run();
  return {};
}

Result<void> schedule(Connection& connection, const DueWork& work) {
  const auto body = to_text(work.body);
  if (!body) return fail(body.error());
  connection
      .use(
          "INSERT OR REPLACE INTO due_work(kind, id, due_at, ready_at, attempts, lease, body) "
          "VALUES(?1,?2,?3,?3,?4,'',?5)")
      .bind(work.kind, work.id, millis(work.due_at), work.attempts, *body)
      .run();
  return {};
}

Result<std::vector<DueWork>> claim(Connection& connection, const std::string& kind, Timestamp now,
                                   std::chrono::milliseconds lease, unsigned limit) {
  if (const auto ok = check_limit(limit); !ok) return fail(ok.error());
  std::vector<DueWork> claimed;
  {
    Statement row = connection.use(
        "SELECT id, due_at, attempts, body FROM due_work WHERE kind = ? AND ready_at <= ? ORDER BY ready_at, "
        "id LIMIT ?");
    row.bind(kind, millis(now), limit);
    while (row.step()) {
      auto body = from_text(row.text(3));
      if (!body) return fail(body.error());
      claimed.push_back({kind, std::string(row.text(0)), from_millis(row.integer(1)), std::move(*body),
                         static_cast<int>(row.integer(2)) + 1, Uuid::v7(now).to_string()});
    }
  }
  for (const auto& work : claimed)
    connection.use("UPDATE due_work SET attempts = ?, lease = ?, ready_at = ? WHERE kind = ? AND id = ?")
        .bind(work.attempts, work.lease, millis(now + lease), kind, work.id)
        .run();
  return claimed;
}

Result<void> complete(Connection& connection, const DueWork& work) {
  connection.use("DELETE FROM due_work WHERE kind = ? AND id = ? AND lease = ? AND lease <> ''")
      .bind(work.kind, work.id, work.lease)
      .run();
  if (sqlite3_changes(connection.handle()) == 1) return {};
  return fail(ErrorKind::conflict, "lease_lost", "Somebody else has taken this over.", work.kind + "/" + work.id);
}

}  // namespace bookmarket::store::journal
