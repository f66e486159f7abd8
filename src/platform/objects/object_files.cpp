#include "platform/objects/object_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "platform/base/failpoint.hpp"
#include "platform/base/id.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/objects/object_header.hpp"

namespace bookmarket::objects {
namespace {

namespace fs = std::filesystem;
constexpr const char* incoming_name = "~incoming";

std::unexpected<Error> unusable(std::string_view what, const fs::path& path) {
  return unavailable("objects_unusable", std::string(what) + " " + path.string() + ": " + std::strerror(errno));
}

Descriptor open_at(int directory, const std::string& name, int flags) {
  return Descriptor(::openat(directory, name.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600));
}
Descriptor open_directory(int directory, const std::string& name) {
  return open_at(directory, name, O_RDONLY | O_DIRECTORY);
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool set_modified(int file, Timestamp at) {
  const auto ms = at.time_since_epoch().count();
  const struct timespec time{.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1'000'000};
  const struct timespec both[2] = {time, time};
  return ::futimens(file, both) == 0;
}

std::vector<std::string> segments_of(const std::string& key) {
  std::vector<std::string> out;
  for (std::size_t at = 0;;) {
    const auto slash = key.find('/', at);
    out.push_back(key.substr(at, slash - at));
    if (slash == std::string::npos) return out;
    at = slash + 1;
  }
}
std::string as_directory(const std::string& segment) { return segment + '~'; }

/// A file under a name of its own that is gone with this, unless it got another one.
class Incoming {
 public:
  Incoming(int directory, std::string name)
      : directory_(directory), name_(std::move(name)), file_(open_at(directory, name_, O_WRONLY | O_CREAT | O_EXCL)) {}
  ~Incoming() { ::unlinkat(directory_, name_.c_str(), 0); }
  Incoming(const Incoming&) = delete;
  Incoming& operator=(const Incoming&) = delete;
  [[nodiscard]] const Descriptor& file() const { return file_; }
  /// False with errno EEXIST: the name is taken, and was not to be replaced.
  [[nodiscard]] bool move_to(int directory, const std::string& name, bool replace) const {
    return replace ? ::renameat(directory_, name_.c_str(), directory, name.c_str()) == 0
                   : ::linkat(directory_, name_.c_str(), directory, name.c_str(), 0) == 0;
  }

 private:
  int directory_;
  std::string name_;
  Descriptor file_;
};

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

Result<std::string> OpenObject::read(std::uint64_t offset, std::size_t at_most) const {
  std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(at_most, head.size - offset)), '\0');
  for (std::size_t have = 0; have < bytes.size();) {
    const auto got = ::pread(file.number(), bytes.data() + have, bytes.size() - have,
                             static_cast<off_t>(header_bytes + offset + have));
    if (got == 0) return unavailable("objects_unusable", "an object's file became shorter while it was read");
    if (got < 0 && errno != EINTR)
      return unavailable("objects_unusable", std::string("cannot read an object: ") + std::strerror(errno));
    if (got > 0) have += static_cast<std::size_t>(got);
  }
  return bytes;
}

Result<std::unique_ptr<ObjectFiles>> ObjectFiles::open(fs::path directory) {
  std::error_code problem;
  if (fs::create_directories(directory, problem)) fs::permissions(directory, fs::perms::owner_all, problem);
  if (problem)
    return unavailable("objects_unusable", "cannot make directory " + directory.string() + ": " + problem.message());
  Descriptor root(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!root.is_open()) return unusable("cannot open directory", directory);
  // What a killed process left unfinished. A second process does not get here: the data directory is locked.
  fs::remove_all(directory / incoming_name, problem);
  if (problem)
    return unavailable("objects_unusable",
                       "cannot write to directory " + directory.string() + ": " + problem.message());
  if (::mkdirat(root.number(), incoming_name, 0700) != 0) return unusable("cannot write to directory", directory);
  auto incoming = open_directory(root.number(), incoming_name);
  if (!incoming.is_open()) return unusable("cannot open directory", directory / incoming_name);
  return std::unique_ptr<ObjectFiles>(new ObjectFiles(std::move(directory), std::move(root), std::move(incoming)));
}

std::unexpected<Error> ObjectFiles::broken(std::string_view what, const std::string& key) const {
  return unusable(what, directory_ / key);
}

Result<std::optional<ObjectFiles::Place>> ObjectFiles::place(const std::string& key, bool make) const {
  Place out{{}, segments_of(key)};
  for (std::size_t i = 0; i + 1 < out.segments.size(); ++i) {
    const auto name = as_directory(out.segments[i]);
    const int above = directory_of(out);
    if (make) {
      const bool made = ::mkdirat(above, name.c_str(), 0700) == 0;
      if (!made && errno != EEXIST) return broken("cannot make a directory of", key);
      if (made && ::fsync(above) != 0) return broken("cannot sync a directory of", key);
    }
    auto below = open_directory(above, name);
    if (!below.is_open() && errno == ENOENT && !make) return std::nullopt;
    if (!below.is_open()) return broken("cannot open a directory of", key);
    out.directories.push_back(std::move(below));
  }
  return out;
}

Result<void> ObjectFiles::write(int file, const Head& head, std::string_view bytes, const std::string& key) const {
  if (auto alive = failpoint("objects.write"); !alive) return alive;
  if (!write_all(file, header_of(head)) || !write_all(file, bytes) || !set_modified(file, head.modified) ||
      ::fsync(file) != 0)
    return broken("cannot write", key);
  return {};
}

Result<std::optional<Head>> ObjectFiles::put(const std::string& key, std::string_view bytes,
                                             const Attributes& attributes, Timestamp now, bool replace) {
  Head head{bytes.size(), crypto::to_base64url(crypto::sha256(bytes)), attributes, now};
  const Incoming incoming(incoming_.number(), Uuid::v7(now).to_string());
  if (!incoming.file().is_open()) return broken("cannot create a file for", key);
  if (auto written = write(incoming.file().number(), head, bytes, key); !written)
    return fail(std::move(written.error()));
  std::unique_lock lock(naming_);
  auto where = place(key, true);
  if (!where) return fail(std::move(where.error()));
  const int directory = directory_of(**where);
  if (!incoming.move_to(directory, (*where)->name(), replace)) {
    if (!replace && errno == EEXIST) return std::nullopt;
    return broken("cannot name", key);
  }
  lock.unlock();
  if (::fsync(directory) != 0) return broken("cannot sync the directory of", key);
  return head;
}

Result<std::optional<OpenObject>> ObjectFiles::find(const std::string& key) const {
  auto where = place(key, false);
  if (!where) return fail(std::move(where.error()));
  if (!*where) return std::nullopt;
  // Not to wait for the other end, should somebody have put a pipe here.
  auto file = open_at(directory_of(**where), (*where)->name(), O_RDONLY | O_NONBLOCK);
  if (!file.is_open() && errno == ENOENT) return std::nullopt;
  if (!file.is_open()) return broken("cannot open", key);
  struct stat status{};
  if (::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode)) return broken("this is no file:", key);
  std::string header(header_bytes, '\0');
  const auto got = ::pread(file.number(), header.data(), header.size(), 0);
  if (got < 0) return broken("cannot read", key);
  header.resize(static_cast<std::size_t>(got));
  auto head = head_from(header);
  if (!head || head->size + header_bytes != static_cast<std::uint64_t>(status.st_size))
    return unavailable("objects_unusable", "damaged: " + (directory_ / key).string());
  head->modified = modified_of(status);
  return OpenObject{std::move(file), std::move(*head)};
}

Result<void> ObjectFiles::remove(const std::string& key) {
  const std::lock_guard lock(naming_);
  auto where = place(key, false);
  if (!where) return fail(std::move(where.error()));
  if (!*where) return {};
  auto& [directories, segments] = **where;
  if (::unlinkat(directory_of(**where), segments.back().c_str(), 0) != 0)
    return errno == ENOENT ? Result<void>{} : broken("cannot remove", key);
  if (::fsync(directory_of(**where)) != 0) return broken("cannot sync the directory of", key);
  // Empty directories go too: their names may say whose objects they held.
  while (!directories.empty()) {
    directories.pop_back();
    const auto name = as_directory(segments[directories.size()]);
    if (::unlinkat(directory_of(**where), name.c_str(), AT_REMOVEDIR) != 0) break;
  }
  return {};
}

}  // namespace bookmarket::objects
