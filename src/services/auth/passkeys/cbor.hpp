// CBOR (RFC 8949) as authenticators write it. Our own decoder, since libcbor takes what we must refuse (indefinite
// lengths, duplicate keys, long forms of numbers) and sets memory aside by lengths that the input claims.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace bookmarket::auth::cbor {

enum class Kind : std::uint8_t { null, boolean, integer, bytes, text, array, map };

/// One data item. Strings are views into what was read.
struct Item {
  Kind kind = Kind::null;
  std::int64_t number = 0;       ///< of an integer; of a boolean 0 or 1
  std::string_view string = {};  ///< of bytes and text
  std::vector<Item> items = {};  ///< of an array; of a map: key, value, key, value, …

  /// The value under a key of a map; null where there is none, or this is no map.
  [[nodiscard]] const Item* find(std::string_view key) const;
  [[nodiscard]] const Item* find(std::int64_t key) const;
  [[nodiscard]] bool is(Kind k) const { return kind == k; }
};

inline constexpr int max_depth = 6;
inline constexpr std::size_t max_items = 512;

struct First {
  Item item;
  std::size_t length;  ///< of its encoding
};
/// The item that `bytes` begin with. nullopt: there is none that is whole, within the limits above and written the one
/// way we take: lengths given, numbers in their shortest form, texts in UTF-8, keys of maps integers or texts that
/// occur once (in any order: not every authenticator sorts them), no tags, no floating point.
[[nodiscard]] std::optional<First> read_first(std::string_view bytes);
/// The item that `bytes` are, with nothing behind it.
[[nodiscard]] std::optional<Item> read(std::string_view bytes);

}  // namespace bookmarket::auth::cbor
