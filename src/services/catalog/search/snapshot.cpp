#include "services/catalog/search/snapshot.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <bit>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <type_traits>

#include "services/catalog/search/word_forms.hpp"

namespace bookmarket::catalog::search {
namespace {

static_assert(std::endian::native == std::endian::little, "snapshots are the bytes of the arrays");

constexpr std::string_view magic = "BMSEARCH";
constexpr std::uint32_t format = 3;  // raise with every change to Segment, to word_forms or to what is indexed
constexpr std::size_t block = 1 << 20;

/// Calls f with every array of a segment, in the order of the file.
template <class S, class F>
void each_array(S& s, F f) {
  const auto table = [&](auto& t) {
    f(t.bytes);
    f(t.starts);
  };
  const auto rows = [&](auto& r) {
    f(r.starts);
    f(r.values);
  };
  const auto links = [&](auto& t) {
    f(t.links_);
    f(t.directory_);
  };
  table(s.words);
  f(s.word_flags);
  rows(s.stems);
  links(s.stem_links);
  links(s.links);
  rows(s.postings);
  f(s.author_counts);
  rows(s.text);
  table(s.ids);
  table(s.titles);
  table(s.authors);
  f(s.genres);
  f(s.work_keys);
  f(s.works);
  f(s.title_order);
  rows(s.editions);
  rows(s.offers);
  table(s.languages);
  table(s.places);
  rows(s.isbn_rows);
  f(s.isbns);
  f(s.by_id);
}

class File {
 public:
  explicit File(std::FILE* file) : file_(file) {}
  ~File() {
    if (file_ != nullptr) std::fclose(file_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  void write(const void* data, std::size_t size) {
    const auto* bytes = static_cast<const char*>(data);
    for (std::size_t at = 0; at < size; at += block) sum_ = hash64({bytes + at, std::min(block, size - at)}, sum_);
    failed_ |= std::fwrite(data, 1, size, file_) != size;
  }
  bool read(void* data, std::size_t size) {
    if (std::fread(data, 1, size, file_) != size) return false;
    const auto* bytes = static_cast<const char*>(data);
    for (std::size_t at = 0; at < size; at += block) sum_ = hash64({bytes + at, std::min(block, size - at)}, sum_);
    return true;
  }
  template <class T>
  void put(const T& value) {
    write(&value, sizeof value);
  }
  template <class T>
  bool get(T& value) {
    return read(&value, sizeof value);
  }
  template <class T>
  void put(const std::vector<T>& v) {
    put(static_cast<std::uint64_t>(v.size()));
    if (!v.empty()) write(v.data(), v.size() * sizeof(T));
  }
  template <class T>
  bool get(std::vector<T>& v, std::uint64_t limit) {
    std::uint64_t n = 0;
    if (!get(n) || n > limit / sizeof(T)) return false;
    v.resize(n);
    return n == 0 || read(v.data(), n * sizeof(T));
  }
  /// Makes the bytes durable. False: something did not reach the disk.
  bool finish() {
    if (!failed_) failed_ = std::fflush(file_) != 0 || ::fsync(::fileno(file_)) != 0;
    failed_ |= std::fclose(std::exchange(file_, nullptr)) != 0;
    return !failed_;
  }
  [[nodiscard]] std::uint64_t sum() const { return sum_; }
  [[nodiscard]] std::FILE* raw() const { return file_; }

 private:
  std::FILE* file_;
  std::uint64_t sum_ = format;
  bool failed_ = false;
};

std::string why(const std::string& path) { return path + ": " + std::strerror(errno); }

std::unexpected<Error> damaged(const std::string& path, const char* what) {
  return fail(ErrorKind::invalid, "snapshot_damaged", "The search snapshot cannot be used; the index will be rebuilt.",
              path + ": " + what);
}

}  // namespace

Result<void> write_snapshot(const std::string& path, const State& state, const std::string& event_cursor) {
  const std::string beside = path + ".new";
  File file(std::fopen(beside.c_str(), "wb"));
  if (file.raw() == nullptr) return unavailable("snapshot_not_written", why(beside));
  file.write(magic.data(), magic.size());
  file.put(format);
  file.put(std::vector<char>(event_cursor.begin(), event_cursor.end()));
  file.put(static_cast<std::uint32_t>(state.parts.size()));
  for (const auto& part : state.parts) {
    each_array(*part.segment, [&](const auto& array) { file.put(array); });
    file.put(part.segment->unstemmed);
    file.put(part.deleted ? *part.deleted : std::vector<std::uint64_t>());
  }
  file.put(file.sum());
  if (!file.finish() || std::rename(beside.c_str(), path.c_str()) != 0) {
    const auto cause = why(path);
    std::remove(beside.c_str());
    return unavailable("snapshot_not_written", cause);
  }
  return {};
}

Result<Snapshot> read_snapshot(const std::string& path) {
  File file(std::fopen(path.c_str(), "rb"));
  if (file.raw() == nullptr)
    return fail(ErrorKind::not_found, "snapshot_not_found", "There is no search snapshot.", why(path));
  std::fseek(file.raw(), 0, SEEK_END);
  const auto size = static_cast<std::uint64_t>(std::ftell(file.raw()));
  if (std::fseek(file.raw(), 0, SEEK_SET) != 0)
    return fail(ErrorKind::not_found, "snapshot_not_found", "There is no search snapshot.", why(path));
  char begins[magic.size()];
  std::uint32_t version = 0, parts = 0;
  if (!file.read(begins, sizeof begins) || std::string_view(begins, sizeof begins) != magic || !file.get(version))
    return damaged(path, "not a snapshot");
  if (version != format) return damaged(path, "another format version");
  Snapshot out;
  std::vector<char> cursor;
  if (!file.get(cursor, size) || !file.get(parts) || parts > 10'000) return damaged(path, "cut off");
  out.event_cursor.assign(cursor.begin(), cursor.end());
  std::vector<std::pair<std::shared_ptr<Segment>, std::vector<std::uint64_t>>> read;
  for (std::uint32_t i = 0; i < parts; ++i) {
    auto segment = std::make_shared<Segment>();
    bool whole = true;
    each_array(*segment, [&](auto& array) { whole = whole && file.get(array, size); });
    std::vector<std::uint64_t> deleted;
    if (!whole || !file.get(segment->unstemmed) || !file.get(deleted, size)) return damaged(path, "cut off");
    read.emplace_back(std::move(segment), std::move(deleted));
  }
  const auto expected = file.sum();
  std::uint64_t sum = 0;
  if (!file.get(sum) || sum != expected) return damaged(path, "wrong checksum");
  for (auto& [segment, deleted] : read) {
    segment->columns = build_columns(*segment);
    out.state.append(std::move(segment), deleted);
  }
  return out;
}

}  // namespace bookmarket::catalog::search
