#include "platform/mail/mime.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>

#include "platform/shape/shape.hpp"

namespace bookmarket::mail {
namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::size_t usual_line = 76;
/// Of a word that cannot be folded; with its header's name it stays under the 998 bytes of RFC 5322.
constexpr std::size_t longest_word = 900;
/// "=_" occurs neither in quoted-printable nor in base64, so no part can contain it.
constexpr std::string_view boundary = "=_bookmarket_alternative";

using Fields = std::vector<FieldError>;

bool is_alnum(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }
bool is_printable(char c) { return c >= 0x20 && c < 0x7F; }

std::size_t longest_word_of(std::string_view text) {
  std::size_t longest = 0, length = 0;
  for (const char c : text) longest = std::max(longest, length = c == ' ' ? 0 : length + 1);
  return longest;
}

/// A space that is not one between two words: folding could make an empty line of it, or a long one.
bool has_stray_space(std::string_view text) {
  return text.starts_with(' ') || text.ends_with(' ') || text.contains("  ");
}

bool is_dot_atom(std::string_view text, std::string_view more) {
  if (text.empty() || text.front() == '.' || text.back() == '.' || text.contains("..")) return false;
  return std::ranges::all_of(text, [&](char c) { return c == '.' || is_alnum(c) || more.contains(c); });
}

bool is_domain(std::string_view text) {
  if (!is_dot_atom(text, "-") || text.size() > 253) return false;
  while (!text.empty()) {
    const auto label = text.substr(0, text.find('.'));
    if (label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
    text.remove_prefix(std::min(text.size(), label.size() + 1));
  }
  return true;
}

bool is_address(std::string_view text) {
  const auto at = text.rfind('@');
  return at != std::string_view::npos && at <= 64 && text.size() <= 254 &&
         is_dot_atom(text.substr(0, at), "!#$%&'*+/=?^_`{|}~-") && is_domain(text.substr(at + 1));
}

bool is_message_id(std::string_view text) {
  const auto at = text.rfind('@');
  return at != std::string_view::npos && text.size() <= 200 && is_dot_atom(text.substr(0, at), "_+=-") &&
         is_domain(text.substr(at + 1));
}

bool is_header_name(std::string_view name) {
  return !name.empty() && name.size() <= 60 &&
         std::ranges::all_of(name, [](char c) { return is_alnum(c) || c == '-'; });
}

/// What the message has by itself, and what would name other recipients than the one it goes to.
bool is_own_header(std::string_view name) {
  std::string lower(name);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  static constexpr std::array own{"date", "from", "sender", "to", "cc", "bcc", "message-id", "subject", "mime-version"};
  return std::ranges::find(own, lower) != own.end() || lower.starts_with("content-") || lower.starts_with("resent-");
}

void check_line(Fields& wrong, const std::string& pointer, std::string_view value) {
  if (!shape::is_utf8(value)) wrong.push_back({pointer, "not_utf8", "Use UTF-8."});
  if (std::ranges::any_of(value, is_control))
    wrong.push_back({pointer, "control_character", "Use one line without control characters."});
}

void check_address(Fields& wrong, const std::string& pointer, std::string_view value) {
  if (!is_address(value)) wrong.push_back({pointer, "not_an_address", "Use one address such as reader@example.org."});
}

void check_body(Fields& wrong, const std::string& pointer, std::string_view value) {
  if (!shape::is_utf8(value)) wrong.push_back({pointer, "not_utf8", "Use UTF-8."});
}

void check_header(Fields& wrong, const std::string& pointer, const Header& header) {
  if (!is_header_name(header.name))
    wrong.push_back({pointer + "/name", "not_a_header_name", "Use letters, digits and hyphens."});
  else if (is_own_header(header.name))
    wrong.push_back({pointer + "/name", "own_header", "The message has this header by itself."});
  if (!std::ranges::all_of(header.value, is_printable))
    wrong.push_back({pointer + "/value",
                     std::ranges::any_of(header.value, is_control) ? "control_character" : "not_ascii",
                     "Use one line of printable ASCII."});
  if (has_stray_space(header.value))
    wrong.push_back({pointer + "/value", "stray_space", "Use single spaces, between words."});
  if (longest_word_of(header.value) > longest_word)
    wrong.push_back({pointer + "/value", "too_long", "Use words of at most 900 characters."});
}

void check_from(Fields& wrong, const Mailbox& from) {
  check_line(wrong, "/from/name", from.name);
  check_address(wrong, "/from/address", from.address);
}

Result<void> answer(Fields wrong) {
  if (wrong.empty()) return {};
  return fail(Error{ErrorKind::invalid, "invalid_message", "This message cannot be sent as it is; see errors.",
                    std::move(wrong)});
}

std::string base64(std::string_view bytes) {
  std::string out(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();  // the NUL
  return out;
}

/// Encoded-words (RFC 2047), one a line, none of which cuts a character; `column` is where the first begins.
std::string encoded_words(std::string_view text, std::size_t column) {
  constexpr std::string_view before = "=?utf-8?B?", after = "?=";
  std::string out;
  while (!text.empty()) {
    std::size_t take = (usual_line - column - before.size() - after.size()) / 4 * 3;
    if (take >= text.size()) {
      take = text.size();
    } else {
      while ((static_cast<unsigned char>(text[take]) & 0xC0) == 0x80) --take;
    }
    if (!out.empty()) out += "\r\n ";
    out.append(before).append(base64(text.substr(0, take))).append(after);
    text.remove_prefix(take);
    column = 1;
  }
  return out;
}

/// Folds before spaces that separate words. Removing the line ends gives `text` again.
std::string folded(std::string_view text, std::size_t column) {
  std::string out;
  while (!text.empty()) {
    const auto end = std::min(text.find(' ', 1), text.size());
    if (column + end > usual_line && text.front() == ' ') {
      out += line_end;
      column = 0;
    }
    out += text.substr(0, end);
    column += end;
    text.remove_prefix(end);
  }
  return out;
}

void write_text_header(std::string& out, std::string_view name, std::string_view value) {
  const bool plain = std::ranges::all_of(value, is_printable) && !value.contains("=?") && !has_stray_space(value) &&
                     longest_word_of(value) < usual_line - name.size() - 2;
  out.append(name).append(": ");
  out.append(plain ? folded(value, name.size() + 2) : encoded_words(value, name.size() + 2)).append(line_end);
}

std::string date_text(Timestamp t) {
  static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(t);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(t - day)};
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000", days[std::chrono::weekday{day}.c_encoding()],
                     unsigned(date.day()), months[unsigned(date.month()) - 1], int(date.year()), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

/// Every line ended by CRLF, the last one too.
std::string with_line_ends(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16 + 2);
  for (const char c : text) {
    if (c == '\n' && !out.ends_with('\r')) out += '\r';
    out += c;
  }
  if (!out.empty() && !out.ends_with(line_end)) out += line_end;
  return out;
}

/// RFC 2045, section 6.7. `text` has CRLF line ends; a CR or LF elsewhere is a character like others.
std::string quoted_printable(std::string_view text) {
  std::string out;
  std::size_t column = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) == line_end) {
      out += line_end;
      column = 0;
      ++i;
      continue;
    }
    const char c = text[i];
    const bool ends_line = text.substr(i + 1, 2) == line_end;
    const bool literal = (c > 0x20 && c < 0x7F && c != '=') || ((c == ' ' || c == '\t') && !ends_line);
    const std::size_t width = literal ? 1 : 3;
    if (column + width > usual_line - 1) {
      out.append("=").append(line_end);
      column = 0;
    }
    if (literal)
      out += c;
    else
      out += fmt::format("={:02X}", static_cast<unsigned char>(c));
    column += width;
  }
  return out;
}

std::string base64_lines(std::string_view text) {
  constexpr std::size_t bytes_a_line = usual_line / 4 * 3;
  std::string out;
  for (; !text.empty(); text.remove_prefix(std::min(text.size(), bytes_a_line)))
    out.append(base64(text.substr(0, bytes_a_line))).append(line_end);
  return out;
}

/// A part with its headers: the encoding that leaves it shorter, and mostly-ASCII text readable.
void write_part(std::string& out, std::string_view type, std::string_view body) {
  const auto text = with_line_ends(body);
  const auto beyond = static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0x80) != 0; }));
  const bool readable = beyond * 6 < text.size() || text.empty();
  out.append("Content-Type: ").append(type).append("; charset=utf-8\r\nContent-Transfer-Encoding: ");
  out.append(readable ? "quoted-printable\r\n\r\n" : "base64\r\n\r\n");
  out.append(readable ? quoted_printable(text) : base64_lines(text));
}

}  // namespace

Result<void> check_sender(const Mailbox& from) {
  Fields wrong;
  check_from(wrong, from);
  return answer(std::move(wrong));
}

Result<std::string> mime(const Message& message, const Mailbox& from, Timestamp date) {
  Fields wrong;
  check_from(wrong, from);
  if (!is_message_id(message.message_id))
    wrong.push_back({"/message_id", "not_a_message_id", "Use left@domain, left of letters, digits and . _ + = -"});
  check_address(wrong, "/to", message.to);
  check_line(wrong, "/subject", message.subject);
  check_body(wrong, "/text", message.text);
  check_body(wrong, "/html", message.html);
  for (std::size_t i = 0; i < message.headers.size(); ++i)
    check_header(wrong, fmt::format("/headers/{}", i), message.headers[i]);
  if (auto right = answer(std::move(wrong)); !right) return fail(std::move(right.error()));

  std::string out;
  out.append("Date: ").append(date_text(date)).append(line_end);
  out.append("From: ");
  if (!from.name.empty()) out.append(encoded_words(from.name, 6)).append("\r\n ");
  out.append("<").append(from.address).append(">").append(line_end);
  out.append("To: <").append(message.to).append(">").append(line_end);
  out.append("Message-ID: <").append(message.message_id).append(">").append(line_end);
  write_text_header(out, "Subject", message.subject);
  for (const auto& [name, value] : message.headers)
    out.append(name).append(": ").append(folded(value, name.size() + 2)).append(line_end);
  out.append("MIME-Version: 1.0\r\n");
  if (message.html.empty()) {
    write_part(out, "text/plain", message.text);
    return out;
  }
  out.append("Content-Type: multipart/alternative; boundary=\"").append(boundary).append("\"\r\n");
  for (const auto& [type, body] :
       {std::pair<std::string_view, std::string_view>{"text/plain", message.text}, {"text/html", message.html}}) {
    out.append("\r\n--").append(boundary).append(line_end);
    write_part(out, type, body);
  }
  out.append("\r\n--").append(boundary).append("--\r\n");
  return out;
}

}  // namespace bookmarket::mail
