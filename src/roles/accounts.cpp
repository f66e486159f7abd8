#include "roles/accounts.hpp"

#include "platform/base/block_on.hpp"
#include "platform/mail/mail_outbox.hpp"
#include "platform/mail/mail_smtp.hpp"
#include "roles/secret.hpp"
#include "services/auth/client_local.hpp"
#include "services/auth/data.hpp"
#include "services/auth/domain/letters.hpp"
#include "services/auth/usecases/change_email.hpp"
#include "services/auth/usecases/erasure.hpp"
#include "services/auth/usecases/export.hpp"
#include "services/auth/usecases/personal_data.hpp"
#include "services/catalog/usecases/personal_data.hpp"

namespace bookmarket::roles {
namespace {

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
  auto secret = secret_of(settings, market.directory());
  if (!secret) return fail(std::move(secret).error());
  auto mail = mail_of(settings, market.directory().outbox(), market.clock());
  if (!mail) return fail(std::move(mail).error());
  auto list = read_file(settings.auth_breached_passwords);
  auto breached = list ? auth::BreachedPasswords::load(std::move(*list), settings.auth_breached_passwords)
                       : Result<auth::BreachedPasswords>(fail(list.error()));
  if (!breached)
    return bad_setting("Setting auth.breached_passwords: " + breached.error().detail + " " + breached.error().cause);
  auto identity_provider = identity_provider_of(settings, market.clock());
  if (!identity_provider) return fail(std::move(identity_provider).error());
  out->mail_ = std::move(*mail);
  out->identity_provider_ = std::move(*identity_provider);
  out->auth_ = std::make_unique<auth::Auth>(
      market.store(), market.cache(), market.clock(), std::move(*breached),
      auth::Options{.public_url = settings.http_public_url,
                    .secret = std::move(*secret),
                    .password_cost = {.memory_kib = static_cast<std::size_t>(settings.auth_password_memory_kib),
                                      .passes = static_cast<std::uint64_t>(settings.auth_password_passes)},
                    .password_threads = static_cast<unsigned>(settings.auth_password_threads),
                    .passwords_waiting = static_cast<std::size_t>(settings.auth_password_queue),
                    .letters_per_hour = settings.auth_letters_per_hour,
                    .sign_ins_per_address = settings.auth_sign_ins_per_address,
                    .key_for = std::chrono::days(settings.auth_key_days),
                    .erasure_grace = std::chrono::days(settings.auth_erasure_days),
                    .export_for = std::chrono::days(settings.auth_export_days)});
  out->people_ = std::make_unique<auth::LocalPeople>(*out->auth_);
  if (out->identity_provider_) out->auth_->identity_provider = &out->identity_provider_->oidc_client;
  if (auto loaded = block_on(auth::load_signing_keys(*out->auth_)); !loaded) return fail(std::move(loaded).error());
  out->keys_loaded_at_ = market.clock().now();
  auto cursor = block_on(market.store().newest_event_cursor());
  if (!cursor) return fail(std::move(cursor).error());
  out->cursor_ = std::move(*cursor);
  return out;
}

Result<void> Accounts::keep_privacy(Market& market, objects::Objects& objects) {
  keepers_.push_back(std::make_unique<personal::Keeper>("catalog", market.store(), objects, catalog::personal_data(),
                                                        catalog::personal_objects));
  keepers_.push_back(std::make_unique<personal::Keeper>("auth", market.store(), objects, auth::personal_data(),
                                                        auth::personal_objects));
  for (const auto& keeper : keepers_) auth_->keepers.push_back(keeper.get());
  auth_->objects = &objects;
  auto again = block_on(auth::erase_again(*auth_));
  if (!again) return fail(std::move(again).error());
  return {};
}

/// Instances learn of a new key well before it signs.
Task<void> Accounts::reload_keys() {
  constexpr std::chrono::seconds often{30};
  struct Turn {
    explicit Turn(std::atomic<bool>& flag) : busy(flag), mine(!flag.exchange(true)) {}
    ~Turn() {
      if (mine) busy = false;
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    std::atomic<bool>& busy;
    bool mine;
  };
  const auto now = auth_->clock.now();
  const Turn turn(loading_keys_);
  if (!turn.mine || now < keys_loaded_at_.load() + often) co_return Result<void>{};
  auto loaded = co_await auth::load_signing_keys(*auth_);
  if (loaded) keys_loaded_at_ = now;
  co_return loaded;
}

Task<std::uint64_t> Accounts::work() {
  const Round round(rounds_);
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
  auto released = co_await auth::release_claims(*auth_);
  if (!released) co_return fail(std::move(released).error());
  auto keys = co_await reload_keys();
  if (!keys) co_return fail(std::move(keys).error());
  if (keepers_.empty()) co_return *sent + *released + (moved ? 1U : 0U);
  auto exported = co_await auth::make_exports(*auth_);
  if (!exported) co_return fail(std::move(exported).error());
  auto erased = co_await auth::erase_people(*auth_, *mail_);
  if (!erased) co_return fail(std::move(erased).error());
  co_return *sent + *released + *exported + *erased + (moved ? 1U : 0U);
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
