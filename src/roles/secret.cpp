#include "roles/secret.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "platform/crypto/crypto.hpp"

namespace bookmarket::roles {

std::unexpected<Error> bad_setting(std::string detail) {
  return fail(ErrorKind::invalid, "bad_setting", std::move(detail));
}

Result<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in.is_open() || in.bad()) return fail(ErrorKind::invalid, "bad_setting", "Cannot read " + path.string() + ".");
  return text.str();
}

namespace {

/// All of it, or nothing: what a crash leaves of the new name is never read.
bool keep_whole(const std::filesystem::path& file, const std::string& text) {
  const auto fresh = file.string() + ".new";
  ::unlink(fresh.c_str());
  const int handle = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  const bool written =
      handle >= 0 && ::write(handle, text.data(), text.size()) == std::ssize(text) && ::fsync(handle) == 0;
  if (handle >= 0) ::close(handle);
  const bool named = written && ::rename(fresh.c_str(), file.c_str()) == 0;
  const int directory = ::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool kept = named && directory >= 0 && ::fsync(directory) == 0;
  if (directory >= 0) ::close(directory);
  return kept;
}

}  // namespace

Result<std::string> secret_of(const Settings& settings, const DataDirectory& directory) {
  constexpr std::size_t bytes = 32;
  const auto file = directory.secret_file();
  auto text = settings.auth_secret;
  if (text.empty()) {
    std::error_code none;
    if (!std::filesystem::exists(file, none)) {
      const auto fresh = crypto::to_base64url(crypto::random_bytes(bytes));
      const bool kept = keep_whole(file, fresh);
      if (!kept) return bad_setting("Setting data_dir: cannot write " + file.string() + ".");
    }
    auto kept = read_file(file);
    if (!kept) return fail(std::move(kept).error());
    text = std::move(*kept);
  }
  auto secret = crypto::from_base64url(text);
  if (!secret || secret->size() != bytes)
    return bad_setting(
        (settings.auth_secret.empty() ? "File " + file.string() : std::string("Setting auth.secret")) +
        ": must be 32 random bytes in base64url, as from `openssl rand 32 | basenc --base64url | tr -d =`.");
  return std::move(*secret);
}

}  // namespace bookmarket::roles
