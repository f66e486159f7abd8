#include "services/auth/passkeys/cbor.hpp"

#include <limits>

#include "platform/shape/shape.hpp"

namespace bookmarket::auth::cbor {
namespace {

struct Head {
  unsigned major;
  std::uint64_t argument;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}
  [[nodiscard]] std::size_t left() const { return rest_.size(); }

  bool item(Item& out, int depth) {
    if (depth > max_depth || items_++ == max_items) return false;
    const auto head = next_head();
    if (!head) return false;
    switch (head->major) {
      case 0:
      case 1:
        if (head->argument > std::numeric_limits<std::int64_t>::max()) return false;
        out.kind = Kind::integer;
        out.number = static_cast<std::int64_t>(head->argument);
        if (head->major == 1) out.number = -1 - out.number;
        return true;
      case 2:
      case 3:
        out.kind = head->major == 2 ? Kind::bytes : Kind::text;
        return string(out, head->argument);
      case 4:
        out.kind = Kind::array;
        return elements(out, head->argument, depth);
      case 5:
        out.kind = Kind::map;
        return entries(out, head->argument, depth);
      case 7:
        return simple(out, head->argument);
      default:
        return false;  // a tag
    }
  }

 private:
  /// RFC 8949 §3: three bits say what comes, five its length, or how many bytes say it.
  std::optional<Head> next_head() {
    if (rest_.empty()) return std::nullopt;
    const auto first = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    const unsigned major = first >> 5U, info = first & 31U;
    if (info < 24) return Head{major, info};
    if (info > 27 || major == 7) return std::nullopt;
    const std::size_t width = std::size_t{1} << (info - 24U);
    if (rest_.size() < width) return std::nullopt;
    std::uint64_t argument = 0;
    for (const char c : rest_.substr(0, width)) argument = argument << 8U | static_cast<unsigned char>(c);
    rest_.remove_prefix(width);
    const bool shortest = width == 1 ? argument >= 24 : argument >> (width * 4) != 0;
    return shortest ? std::optional(Head{major, argument}) : std::nullopt;
  }

  bool string(Item& out, std::uint64_t length) {
    if (length > rest_.size()) return false;
    out.string = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return out.kind == Kind::bytes || shape::is_utf8(out.string);
  }

  bool elements(Item& out, std::uint64_t count, int depth) {
    if (count > rest_.size()) return false;  // each takes a byte at least
    for (std::uint64_t i = 0; i < count; ++i)
      if (!item(out.items.emplace_back(), depth + 1)) return false;
    return true;
  }

  bool entries(Item& out, std::uint64_t count, int depth) {
    if (count > rest_.size() / 2) return false;
    for (std::uint64_t i = 0; i < count; ++i) {
      Item key;
      if (!item(key, depth + 1)) return false;
      if (!key.is(Kind::integer) && !key.is(Kind::text)) return false;
      if ((key.is(Kind::text) ? out.find(key.string) : out.find(key.number)) != nullptr) return false;
      Item value;
      if (!item(value, depth + 1)) return false;
      out.items.push_back(std::move(key));
      out.items.push_back(std::move(value));
    }
    return true;
  }

  static bool simple(Item& out, std::uint64_t argument) {
    if (argument < 20 || argument > 22) return false;
    out.kind = argument == 22 ? Kind::null : Kind::boolean;
    out.number = argument == 21 ? 1 : 0;
    return true;
  }

  std::string_view rest_;
  std::size_t items_ = 0;
};

template <class Is>
const Item* value_where(const Item& map, Is is) {
  if (!map.is(Kind::map)) return nullptr;
  for (std::size_t i = 0; i + 1 < map.items.size(); i += 2)
    if (is(map.items[i])) return &map.items[i + 1];
  return nullptr;
}

}  // namespace

const Item* Item::find(std::string_view key) const {
  return value_where(*this, [&](const Item& k) { return k.is(Kind::text) && k.string == key; });
}

const Item* Item::find(std::int64_t key) const {
  return value_where(*this, [&](const Item& k) { return k.is(Kind::integer) && k.number == key; });
}

std::optional<First> read_first(std::string_view bytes) {
  Reader reader(bytes);
  First out{};
  if (!reader.item(out.item, 1)) return std::nullopt;
  out.length = bytes.size() - reader.left();
  return out;
}

std::optional<Item> read(std::string_view bytes) {
  auto first = read_first(bytes);
  if (!first || first->length != bytes.size()) return std::nullopt;
  return std::move(first->item);
}

}  // namespace bookmarket::auth::cbor
