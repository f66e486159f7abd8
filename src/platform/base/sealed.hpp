// Opaque text that a client hands back: bytes bound to what they belong to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bookmarket {

/// As base64url. Guards against texts cut, changed or used elsewhere; not against who knows how it is made.
[[nodiscard]] std::string seal(std::string_view bytes, std::uint64_t belongs_to);
/// nullopt: not what seal() writes for these bytes and what they belong to.
[[nodiscard]] std::optional<std::string> unseal(std::string_view text, std::uint64_t belongs_to);

}  // namespace bookmarket
