#include "platform/mail/mail_smtp.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstring>

#include "platform/mail/mime.hpp"

namespace bookmarket::mail {
namespace {

/// What was said last: the command, and the reply's codes without its text, which may name the recipient.
struct Talk {
  std::string command, reply;  // of 15 bytes at most, so that keeping them never allocates
  bool ended = false;

  [[nodiscard]] bool refused_for_good() const { return reply.starts_with('5'); }
  /// 503 and 530 speak of the conversation, 5.7.* of a policy against this sender: neither of who would receive.
  [[nodiscard]] bool about_us() const {
    return reply.starts_with("503") || reply.starts_with("530") || reply.substr(3).starts_with(" 5.7.") ||
           reply.substr(3).starts_with("-5.7.");
  }
};

int overhear(CURL*, curl_infotype type, char* data, std::size_t size, void* to) {
  auto& talk = *static_cast<Talk*>(to);
  const std::string_view line(data, size);
  if (type == CURLINFO_HEADER_OUT) {
    talk.ended = talk.ended || line.starts_with("QUIT");  // curl's good-bye says nothing about the message
    // Only these three are kept: others may be credentials.
    for (const std::string_view command : {"MAIL", "RCPT", "DATA"})
      if (line.starts_with(command)) talk.command = command;
  } else if (type == CURLINFO_HEADER_IN && !talk.ended) {
    const auto text = line.find_first_not_of("0123456789.- \r\n");
    talk.reply = line.substr(0, std::min<std::size_t>({text, size, 15}));
  }
  return 0;
}

std::size_t give(char* buffer, std::size_t size, std::size_t count, void* from) {
  auto& rest = *static_cast<std::string_view*>(from);
  const auto taken = std::min(rest.size(), size * count);
  std::memcpy(buffer, rest.data(), taken);
  rest.remove_prefix(taken);
  return taken;
}

using Deadline = std::chrono::steady_clock::time_point;

/// curl waits two minutes for the answer to its QUIT, also after its own timeout; this ends that within a second.
int overdue(void* deadline, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return std::chrono::steady_clock::now() > *static_cast<const Deadline*>(deadline) ? 1 : 0;
}

Error error_of(CURLcode code, const Talk& talk) {
  const auto cause = fmt::format("SMTP: {} after {}, last reply {}", curl_easy_strerror(code),
                                 talk.command.empty() ? "the greeting or login" : talk.command,
                                 talk.reply.empty() ? "none" : talk.reply);
  if (talk.refused_for_good() && !talk.about_us()) {
    if (talk.command == "RCPT")
      return {ErrorKind::invalid,
              "recipient_refused",
              "Mail for this address is refused.",
              {{"/to", "recipient_refused", "Use an address that takes mail."}},
              cause};
    // 552 may come as early as MAIL, which announces the size.
    if (talk.command == "DATA" || talk.reply.starts_with("552"))
      return {ErrorKind::invalid, "message_refused", "The mail server refuses this message.", {}, cause};
  }
  return unavailable("mail_unavailable", cause, std::chrono::seconds(60)).error();
}

class SmtpMail final : public Mail {
 public:
  explicit SmtpMail(SmtpOptions options)
      : options_(std::move(options)), pool_("smtp", options_.threads, options_.max_waiting) {}
  ~SmtpMail() override { stopping_ = true; }
  SmtpMail(const SmtpMail&) = delete;
  SmtpMail& operator=(const SmtpMail&) = delete;

  Task<void> send(Message message) override {
    co_return co_await pool_.run([this, m = std::move(message)]() -> Result<void> {
      if (stopping_) return unavailable("mail_unavailable", "SMTP: shutting down");
      auto bytes = mime(m, options_.from, options_.clock.now());
      if (!bytes) return fail(std::move(bytes.error()));
      return deliver(m.to, *bytes);
    });
  }

 private:
  [[nodiscard]] Result<void> deliver(const std::string& to, std::string_view bytes) const {
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> recipients(curl_slist_append(nullptr, to.c_str()),
                                                                                 curl_slist_free_all);
    bool ready = curl != nullptr && recipients != nullptr;
    const auto set = [&](CURLoption option, auto value) {
      ready = ready && curl_easy_setopt(curl.get(), option, value) == CURLE_OK;
    };
    const bool tls = options_.tls == SmtpTls::tls;
    const auto url = fmt::format("{}://{}:{}", tls ? "smtps" : "smtp", options_.host, options_.port);
    Talk talk;
    const auto size = static_cast<curl_off_t>(bytes.size());
    Deadline deadline = std::chrono::steady_clock::now() + options_.timeout;

    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_PROXY, "");  // none from the environment
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_USE_SSL, options_.tls == SmtpTls::none ? long{CURLUSESSL_NONE} : long{CURLUSESSL_ALL});
    set(CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    if (!options_.ca_file.empty()) {
      set(CURLOPT_CAINFO, options_.ca_file.c_str());
      set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
    }
    if (!options_.user.empty()) {
      set(CURLOPT_USERNAME, options_.user.c_str());
      set(CURLOPT_PASSWORD, options_.password.c_str());
    }
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_timeout.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(options_.timeout.count()));
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, overdue);
    set(CURLOPT_XFERINFODATA, &deadline);
    set(CURLOPT_FORBID_REUSE, 1L);  // QUIT is said now, under this deadline, and not at curl_easy_cleanup
    set(CURLOPT_MAIL_FROM, options_.from.address.c_str());
    set(CURLOPT_MAIL_RCPT, recipients.get());
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, give);
    set(CURLOPT_READDATA, &bytes);
    set(CURLOPT_INFILESIZE_LARGE, size);
    set(CURLOPT_VERBOSE, 1L);
    set(CURLOPT_DEBUGFUNCTION, overhear);
    set(CURLOPT_DEBUGDATA, &talk);
    if (!ready) return unavailable("mail_unavailable", "SMTP: libcurl lacks an option or memory");

    auto code = curl_easy_perform(curl.get());
    if (code == CURLE_ABORTED_BY_CALLBACK) code = CURLE_OPERATION_TIMEDOUT;  // by overdue, that is
    if (code != CURLE_OK) return fail(error_of(code, talk));
    return {};
  }

  SmtpOptions options_;
  std::atomic<bool> stopping_{false};
  WorkerPool pool_;  // last: its jobs use the rest
};

}  // namespace

Result<std::unique_ptr<Mail>> create_smtp_mail(SmtpOptions options) {
  static const auto started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK) return unavailable("mail_unavailable", "libcurl cannot start");
  if (auto usable = check_sender(options.from); !usable) return fail(std::move(usable.error()));
  if (options.tls == SmtpTls::none && !options.user.empty())
    return fail(ErrorKind::invalid, "login_needs_tls", "A password is sent only over TLS; use starttls or tls.");
  return std::make_unique<SmtpMail>(std::move(options));
}

}  // namespace bookmarket::mail
