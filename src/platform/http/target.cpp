#include "platform/http/target.hpp"

namespace bookmarket::http {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string percent_decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    if (low >= 0) {
      out += static_cast<char>(high << 4 | low);
      i += 2;
    } else {
      out += plus_is_space && text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

std::string percent_encode(std::string_view text) {
  static constexpr char hex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += hex[u >> 4];
      out += hex[u & 15];
    }
  }
  return out;
}

std::optional<Target> parse_target(std::string_view target) {
  if (target.empty() || target.front() != '/') return std::nullopt;
  Target out;
  const auto mark = target.find('?');
  out.path = target.substr(0, mark);
  if (mark == std::string_view::npos) return out;
  auto rest = target.substr(mark + 1);
  while (!rest.empty()) {
    const auto end = rest.find('&');
    const auto pair = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    if (pair.empty()) continue;
    const auto equal = pair.find('=');
    const auto value = equal == std::string_view::npos ? std::string_view{} : pair.substr(equal + 1);
    out.query.push_back({"query", percent_decode(pair.substr(0, equal), true), percent_decode(value, true)});
  }
  return out;
}

bool match_path(std::string_view pattern, std::string_view path, std::vector<shape::NamedText>& params) {
  params.clear();
  while (!pattern.empty() || !path.empty()) {
    if (pattern.empty() || path.empty() || pattern.front() != '/' || path.front() != '/') return false;
    pattern.remove_prefix(1);
    path.remove_prefix(1);
    if (pattern.starts_with('{') && pattern.ends_with("*}")) {
      if (path.empty()) return false;
      params.push_back({"path", std::string(pattern.substr(1, pattern.size() - 3)), percent_decode(path, false)});
      return true;
    }
    const auto want = pattern.substr(0, pattern.find('/'));
    const auto have = path.substr(0, path.find('/'));
    pattern.remove_prefix(want.size());
    path.remove_prefix(have.size());
    const auto open = want.find('{');
    if (open == std::string_view::npos) {
      if (want != have) return false;
      continue;
    }
    // One {name} per segment, with an optional literal before and after: {id}.svg
    const auto close = want.find('}', open);
    const auto before = want.substr(0, open), after = want.substr(close + 1);
    if (have.size() <= before.size() + after.size() || !have.starts_with(before) || !have.ends_with(after))
      return false;
    const auto value = have.substr(before.size(), have.size() - before.size() - after.size());
    params.push_back({"path", std::string(want.substr(open + 1, close - open - 1)), percent_decode(value, false)});
  }
  return true;
}

}  // namespace bookmarket::http
