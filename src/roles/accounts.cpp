#include "roles/accounts.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "platform/base/block_on.hpp"
#include "platform/cache/cache_memory.hpp"
#include "platform/mail/mail_outbox.hpp"
#include "platform/mail/mail_smtp.hpp"
#include "services/auth/data.hpp"
#include "services/auth/domain/letters.hpp"

namespace bookmarket::roles {
namespace {

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

/// The market's secret: as set, else kept beside the data, where only this user may read it.
Result<std::string> secret_of(const Settings& settings, const std::filesystem::path& file) {
  constexpr std::size_t bytes = 32;
  auto text = settings.auth_secret;
  if (text.empty()) {
    std::error_code none;
    if (!std::filesystem::exists(file, none)) {
      const auto fresh = crypto::to_base64url(crypto::random_bytes(bytes));
      const int handle = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
      const bool kept =
          handle >= 0 && ::write(handle, fresh.data(), fresh.size()) == std::ssize(fresh) && ::fsync(handle) == 0;
      if (handle >= 0) ::close(handle);
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

Result<std::unique_ptr<mail::Mail>> mail_of(const Settings& s, const std::filesystem::path& outbox,
                                            const Clock& clock) {
  const mail::Mailbox from{s.mail_from_name,
                           s.mail_from.empty() ? "noreply@" + auth::host_of(s.http_public_url) : s.mail_from};
  auto made = s.mail_smtp_host.empty() ? mail::create_outbox_mail({.directory = outbox, .from = from, .clock = clock})
                                       : mail::create_smtp_mail({.from = from,
                                                                 .host = s.mail_smtp_host,
                                                                 .port = static_cast<std::uint16_t>(s.mail_smtp_port),
                                                                 .tls = static_cast<mail::SmtpTls>(s.mail_smtp_tls),
                                                                 .user = s.mail_smtp_user,
                                                                 .password = s.mail_smtp_password,
                                                                 .ca_file = s.mail_smtp_ca_file,
                                                                 .clock = clock});
  if (!made) return bad_setting("Settings mail: " + made.error().detail + " " + made.error().cause);
  return made;
}

}  // namespace

Result<std::unique_ptr<Accounts>> Accounts::open(Market& market, const Settings& settings) {
  auto out = std::unique_ptr<Accounts>(new Accounts());
  auto secret = secret_of(settings, market.directory().secret_file());
  if (!secret) return fail(std::move(secret).error());
  auto mail = mail_of(settings, market.directory().outbox(), market.clock());
  if (!mail) return fail(std::move(mail).error());
  auto list = read_file(settings.auth_breached_passwords);
  auto breached = list ? auth::BreachedPasswords::load(std::move(*list), settings.auth_breached_passwords)
                       : Result<auth::BreachedPasswords>(fail(list.error()));
  if (!breached)
    return bad_setting("Setting auth.breached_passwords: " + breached.error().detail + " " + breached.error().cause);
  out->mail_ = std::move(*mail);
  out->cache_ = std::make_unique<cache::MemoryCache>(cache::MemoryOptions{.clock = market.clock()});
  out->auth_ = std::make_unique<auth::Auth>(
      market.store(), *out->cache_, market.clock(), std::move(*breached),
      auth::Options{.public_url = settings.http_public_url,
                    .secret = std::move(*secret),
                    .password_cost = {.memory_kib = static_cast<std::size_t>(settings.auth_password_memory_kib),
                                      .passes = static_cast<std::uint64_t>(settings.auth_password_passes)},
                    .password_threads = static_cast<unsigned>(settings.auth_password_threads),
                    .passwords_waiting = static_cast<std::size_t>(settings.auth_password_queue),
                    .letters_per_hour = settings.auth_letters_per_hour,
                    .sign_ins_per_address = settings.auth_sign_ins_per_address});
  if (auto loaded = block_on(auth::load_signing_keys(*out->auth_)); !loaded) return fail(std::move(loaded).error());
  auto cursor = block_on(market.store().newest_event_cursor());
  if (!cursor) return fail(std::move(cursor).error());
  out->cursor_ = std::move(*cursor);
  return out;
}

Task<std::uint64_t> Accounts::work() {
  struct Busy {
    explicit Busy(std::atomic<int>& n) : rounds(n) { ++rounds; }
    ~Busy() { --rounds; }
    Busy(const Busy&) = delete;
    Busy& operator=(const Busy&) = delete;
    std::atomic<int>& rounds;
  };
  const Busy busy(busy_);
  std::string from;
  {
    const std::lock_guard lock(mutex_);
    from = cursor_;
  }
  auto next = co_await auth::ended_sessions(*auth_, from);
  if (!next) co_return fail(std::move(next).error());
  const bool moved = *next != from;
  {
    const std::lock_guard lock(mutex_);
    if (cursor_ == from) cursor_ = std::move(*next);
  }
  auto sent = co_await auth::send_letters(*auth_, *mail_);
  if (!sent) co_return fail(std::move(sent).error());
  co_return *sent + (moved ? 1U : 0U);
}

Task<UserAdded> add_user(auth::Auth& auth, AddUserCommand command) {
  const bool moderator = command.role == "moderator", admin = command.role == "admin";
  if (!moderator && !admin && command.role != "reader")
    co_return fail(Error{ErrorKind::invalid,
                         "invalid_request",
                         "There is no such role.",
                         {{"/body/role", "unknown_value", "Use reader, moderator or admin."}}});
  auto id = co_await auth::add_account(
      auth, {.email = std::move(command.email), .password = std::move(command.password), .name = {}, .language = {}},
      moderator, admin);
  if (!id) co_return fail(std::move(id).error());
  co_return UserAdded{id->to_string()};
}

}  // namespace bookmarket::roles
