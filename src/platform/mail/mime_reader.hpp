// A small reader of what mime.cpp writes, for its tests and for the preview of letters: headers, encoded-words,
// multipart, transfer encodings.
#pragma once

#include <sodium.h>

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

namespace bookmarket::mail {

struct ReadMessage {
  std::map<std::string, std::string> headers;  ///< unfolded and decoded
  std::string text, html;
};

namespace reader {

inline void require(bool holds, const std::string& what) {
  if (!holds) throw std::runtime_error("not a message: " + what);
}

inline std::string from_base64(std::string_view text) {
  std::string out(text.size(), '\0');
  std::size_t size = 0;
  require(sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(), text.size(), "\r\n",
                            &size, nullptr, sodium_base64_VARIANT_ORIGINAL) == 0,
          "base64");
  out.resize(size);
  return out;
}

inline std::string from_quoted_printable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '=') {
      out += text[i];
    } else {
      if (text.substr(i + 1, 2) != "\r\n")
        out += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
      i += 2;
    }
  }
  return out;
}

/// RFC 2047: the space between two encoded-words does not count.
inline std::string from_encoded_words(std::string_view text) {
  constexpr std::string_view before = "=?utf-8?B?";
  std::string out;
  while (!text.empty()) {
    const auto at = text.find(before);
    out += text.substr(0, at);
    if (at == std::string_view::npos) break;
    const auto end = text.find("?=", at + before.size());
    require(end != std::string_view::npos && end + 2 - at <= 75, "encoded-word");
    out += from_base64(text.substr(at + before.size(), end - at - before.size()));
    text.remove_prefix(end + 2);
    if (text.starts_with(" " + std::string(before))) text.remove_prefix(1);
  }
  return out;
}

/// Takes headers and the empty line off `text`.
inline std::map<std::string, std::string> take_headers(std::string_view& text) {
  std::map<std::string, std::string> out;
  while (!text.starts_with("\r\n")) {
    std::string line;
    do {
      const auto end = text.find("\r\n");
      require(end != std::string_view::npos && end > 0, "header");
      line += text.substr(0, end);
      text.remove_prefix(end + 2);
    } while (text.starts_with(' '));
    const auto colon = line.find(": ");
    require(colon != std::string::npos, line);
    require(out.emplace(line.substr(0, colon), from_encoded_words(std::string_view(line).substr(colon + 2))).second,
            "header twice");
  }
  text.remove_prefix(2);
  return out;
}

inline void read_body(ReadMessage& out, const std::map<std::string, std::string>& headers, std::string_view body) {
  const auto type = headers.at("Content-Type");
  if (!type.starts_with("multipart/")) {
    const auto encoding = headers.at("Content-Transfer-Encoding");
    require(encoding == "base64" || encoding == "quoted-printable", encoding);
    (type.starts_with("text/html") ? out.html : out.text) =
        encoding == "base64" ? from_base64(body) : from_quoted_printable(body);
    return;
  }
  const auto begin = type.find('"') + 1;
  const auto delimiter = "\r\n--" + type.substr(begin, type.rfind('"') - begin);
  for (auto at = body.find(delimiter); at != std::string_view::npos;) {
    body.remove_prefix(at + delimiter.size());
    if (body.starts_with("--")) return;
    body.remove_prefix(2);
    at = body.find(delimiter);
    require(at != std::string_view::npos, "unended part");
    auto part = body.substr(0, at);
    const auto part_headers = take_headers(part);
    read_body(out, part_headers, part);
  }
}

}  // namespace reader

/// Throws at what a message may not contain.
inline ReadMessage read_message(std::string_view bytes) {
  for (std::string_view rest = bytes; !rest.empty();) {
    const auto end = rest.find("\r\n");
    reader::require(end != std::string_view::npos && end <= 998, "a line without end or over 998 bytes");
    for (const char c : rest.substr(0, end))
      reader::require((c >= 0x20 && c < 0x7F) || c == '\t', "a byte beyond text");
    rest.remove_prefix(end + 2);
  }
  ReadMessage out;
  // A multipart body begins at the line end of the empty line, which is part of its first delimiter.
  auto rest = bytes;
  out.headers = reader::take_headers(rest);
  const bool multipart = out.headers.at("Content-Type").starts_with("multipart/");
  reader::read_body(out, out.headers, multipart ? bytes.substr(bytes.size() - rest.size() - 2) : rest);
  return out;
}

}  // namespace bookmarket::mail
