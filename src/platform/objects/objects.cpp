#include "platform/objects/objects.hpp"

#include <algorithm>

namespace bookmarket::objects {
namespace {

constexpr std::size_t longest_key = 512, longest_segment = 200, longest_attribute = 127;

constexpr bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
/// RFC 3986 §3.3, pchar, but for the percent sign and the tilde.
constexpr bool is_of_segment(char c) { return is_alphanumeric(c) || std::string_view("!$&'()*+,-.:;=@_").contains(c); }

bool is_segment(std::string_view segment) {
  return !segment.empty() && segment.size() <= longest_segment && segment != "." && segment != ".." &&
         std::ranges::all_of(segment, is_of_segment);
}

/// Of all segments, or of all before the last slash, after which a prefix may end anywhere.
bool are_segments(std::string_view path, bool also_last) {
  if (path.size() > longest_key) return false;
  for (;;) {
    const auto slash = path.find('/');
    if (slash == std::string_view::npos)
      return also_last ? is_segment(path) : path.size() <= longest_segment && std::ranges::all_of(path, is_of_segment);
    if (!is_segment(path.substr(0, slash))) return false;
    path.remove_prefix(slash + 1);
  }
}

/// RFC 9110 §8.3: type/subtype, perhaps with parameters.
bool is_content_type(std::string_view text) {
  const auto is_of_token = [](char c) { return is_alphanumeric(c) || std::string_view("!#$&^_.+-").contains(c); };
  const auto name = text.substr(0, text.find(';'));
  const auto slash = name.find('/');
  return slash != std::string_view::npos && slash > 0 && slash + 1 < name.size() &&
         std::ranges::all_of(name.substr(0, slash), is_of_token) &&
         std::ranges::all_of(name.substr(slash + 1), is_of_token);
}

bool is_printable(std::string_view text) {
  return text.size() <= longest_attribute && std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

FieldError wrong_key(const std::string& pointer) {
  return {pointer, "bad_key", "A path of letters, digits and !$&'()*+,-.:;=@_ without empty, '.' or '..' segments."};
}

Result<void> refused(std::vector<FieldError> fields) {
  if (fields.empty()) return {};
  auto error = fail(ErrorKind::invalid, "invalid_object", "The object's name or description is not valid.");
  error.error().fields = std::move(fields);
  return error;
}

Result<void> bad_query(const std::string& name, std::string code, std::string detail) {
  Error error{ErrorKind::invalid, std::move(code), std::move(detail)};
  error.fields = {{"/query/" + name, error.code, error.detail}};
  return fail(std::move(error));
}

}  // namespace

Result<void> check_key(std::string_view key) {
  std::vector<FieldError> fields;
  if (!are_segments(key, true)) fields.push_back(wrong_key("/key"));
  return refused(std::move(fields));
}

Result<void> check_object(std::string_view key, const Attributes& attributes) {
  std::vector<FieldError> fields;
  if (!are_segments(key, true)) fields.push_back(wrong_key("/key"));
  if (!is_printable(attributes.content_type) || !is_content_type(attributes.content_type))
    fields.push_back({"/content_type", "bad_content_type", "A media type such as image/avif, of printable ASCII."});
  if (!is_printable(attributes.cache_control) || attributes.cache_control.empty())
    fields.push_back({"/cache_control", "bad_cache_control", "A Cache-Control header of printable ASCII."});
  return refused(std::move(fields));
}

Result<void> check_list(std::string_view prefix, std::string_view cursor, unsigned limit) {
  std::vector<FieldError> fields;
  if (!are_segments(prefix, false)) fields.push_back(wrong_key("/prefix"));
  if (auto wrong = refused(std::move(fields)); !wrong) return wrong;
  if (limit < 1 || limit > 1000) return bad_query("limit", "bad_limit", "The limit is from 1 to 1000.");
  if (!cursor.empty() && !(are_segments(cursor, true) && cursor.starts_with(prefix)))
    return bad_query("cursor", "bad_cursor", "The cursor was not given out for this listing.");
  return {};
}

Result<void> check_valid_for(std::chrono::seconds valid_for) {
  if (valid_for >= std::chrono::seconds(1) && valid_for <= std::chrono::days(7)) return {};
  return fail(ErrorKind::internal, "bad_valid_for", "A signed request is valid for one second to seven days.");
}

}  // namespace bookmarket::objects
