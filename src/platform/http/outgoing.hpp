// Bytes on their way to one client.
#pragma once

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/container/static_vector.hpp>
#include <string>
#include <string_view>

#include "platform/http/ready.hpp"

namespace bookmarket::http {

/// Small things are copied side by side; large bodies are sent from where they lie, which saves a copy of them.
class Outgoing {
 public:
  static constexpr std::size_t max_bodies = 15;
  using Segments = boost::container::static_vector<boost::asio::const_buffer, 2 * max_bodies + 1>;

  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] std::size_t size() const { return text_.size() + body_bytes_ - sent_; }

  Outgoing& operator+=(std::string_view text) {
    text_ += text;
    return *this;
  }
  void add_body(const ReadyPtr& ready) {
    constexpr std::size_t worth_a_segment = 4096;  // below, one more entry of a gathered write costs more than a copy
    if (ready->body.size() < worth_a_segment || bodies_.size() == max_bodies) {
      text_ += ready->body;
      return;
    }
    bodies_.push_back({text_.size(), ready});
    body_bytes_ += ready->body.size();
  }
  /// What is left to send, in order. Valid until the next change.
  [[nodiscard]] Segments segments() const {
    Segments all;
    std::size_t from = 0, skip = sent_;
    const auto add = [&](const char* data, std::size_t n) {
      const auto gone = std::min(skip, n);
      skip -= gone;
      if (n > gone) all.emplace_back(data + gone, n - gone);
    };
    for (const auto& b : bodies_) {
      add(text_.data() + from, b.after - from);
      add(b.ready->body.data(), b.ready->body.size());
      from = b.after;
    }
    add(text_.data() + from, text_.size() - from);
    return all;
  }
  /// The first `n` bytes are sent.
  void drop(std::size_t n) {
    sent_ += n;
    if (empty()) clear();
  }
  void clear() {
    text_.clear();
    bodies_.clear();
    body_bytes_ = sent_ = 0;
  }
  /// Empties it and gives its memory back.
  void release() {
    clear();
    std::string().swap(text_);
  }

 private:
  struct Body {
    std::size_t after;  ///< so many bytes of the text go before it
    ReadyPtr ready;
  };
  std::string text_;
  boost::container::static_vector<Body, max_bodies> bodies_;
  std::size_t body_bytes_ = 0, sent_ = 0;
};

}  // namespace bookmarket::http
