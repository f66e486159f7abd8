// Every setting of the program, declared once: name, bounds, default and meaning.
#pragma once

#include "platform/shape/shape.hpp"

namespace bookmarket::roles {

enum class Environment : std::uint8_t { development, production };
enum class SmtpTls : std::uint8_t { starttls, tls, none };
enum class LogLevel : std::uint8_t { debug, info, warning, error };

struct Settings {
  Environment environment = Environment::development;
  std::string roles = "all";
  std::string data_dir = "data-dir";
  std::string http_host = "127.0.0.1";
  int http_port = 8080;
  int http_threads = 0;
  std::string http_public_url;
  int http_max_connections = 10'000;
  int http_max_header_bytes = 65'536;
  int http_max_header_fields = 100;
  int http_max_body_bytes = 65'536;
  int http_max_bodies_mib = 256;
  int http_forwarded_hops = 0;
  int http_idle_seconds = 75;
  int http_request_seconds = 10;
  int http_write_seconds = 30;
  int http_drain_seconds = 20;
  int http_ready_milliseconds = 5000;
  int http_ready_megabytes = 16;
  bool http_access_log = true;
  LogLevel log_level = LogLevel::info;
  int store_reading_threads = 2;
  int store_queue = 4096;
  int search_threads = 2;
  int search_queue = 256;
  std::string search_dictionaries = "/usr/share/hunspell";
  std::string catalog_places = "data/places.csv";
  std::string catalog_rules = "data/rules.toml";
  int catalog_appeal_days = 184;
  int catalog_reports_per_day = 20;
  int catalog_max_open_copies = 10'000;
  std::string auth_secret;
  std::string auth_breached_passwords = "data/passwords.filter";
  int auth_password_memory_kib = 19'456;
  int auth_password_passes = 2;
  int auth_password_threads = 2;
  int auth_password_queue = 32;
  int images_threads = 1;
  int images_queue = 16;
  int auth_key_days = 90;
  int auth_letters_per_hour = 20;
  int auth_sign_ins_per_address = 100;
  int auth_erasure_days = 7;
  int auth_export_days = 7;
  std::string auth_oidc_issuer;
  std::string auth_oidc_name;
  std::string auth_oidc_client_id;
  std::string auth_oidc_client_secret;
  std::string auth_oidc_scopes = "openid email profile";
  std::string mail_from;
  std::string mail_from_name = "БукМаркет";
  std::string mail_smtp_host;
  int mail_smtp_port = 587;
  SmtpTls mail_smtp_tls = SmtpTls::starttls;
  std::string mail_smtp_user;
  std::string mail_smtp_password;
  std::string mail_smtp_ca_file;
  std::string web_dir = "web/dist";
  bool web_demo = false;
};

/// Pages write it into links as it stands.
inline bool is_public_url(std::string_view url) {
  if (url.empty()) return true;
  return (url.starts_with("http://") || url.starts_with("https://")) && !url.ends_with('/') &&
         url.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/[]%") ==
             std::string_view::npos;
}

}  // namespace bookmarket::roles

namespace bookmarket::shape {

template <>
struct Slugs<roles::Environment> {
  static constexpr std::array<std::string_view, 2> values{"development", "production"};
};
template <>
struct Slugs<roles::SmtpTls> {
  static constexpr std::array<std::string_view, 3> values{"starttls", "tls", "none"};
};
template <>
struct Slugs<roles::LogLevel> {
  static constexpr std::array<std::string_view, 4> values{"debug", "info", "warning", "error"};
};
template <>
struct Describe<roles::Settings> {
  using S = roles::Settings;
  static constexpr auto fields = std::tuple{
      field("environment", &S::environment, {.doc = "In production, test control is refused."}),
      field("roles", &S::roles,
            {.doc = "Which services this process runs: `all`, or names joined by commas (auth, catalog, web)."}),
      field("data_dir", &S::data_dir,
            {.doc = "Directory of the embedded store and index; one server at a time holds it.", .min_length = 1}),
      field("http.host", &S::http_host, {.doc = "IP address to listen on; 0.0.0.0 or :: for all.", .min_length = 1}),
      field("http.port", &S::http_port, {.doc = "TCP port; 0 lets the system choose.", .min = 0, .max = 65535}),
      field("http.threads", &S::http_threads, {.doc = "I/O loops; 0 means one per core.", .min = 0, .max = 256}),
      field("http.public_url", &S::http_public_url,
            {.doc = "Address under which readers reach the market, for canonical links and the sitemap; empty means "
                    "http://localhost:PORT.",
             .valid = roles::is_public_url,
             .valid_detail = "Use http:// or https:// and a host, without a slash at the end."}),
      field("http.max_connections", &S::http_max_connections,
            {.doc = "Open connections; for further ones those at rest give way, and requests that hardly arrive. Fewer "
                    "where the system gives fewer "
                    "file descriptors.",
             .min = 1,
             .max = 1'000'000}),
      field("http.max_header_bytes", &S::http_max_header_bytes,
            {.doc = "Largest request header; above it 431.", .min = 1024, .max = 1'048'576}),
      field("http.max_header_fields", &S::http_max_header_fields,
            {.doc = "Fields that a request may have; above it 431.", .min = 8, .max = 10'000}),
      field("http.max_body_bytes", &S::http_max_body_bytes,
            {.doc = "Largest request body; above it 413.", .min = 0, .max = 1'073'741'824}),
      field("http.max_bodies_mib", &S::http_max_bodies_mib,
            {.doc = "Memory for uploads under way, all together, in MiB; above it 503.", .min = 1, .max = 1'048'576}),
      field("http.forwarded_hops", &S::http_forwarded_hops,
            {.doc = "Proxies of ours before this server that add to X-Forwarded-For; 0: the header is not believed.",
             .min = 0,
             .max = 10}),
      field("http.idle_seconds", &S::http_idle_seconds,
            {.doc = "How long a connection may rest between requests.", .min = 1, .max = 3600}),
      field("http.request_seconds", &S::http_request_seconds,
            {.doc = "How long a request may take to arrive.", .min = 1, .max = 3600}),
      field("http.write_seconds", &S::http_write_seconds,
            {.doc = "How long an answer may take to be made (above it 503), and again to be accepted by the client.",
             .min = 1,
             .max = 3600}),
      field("http.drain_seconds", &S::http_drain_seconds,
            {.doc = "How long requests under way may go on after SIGTERM.", .min = 0, .max = 3600}),
      field("http.ready_milliseconds", &S::http_ready_milliseconds,
            {.doc = "How long a ready answer is served before it is made again.", .min = 0, .max = 5000}),
      field("http.ready_megabytes", &S::http_ready_megabytes,
            {.doc = "Memory for ready answers, per I/O loop.", .min = 1, .max = 4096}),
      field("http.access_log", &S::http_access_log, {.doc = "Whether every request is logged (without its query)."}),
      field("log.level", &S::log_level, {.doc = "Least level that is logged."}),
      field("store.reading_threads", &S::store_reading_threads,
            {.doc = "Threads that read the store.", .min = 1, .max = 64}),
      field("store.queue", &S::store_queue,
            {.doc = "Store calls that may wait before load is shed.", .min = 1, .max = 1'000'000}),
      field("search.threads", &S::search_threads, {.doc = "Threads that search.", .min = 1, .max = 64}),
      field("search.queue", &S::search_queue,
            {.doc = "Searches that may wait before load is shed.", .min = 1, .max = 100'000}),
      field("search.dictionaries", &S::search_dictionaries,
            {.doc = "Directory of the Hunspell dictionaries uk_UA and en_US."}),
      field("catalog.places", &S::catalog_places,
            {.doc = "File of the settlements of the state codifier.", .min_length = 1}),
      field("catalog.rules", &S::catalog_rules,
            {.doc = "File of the rules of prohibited items (docs/moderation.md); empty: there are none."}),
      field("catalog.appeal_days", &S::catalog_appeal_days,
            {.doc = "How long a moderator's decision may be appealed.", .min = 1, .max = 3650}),
      field("catalog.reports_per_day", &S::catalog_reports_per_day,
            {.doc = "Copies and people that one person may report in a day.", .min = 1, .max = 1000}),
      field("catalog.max_open_copies", &S::catalog_max_open_copies,
            {.doc = "Copies on one account's shelf beyond which files of stock add no more.",
             .min = 1,
             .max = 10'000'000}),
      field(
          "auth.secret", &S::auth_secret,
          {.doc = "32 random bytes in base64url that all instances share; they seal the keys in the store. Empty: made "
                  "at the first start and kept in data_dir.",
           .secret = true}),
      field("auth.breached_passwords", &S::auth_breached_passwords,
            {.doc = "File of passwords that nobody may take.", .min_length = 1}),
      field("auth.password_memory_kib", &S::auth_password_memory_kib,
            {.doc = "Memory of one password's Argon2id hash; stored hashes are made anew at the next sign-in.",
             .min = 8,
             .max = 1'048'576}),
      field("auth.password_passes", &S::auth_password_passes,
            {.doc = "Passes of Argon2id over that memory.", .min = 1, .max = 100}),
      field("auth.password_threads", &S::auth_password_threads,
            {.doc = "Threads that hash passwords.", .min = 1, .max = 64}),
      field("auth.password_queue", &S::auth_password_queue,
            {.doc = "Passwords that may wait for a hash before sign-ins are shed.", .min = 1, .max = 10'000}),
      field("auth.key_days", &S::auth_key_days,
            {.doc = "How long a key signs access tokens before the next one does.", .min = 1, .max = 3650}),
      field("auth.letters_per_hour", &S::auth_letters_per_hour,
            {.doc = "Letters that one network address may cause in an hour, by signing up or forgetting passwords.",
             .min = 1,
             .max = 1'000'000}),
      field("auth.sign_ins_per_address", &S::auth_sign_ins_per_address,
            {.doc = "Sign-ins that one network address may try in a quarter of an hour.", .min = 1, .max = 1'000'000}),
      field("auth.erasure_days", &S::auth_erasure_days,
            {.doc = "In which who asked to be erased may come back by signing in; 0: erased at once.",
             .min = 0,
             .max = 30}),
      field("auth.export_days", &S::auth_export_days,
            {.doc = "How long what people asked to take along can be downloaded.", .min = 1, .max = 30}),
      field("auth.oidc_issuer", &S::auth_oidc_issuer,
            {.doc = "Identity provider (OpenID Connect) that people may sign in by: its issuer identifier, https. Its "
                    "client's redirect URI is http.public_url and /auth/oidc/callback. Empty: none."}),
      field("auth.oidc_name", &S::auth_oidc_name,
            {.doc = "What people call it; empty: the host of auth.oidc_issuer.", .max_length = 40}),
      field("auth.oidc_client_id", &S::auth_oidc_client_id, {.doc = "This market's client there."}),
      field("auth.oidc_client_secret", &S::auth_oidc_client_secret,
            {.doc = "Its secret; empty: a public client.", .secret = true}),
      field("auth.oidc_scopes", &S::auth_oidc_scopes,
            {.doc = "What is asked for, with spaces between; openid among it, and what gives the address."}),
      field("images.threads", &S::images_threads,
            {.doc = "Threads that make pictures of photos.", .min = 1, .max = 64}),
      field("images.queue", &S::images_queue,
            {.doc = "Photos that may wait for them before more are shed; each may have 20 MB.", .min = 1, .max = 1000}),
      field("mail.from", &S::mail_from,
            {.doc = "Address that letters come from; empty means noreply@ the host of http.public_url."}),
      field("mail.from_name", &S::mail_from_name, {.doc = "Name that letters come from."}),
      field("mail.smtp_host", &S::mail_smtp_host,
            {.doc = "Mail server; empty: letters become files in data_dir/mail, for development."}),
      field("mail.smtp_port", &S::mail_smtp_port, {.doc = "Its port.", .min = 1, .max = 65535}),
      field("mail.smtp_tls", &S::mail_smtp_tls,
            {.doc = "How the connection is encrypted; none only for a relay on this machine."}),
      field("mail.smtp_user", &S::mail_smtp_user, {.doc = "Login; empty: none."}),
      field("mail.smtp_password", &S::mail_smtp_password, {.doc = "Its password.", .secret = true}),
      field("mail.smtp_ca_file", &S::mail_smtp_ca_file,
            {.doc =
                 "PEM file of the authorities that the mail server's certificate may come from; empty: the system's."}),
      field("web.dir", &S::web_dir, {.doc = "Directory of the built web client; empty runs without it."}),
      field("web.demo", &S::web_demo,
            {.doc = "Whether pages say that the sellers are invented, as those of `import --demo-sellers` are."})};
};

}  // namespace bookmarket::shape
