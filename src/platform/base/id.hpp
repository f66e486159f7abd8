// UUIDs (RFC 9562), typed per aggregate so that a CopyId is never passed for a WorkId.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/clock.hpp"

namespace bookmarket {

struct Uuid {
  std::array<std::uint8_t, 16> bytes{};

  auto operator<=>(const Uuid&) const = default;
  /// Lower-case 8-4-4-4-12 form.
  [[nodiscard]] std::string to_string() const;
  /// Accepts the 36-character form, either case. nullopt: anything else.
  static std::optional<Uuid> parse(std::string_view text);
  /// Version 7: ordered by creation time, 74 random bits.
  static Uuid v7(Timestamp now);
  /// Version 8 from a hash of `name`: the same name gives the same id on every machine.
  static Uuid v8_of(std::string_view name);
};

template <class Tag>
struct Id {
  Uuid uuid{};

  auto operator<=>(const Id&) const = default;
  [[nodiscard]] std::string to_string() const { return uuid.to_string(); }
  static std::optional<Id> parse(std::string_view text) {
    if (auto u = Uuid::parse(text)) return Id{*u};
    return std::nullopt;
  }
  static Id v7(Timestamp now) { return Id{Uuid::v7(now)}; }
  static Id v8_of(std::string_view name) { return Id{Uuid::v8_of(name)}; }
};

}  // namespace bookmarket

template <>
struct std::hash<bookmarket::Uuid> {
  std::size_t operator()(const bookmarket::Uuid& u) const noexcept {
    std::size_t h;
    __builtin_memcpy(&h, u.bytes.data() + 8, sizeof h);  // the random (v7) or hashed (v8) half
    return h;
  }
};
template <class Tag>
struct std::hash<bookmarket::Id<Tag>> {
  std::size_t operator()(const bookmarket::Id<Tag>& id) const noexcept {
    return std::hash<bookmarket::Uuid>{}(id.uuid);
  }
};
