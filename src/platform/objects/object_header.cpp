#include "platform/objects/object_header.hpp"

#include <charconv>

namespace bookmarket::objects {
namespace {
constexpr std::string_view version = "bookmarket object 1";
}

std::string header_of(const Head& head) {
  std::string text(version);
  for (const auto& line :
       {head.attributes.content_type, head.attributes.cache_control, head.etag, std::to_string(head.size)})
    text += '\n' + line;
  text += '\n';
  text.resize(header_bytes - 1, ' ');
  return text + '\n';
}

std::optional<Head> head_from(std::string_view header) {
  const auto whole = header;
  const auto line = [&header] {
    const auto one = header.substr(0, header.find('\n'));
    header.remove_prefix(std::min(header.size(), one.size() + 1));
    return std::string(one);
  };
  if (header.size() != header_bytes || line() != version) return std::nullopt;
  Head head;
  head.attributes.content_type = line();
  head.attributes.cache_control = line();
  head.etag = line();
  const auto size = line();
  const auto [end, problem] = std::from_chars(size.data(), size.data() + size.size(), head.size);
  if (problem != std::errc() || header_of(head) != whole) return std::nullopt;
  return head;
}

Timestamp modified_of(const struct stat& status) {
  return Timestamp(std::chrono::milliseconds(static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1000 +
                                             status.st_mtim.tv_nsec / 1'000'000));
}

}  // namespace bookmarket::objects
