// Lists the keys below a prefix in the order of their bytes.
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "platform/objects/object_files.hpp"
#include "platform/objects/object_header.hpp"

namespace bookmarket::objects {
namespace {

/// `key` of an object, or with a slash at its end what the keys below a directory begin with. Their order is that of
/// all keys below: names have no slash.
struct Entry {
  std::string key;
  std::string name;
  [[nodiscard]] bool is_directory() const { return key.ends_with('/'); }
};

/// Null: none that this program made.
std::optional<Entry> entry_of(const std::string& at, const std::string& name) {
  auto key = name;
  if (name.ends_with('~')) key.back() = '/';
  const auto whole = name.ends_with('~') ? std::string_view(key).substr(0, key.size() - 1) : std::string_view(key);
  if (whole.contains('/') || !check_key(whole)) return std::nullopt;
  return Entry{at + key, name};
}

bool may_hold(const Entry& entry, const std::string& prefix, const std::string& cursor) {
  const auto& key = entry.key;
  if (!key.starts_with(prefix) && !(entry.is_directory() && prefix.starts_with(key))) return false;
  return key > cursor || (entry.is_directory() && cursor.starts_with(key));
}

/// Null with errno: the directory cannot be read.
std::optional<std::vector<std::string>> names_in(int directory) {
  const int again = ::openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);  // its own position
  DIR* stream = again < 0 ? nullptr : ::fdopendir(again);
  if (!stream) return std::nullopt;
  std::vector<std::string> names;
  errno = 0;
  while (const auto* one = ::readdir(stream)) names.emplace_back(one->d_name);  // NOLINT: a stream of its own
  const int problem = errno;
  ::closedir(stream);
  errno = problem;
  if (problem != 0) return std::nullopt;
  return names;
}

}  // namespace

Result<void> ObjectFiles::walk(int directory, const std::string& at, const std::string& prefix,
                               const std::string& cursor, std::size_t enough, std::vector<Listed>& out) const {
  const auto names = names_in(directory);
  if (!names) return broken("cannot read the directory", at);
  std::vector<Entry> entries;
  for (const auto& name : *names)
    if (auto entry = entry_of(at, name); entry && may_hold(*entry, prefix, cursor))
      entries.push_back(std::move(*entry));
  std::ranges::sort(entries, {}, &Entry::key);
  for (const auto& [key, name] : entries) {
    if (out.size() >= enough) break;
    struct stat status{};
    if (::fstatat(directory, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
      if (errno == ENOENT) continue;  // removed meanwhile
      return broken("cannot look at", key);
    }
    if (!name.ends_with('~') && S_ISREG(status.st_mode)) {
      const auto size = static_cast<std::uint64_t>(status.st_size);
      out.push_back({key, size - std::min(size, std::uint64_t{header_bytes}), modified_of(status)});
    } else if (name.ends_with('~') && S_ISDIR(status.st_mode)) {
      const Descriptor below(::openat(directory, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
      if (!below.is_open() && errno == ENOENT) continue;
      if (!below.is_open()) return broken("cannot open the directory", key);
      if (auto walked = walk(below.number(), key, prefix, cursor, enough, out); !walked) return walked;
    }
  }
  return {};
}

Result<Page> ObjectFiles::list(const std::string& prefix, const std::string& cursor, unsigned limit) const {
  Page page;
  if (auto walked = walk(root_.number(), "", prefix, cursor, std::size_t{limit} + 1, page.objects); !walked)
    return fail(std::move(walked.error()));
  if (page.objects.size() > limit) {
    page.objects.pop_back();
    page.next_cursor = page.objects.back().key;
  }
  return page;
}

}  // namespace bookmarket::objects
