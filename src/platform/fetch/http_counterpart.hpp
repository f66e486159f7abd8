// A small HTTP/1.1 server on loopback for tests of what asks others: one request a connection.
#pragma once

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace bookmarket::fetch {

class HttpCounterpart {
 public:
  struct Asked {
    std::string method, target, head, body;
  };
  struct Answered {
    int status = 200;
    std::string body = {};
    std::string headers = {};  ///< whole lines
    std::string instead = {};  ///< bytes in place of an answer
    bool never = false;        ///< says nothing until the counterpart ends
  };
  using Handler = std::function<Answered(const Asked&)>;

  explicit HttpCounterpart(Handler handler) : handler_(std::move(handler)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&at), size) != 0 || ::listen(listener_, 64) != 0) std::abort();
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&at), &size);
    port_ = ntohs(at.sin_port);
    acceptor_ = std::thread([this] { accept_all(); });
  }
  ~HttpCounterpart() {
    ::shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    ::close(listener_);
    const std::lock_guard lock(mutex_);
    for (const int c : silent_) ::close(c);
  }
  HttpCounterpart(const HttpCounterpart&) = delete;
  HttpCounterpart& operator=(const HttpCounterpart&) = delete;

  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] std::vector<Asked> asked() const {
    const std::lock_guard lock(mutex_);
    return asked_;
  }
  [[nodiscard]] std::size_t times(std::string_view target) const {
    const std::lock_guard lock(mutex_);
    std::size_t n = 0;
    for (const auto& a : asked_) n += a.target == target ? 1 : 0;
    return n;
  }

 private:
  void accept_all() {
    while (true) {
      const int c = ::accept(listener_, nullptr, nullptr);
      if (c < 0) return;
      serve(c);
    }
  }
  void serve(int c) {
    std::string text;
    std::size_t end = std::string::npos, length = 0;
    while (true) {
      end = text.find("\r\n\r\n");
      if (end != std::string::npos) {
        const auto at = text.find("Content-Length: ");
        length = at < end ? std::stoul(text.substr(at + 16)) : 0;
        if (text.size() >= end + 4 + length) break;
      }
      char piece[4096];
      const auto n = ::read(c, piece, sizeof piece);
      if (n <= 0) break;
      text.append(piece, static_cast<std::size_t>(n));
    }
    if (end == std::string::npos) return void(::close(c));
    const auto space = text.find(' ');
    const Asked asked{.method = text.substr(0, space),
                      .target = text.substr(space + 1, text.find(' ', space + 1) - space - 1),
                      .head = text.substr(0, end),
                      .body = text.substr(end + 4)};
    const auto answer = handler_(asked);
    const std::lock_guard lock(mutex_);
    asked_.push_back(asked);
    if (answer.never) return silent_.push_back(c);
    const auto bytes = !answer.instead.empty()
                           ? answer.instead
                           : "HTTP/1.1 " + std::to_string(answer.status) +
                                 " x\r\nConnection: close\r\nContent-Length: " + std::to_string(answer.body.size()) +
                                 "\r\n" + answer.headers + "\r\n" + answer.body;
    (void)!::send(c, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    ::close(c);
  }

  Handler handler_;
  int listener_ = -1, port_ = 0;
  std::thread acceptor_;
  mutable std::mutex mutex_;
  std::vector<Asked> asked_;
  std::vector<int> silent_;
};

}  // namespace bookmarket::fetch
