#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <unordered_map>

#include "platform/base/failpoint.hpp"
#include "platform/store/typed.hpp"
#include "services/catalog/import/record_reader.hpp"
#include "services/catalog/usecases/catalog.hpp"
#include "services/catalog/usecases/records.hpp"
#include "services/catalog/usecases/wishes.hpp"

namespace bookmarket::catalog {
namespace {

constexpr std::size_t batch_size = 1000;
constexpr std::int64_t told_every = 256 * 1024;  ///< bytes read, whatever becomes of them

struct Batch {
  std::map<WorkId, StoredWork> works;
  std::map<AuthorId, Author> authors;
  std::map<EditionId, StoredEdition> editions;
  std::size_t records = 0;
};

void add(Batch& batch, const import::CatalogueEntry& entry) {
  auto work = stored_work(entry);
  for (const auto& a : work.authors) batch.authors.emplace(a.id, a);
  if (const auto [at, fresh] = batch.works.try_emplace(work.id, work); !fresh) merge(at->second, work);
  batch.editions.insert_or_assign(entry.edition.id, stored_edition(entry.edition));
  ++batch.records;
}

template <class Map>
std::vector<std::pair<std::string, Object>> documents(const Map& map) {
  std::vector<std::pair<std::string, Object>> out;
  out.reserve(map.size());
  for (const auto& [id, value] : map) out.emplace_back(id.to_string(), shape::to_object(value));
  return out;
}

/// Editions that a corrected record moves to another work, by the work they leave.
using Moves = std::map<WorkId, std::map<EditionId, WorkId>>;

Task<Moves> moves_in(Catalog& catalog, std::map<EditionId, WorkId> now) {
  std::vector<std::string> ids;
  for (const auto& [id, work] : now) ids.push_back(id.to_string());
  const auto before = co_await catalog.store.get_many("editions", std::move(ids));
  if (!before) co_return fail(before.error());
  Moves moves;
  for (const auto& d : *before) {
    // Of an edition that cannot be read as a whole, too.
    const auto* member = d.body.find("work_id");
    const auto* text = member == nullptr ? nullptr : member->as<std::string>();
    const auto edition = EditionId::parse(d.id);
    const auto left = text == nullptr ? std::nullopt : WorkId::parse(*text);
    if (!edition || !left) continue;
    if (const auto work = now.at(*edition); work != *left) moves[*left].emplace(*edition, work);
  }
  co_return moves;
}

/// Copies and wishes go with their edition, and a work that loses its last edition and gets no other goes. `kept`:
/// works that get editions.
Task<void> leave_works(Catalog& catalog, Moves moves, std::set<WorkId> kept) {
  for (const auto& [left, editions] : moves) {
    for (const auto& [edition, work] : editions) {
      const auto copies = co_await store::documents_by(catalog.store, "copies", "by_edition", edition.to_string());
      if (!copies) co_return fail(copies.error());
      for (const auto& copy : *copies) {
        if (!copy.readable) continue;
        const auto moved =
            co_await catalog.store.update("copies", copy.id, [to = work.to_string()](const store::Document& d) {
              store::Change change{d.body};
              change.body.set("work_id", to);
              return Result<store::Change>(std::move(change));
            });
        if (!moved && moved.error().kind != ErrorKind::not_found) co_return fail(moved.error());
      }
      auto waiting = co_await move_wishes(catalog, edition, left, work);
      if (!waiting) co_return waiting;
    }
    if (kept.contains(left)) continue;
    const auto known = co_await store::documents_by(catalog.store, "editions", "by_work", left.to_string());
    if (!known) co_return fail(known.error());
    const auto stays = [&](const store::Document& d) {
      const auto id = EditionId::parse(d.id);
      return !id || !editions.contains(*id);
    };
    if (std::ranges::any_of(*known, stays)) continue;
    const auto removed = co_await catalog.store.remove("works", left.to_string(), {});
    if (!removed && removed.error().kind != ErrorKind::not_found) co_return removed;
  }
  co_return Result<void>{};
}

/// Each step may be repeated after a crash: ids derive from the records, and the editions, which tell what moved, are
/// put last.
Task<void> write(Catalog& catalog, Batch batch, bool index) {
  std::map<EditionId, WorkId> belongs;
  std::set<WorkId> kept;
  for (const auto& [id, edition] : batch.editions) {
    belongs.emplace(id, edition.work_id);
    kept.insert(edition.work_id);
  }
  // A record that a later one of the batch corrects leaves no work behind.
  std::erase_if(batch.works, [&](const auto& work) { return !kept.contains(work.first); });
  std::vector<std::string> work_ids;
  for (const auto& [id, work] : batch.works) work_ids.push_back(id.to_string());
  auto known = co_await store::find_many<StoredWork>(catalog.store, "works", work_ids, catalog.unreadable);
  if (!known) co_return fail(std::move(known).error());
  for (auto& k : *known) {
    auto merged = k;
    merge(merged, batch.works.at(k.id));
    if (merged == k)
      batch.works.erase(k.id);
    else
      batch.works.at(k.id) = std::move(merged);
  }
  const auto moves = co_await moves_in(catalog, std::move(belongs));
  if (!moves) co_return fail(moves.error());
  for (const auto& [left, editions] : *moves)
    if (const auto id = left.to_string(); std::ranges::find(work_ids, id) == work_ids.end()) work_ids.push_back(id);

  auto done = co_await catalog.store.put_many("authors", documents(batch.authors));
  if (done) done = co_await catalog.store.put_many("works", documents(batch.works));
  if (done) done = co_await leave_works(catalog, *moves, std::move(kept));
  if (done) done = co_await catalog.store.put_many("editions", documents(batch.editions));
  if (done && index) done = co_await index_works(catalog, std::move(work_ids));
  co_return done;
}

/// The bad lines as CSV: line, reason, and the text as it stood.
class RejectsFile {
 public:
  static Result<RejectsFile> open(const std::string& path, bool append, std::string_view source) {
    RejectsFile out;
    out.source_ = quoted(source);
    if (path.empty()) return out;
    out.file_.open(path, append ? std::ios::app : std::ios::trunc);
    if (!out.file_)
      return fail(ErrorKind::invalid, "rejects_unwritable", "Cannot write the rejects file " + path + ".");
    if (!append) out.file_ << "line,reason,text,file\n";
    return out;
  }
  void write(const import::Reject& r) {
    if (!file_.is_open()) return;
    file_ << r.line << ',' << r.reason << ',' << quoted(r.raw) << ',' << source_ << '\n';
  }
  /// Error when the disk is full.
  Result<void> flush() {
    if (file_.is_open() && !file_.flush())
      return unavailable("rejects_unwritable", "the rejects file cannot be written");
    return {};
  }

 private:
  static std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) out.append(c == '"' ? 2 : 1, c);
    return out + '"';
  }

  std::ofstream file_;
  std::string source_;  ///< name of the file that is read
};

/// Of the file as it is now: one that was edited is another.
Result<std::string> import_id(const std::string& file) {
  std::error_code problem;
  const auto size = std::filesystem::file_size(file, problem);
  const auto edited =
      problem ? std::int64_t{0} : std::filesystem::last_write_time(file, problem).time_since_epoch().count();
  std::ifstream in(file, std::ios::binary);
  if (problem || !in)
    return fail(ErrorKind::invalid, "import_file_unreadable", "Cannot read " + file + ".", problem.message());
  std::string head(65'536, '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(in.gcount()));
  return Uuid::v8_of("import:" + std::filesystem::absolute(file).string() + ":" + std::to_string(size) + ":" +
                     std::to_string(edited) + ":" + head)
      .to_string();
}

std::optional<import::Format> format_of(const std::string& name) {
  if (name == "auto") return import::Format::automatic;
  if (name == "csv") return import::Format::csv;
  if (name == "goodreads") return import::Format::goodreads;
  return std::nullopt;
}

std::unexpected<Error> interrupted() {
  return fail(ErrorKind::conflict, "interrupted", "The import was interrupted; the same command goes on where it was.");
}

}  // namespace

Task<ImportProgress> import_records(Catalog& catalog, ImportRequest request, bool index,
                                    std::function<bool(const ImportProgress&)> progress) {
  const auto format = format_of(request.format);
  if (!format) co_return fail(ErrorKind::invalid, "unknown_format", "The format is csv or goodreads.");
  std::error_code none;
  if (!request.rejects.empty() && std::filesystem::equivalent(request.file, request.rejects, none))
    co_return fail(ErrorKind::invalid, "rejects_is_the_input", "--rejects names the file that is read.");
  const auto id = import_id(request.file);
  if (!id) co_return fail(id.error());
  auto stored = co_await store::find<StoredImport>(catalog.store, "imports", *id);
  if (!stored) co_return fail(std::move(stored).error());
  // What an interrupted import had written is read again, for the rejects and the counts, but not written again.
  const std::int64_t written = *stored && !(*stored)->done ? (*stored)->offset : 0;

  auto source = import::open_file(request.file);
  if (!source) co_return fail(std::move(source).error());
  const auto today = std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(catalog.clock.now()));
  const int this_year{today.year()};
  auto reader = import::RecordReader::open(std::move(*source),
                                           {.format = *format,
                                            .default_source = std::filesystem::path(request.file).stem().string(),
                                            .this_year = this_year});
  if (!reader) co_return fail(std::move(reader).error());
  auto rejects = RejectsFile::open(request.rejects, request.append_rejects,
                                   std::filesystem::path(request.file).filename().string());
  if (!rejects) co_return fail(std::move(rejects).error());

  ImportProgress shown{.bytes = 0,
                       .bytes_total = static_cast<std::int64_t>((*reader)->size()),
                       .resumed = written > 0,
                       .encoding = std::string(import::name((*reader)->encoding()))};
  progress(shown);
  const auto name = std::filesystem::path(request.file).filename().string();
  const auto reject = [&](const import::Reject& r) {
    rejects->write(r);
    ++shown.rejected;
    if (shown.first_rejects.size() < ImportProgress::most_shown)
      shown.first_rejects.push_back(name + ", line " + std::to_string(r.line) + ": " + r.reason);
  };
  std::unordered_map<std::uint64_t, std::uint64_t> isbns;  // with the hash of their first record's other fields
  Batch batch;
  for (bool more = true; more;) {
    auto item = (*reader)->next();
    if (!item) co_return fail(std::move(item).error());
    more = item->has_value();
    const auto at = static_cast<std::int64_t>((*reader)->position().offset);
    if (more) {
      if (const auto* bad = std::get_if<import::Reject>(&**item)) {
        reject(*bad);
      } else {
        auto& [line, record, raw] = std::get<import::ReadRecord>(**item);
        const bool named = !record.source_id.empty();
        const auto isbn = record.isbn ? std::stoull(std::string(record.isbn->digits())) : 0;
        const std::uint64_t fields = named || isbn == 0 ? 0 : std::hash<std::string>{}(import::fields_key(record));
        const auto first = isbns.find(isbn);
        record.isbn_is_shared = first != isbns.end() && first->second != fields;
        const auto entry = import::catalogue_entry(record);
        if (auto reason = import::reason_against(entry, this_year); !reason.empty()) {
          reject({line, std::move(reason), std::move(raw)});
        } else {
          if (at > written) add(batch, entry);
          if (first != isbns.end() && (named || record.isbn_is_shared)) ++shown.repeated_isbns;
          if (isbn != 0) isbns.emplace(isbn, fields);
          shown.warnings += std::ssize(record.warnings);
          ++shown.kept;
        }
      }
      if (at - shown.bytes >= told_every) {
        shown.bytes = at;
        if (!progress(shown)) co_return interrupted();
      }
      if (at <= written || batch.records < batch_size) continue;
    }
    auto done = co_await write(catalog, std::move(batch), index);
    batch = {};
    if (done) done = rejects->flush();
    if (!done) co_return fail(std::move(done).error());
    if (auto hit = failpoint("import.before_progress"); !hit) co_return fail(hit.error());
    std::vector<std::pair<std::string, Object>> mark;
    mark.emplace_back(*id, shape::to_object(StoredImport{.offset = at, .done = !more}));
    done = co_await catalog.store.put_many("imports", std::move(mark));
    if (!done) co_return fail(std::move(done).error());
    shown.bytes = more ? at : shown.bytes_total;
    if (!progress(shown) && more) co_return interrupted();
  }
  co_return shown;
}

}  // namespace bookmarket::catalog
