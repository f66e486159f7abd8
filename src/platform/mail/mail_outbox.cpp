#include "platform/mail/mail_outbox.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "platform/base/id.hpp"
#include "platform/mail/mime.hpp"

namespace bookmarket::mail {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view extension = ".eml";

std::unexpected<Error> broken(const std::string& what, const fs::path& path, const std::string& why) {
  return unavailable("outbox_unusable", what + " " + path.string() + ": " + why);
}
std::unexpected<Error> broken(const std::string& what, const fs::path& path) {
  return broken(what, path, std::strerror(errno));
}

class File {
 public:
  File(const fs::path& path, int flags) : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
  [[nodiscard]] bool write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno != EINTR) return false;
      if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }
  [[nodiscard]] bool sync() const { return ::fsync(descriptor_) == 0; }

 private:
  int descriptor_;
};

/// The whole file, also after power was lost, or none.
Result<void> write_whole(const fs::path& directory, const std::string& name, std::string_view bytes) {
  const auto temporary = directory / ("." + name + ".tmp");
  {
    const File file(temporary, O_WRONLY | O_CREAT | O_TRUNC);
    if (!file.is_open()) return broken("cannot create", temporary);
    if (!file.write(bytes) || !file.sync()) {
      auto error = broken("cannot write", temporary);
      ::unlink(temporary.c_str());
      return error;
    }
  }
  if (::rename(temporary.c_str(), (directory / name).c_str()) != 0) return broken("cannot rename", temporary);
  const File folder(directory, O_RDONLY | O_DIRECTORY);
  if (!folder.is_open() || !folder.sync()) return broken("cannot sync", directory);
  return {};
}

/// In the order of time, and fit for every file system.
std::string file_name(Timestamp now, const std::string& message_id) {
  auto time = to_rfc3339(now);
  std::erase(time, ':');
  return time + "-" + message_id + std::string(extension);
}

/// Whether a message, or what there is of it, goes to this address. Letters' case does not count.
bool goes_to(const fs::path& file, std::string_view address) {
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
  };
  std::ifstream in(file, std::ios::binary);
  for (std::string line; std::getline(in, line) && line != "\r";)
    if (std::ranges::equal(line, "To: <" + std::string(address) + ">\r", same)) return true;
  return false;
}

Result<void> remove_letters(const fs::path& directory, const std::string& to) {
  std::error_code problem;
  for (auto file = fs::directory_iterator(directory, problem); !problem && file != fs::directory_iterator();
       file.increment(problem)) {
    const auto ending = file->path().extension();
    if ((ending == extension || ending == ".tmp") && goes_to(file->path(), to) && ::unlink(file->path().c_str()) != 0 &&
        errno != ENOENT)
      return broken("cannot remove", file->path());
  }
  if (problem) return broken("cannot list", directory, problem.message());
  const File folder(directory, O_RDONLY | O_DIRECTORY);
  if (!folder.is_open() || !folder.sync()) return broken("cannot sync", directory);
  return {};
}

class OutboxMail final : public Mail {
 public:
  explicit OutboxMail(OutboxOptions options) : options_(std::move(options)), pool_("outbox", 1, options_.max_waiting) {}

  Task<void> send(Message message) override {
    co_return co_await pool_.run([this, m = std::move(message)]() -> Result<void> {
      const auto now = options_.clock.now();
      auto bytes = mime(m, options_.from, now);
      if (!bytes) return fail(std::move(bytes.error()));
      return write_whole(options_.directory, file_name(now, m.message_id), *bytes);
    });
  }
  Task<void> forget(std::string to) override {
    co_return co_await pool_.run([this, to = std::move(to)] { return remove_letters(options_.directory, to); });
  }

 private:
  OutboxOptions options_;
  WorkerPool pool_;  // last: its jobs use the rest
};

}  // namespace

Result<std::unique_ptr<Mail>> create_outbox_mail(OutboxOptions options) {
  if (auto usable = check_sender(options.from); !usable) return fail(std::move(usable.error()));
  std::error_code problem;
  if (fs::create_directories(options.directory, problem))
    fs::permissions(options.directory, fs::perms::owner_all, problem);
  if (problem || !fs::is_directory(options.directory, problem))
    return broken("cannot make directory", options.directory, problem ? problem.message() : "it is something else");
  return std::make_unique<OutboxMail>(std::move(options));
}

Result<std::vector<std::string>> Outbox::list(std::size_t limit) const {
  std::vector<std::string> ids;
  std::error_code problem;
  for (auto file = fs::directory_iterator(directory_, problem); !problem && file != fs::directory_iterator();
       file.increment(problem)) {
    const auto name = file->path().filename().string();
    if (name.ends_with(extension)) ids.push_back(name.substr(0, name.size() - extension.size()));
  }
  if (problem) return broken("cannot list", directory_, problem.message());
  const auto wanted = std::min(limit, ids.size());
  std::ranges::partial_sort(ids, ids.begin() + static_cast<std::ptrdiff_t>(wanted), std::ranges::greater());
  ids.resize(wanted);
  return ids;
}

Result<std::string> Outbox::read(const std::string& id) const {
  const auto none = [] { return fail(ErrorKind::not_found, "mail_not_found", "There is no such message."); };
  if (id.starts_with('.') || id.find('/') != std::string::npos || id.find('\0') != std::string::npos) return none();
  const auto path = directory_ / (id + std::string(extension));
  std::ifstream file(path, std::ios::binary);
  if (!file) return errno == ENOENT || errno == ENAMETOOLONG ? none() : broken("cannot open", path);
  std::string bytes(std::istreambuf_iterator<char>(file), {});
  if (file.bad()) return broken("cannot read", path);
  return bytes;
}

}  // namespace bookmarket::mail
