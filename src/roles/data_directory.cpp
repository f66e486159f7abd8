#include "roles/data_directory.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

namespace bookmarket::roles {

Result<DataDirectory> DataDirectory::lock(const std::filesystem::path& directory) {
  std::error_code problem;
  // What people buy and sell is nobody else's business: a directory of our making is its owner's only.
  if (std::filesystem::create_directories(directory, problem))
    std::filesystem::permissions(directory, std::filesystem::perms::owner_all, problem);
  if (problem)
    return fail(ErrorKind::invalid, "bad_setting",
                "Setting data_dir: cannot create " + directory.string() + ": " + problem.message() + ".");
  const auto file = directory / "lock";
  const int fd = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail(ErrorKind::invalid, "bad_setting", "Setting data_dir: cannot write in " + directory.string() + ".");
  if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
    std::array<char, 64> holder{};
    const auto n = pread(fd, holder.data(), holder.size() - 1, 0);
    close(fd);
    std::string who(holder.data(), n > 0 ? static_cast<std::size_t>(n) : 0);
    while (!who.empty() && who.back() == '\n') who.pop_back();
    return fail(ErrorKind::conflict, "data_directory_held",
                "The data directory " + directory.string() + " is held by process " + (who.empty() ? "?" : who) + ".");
  }
  // The directory may be one that others can enter, and its files from before this was so.
  umask(0077);
  fchmod(fd, 0600);
  DataDirectory out(directory, fd);
  for (const auto& mine : {out.store_file(), out.search_snapshot()})
    for (const auto* suffix : {"", "-wal", "-shm"}) chmod((mine.string() + suffix).c_str(), 0600);  // most do not exist
  chmod(out.secret_file().c_str(), 0600);
  for (const auto& mine : {out.outbox(), out.objects()}) chmod(mine.c_str(), 0700);
  const auto pid = std::to_string(getpid()) + "\n";
  if (ftruncate(fd, 0) != 0 || pwrite(fd, pid.data(), pid.size(), 0) < 0) {
    // A full disk: the lock holds all the same, only its holder's name is missing.
  }
  return out;
}

DataDirectory::DataDirectory(DataDirectory&& other) noexcept
    : directory_(std::move(other.directory_)), lock_(other.lock_) {
  other.lock_ = -1;
}

DataDirectory::~DataDirectory() {
  if (lock_ >= 0) close(lock_);
}

std::filesystem::path control_socket(const std::filesystem::path& directory) { return directory / "control.sock"; }

}  // namespace bookmarket::roles
