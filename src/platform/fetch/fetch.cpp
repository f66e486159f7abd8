#include "platform/fetch/fetch.hpp"

#include <algorithm>
#include <array>

namespace bookmarket::fetch {

bool is_safe_url(std::string_view url) {
  const bool plain = url.starts_with("http://");
  if (!plain && !url.starts_with("https://")) return false;
  const auto is_fine = [](char c) { return c > ' ' && c < '\x7f' && c != '"' && c != '<' && c != '>' && c != '\\'; };
  if (!std::ranges::all_of(url, is_fine) || url.find('#') != std::string_view::npos) return false;
  url.remove_prefix(plain ? 7 : 8);
  auto host = url.substr(0, url.find_first_of("/?"));
  if (host.find('@') != std::string_view::npos) return false;
  const auto end = host.starts_with('[') ? host.find(']') + 1 : host.find(':');
  const auto port = end < host.size() ? host.substr(end) : std::string_view();
  const bool is_port =
      port.empty() || (port.size() > 1 && port.front() == ':' &&
                       std::ranges::all_of(port.substr(1), [](char c) { return c >= '0' && c <= '9'; }));
  host = host.substr(0, end);
  constexpr std::array<std::string_view, 3> loopback{"127.0.0.1", "localhost", "[::1]"};
  return is_port && !host.empty() && (!plain || std::ranges::find(loopback, host) != loopback.end());
}

}  // namespace bookmarket::fetch
