// Content codings: which one a client takes (RFC 9110 §12.5.3), and the encoders.
#pragma once

#include <string>
#include <string_view>

namespace bookmarket::http {

enum class Coding : unsigned char { identity, gzip, brotli };

/// The coding that the Accept-Encoding value prefers; among equals the smallest.
[[nodiscard]] Coding choose_coding(std::string_view accept_encoding);
/// Empty for identity.
[[nodiscard]] std::string_view coding_name(Coding coding);
/// Not for what is small, or packed by its own format.
[[nodiscard]] bool worth_packing(std::string_view type, std::string_view body);
/// Takes about 0.2 ms for 10 kB: run it on a pool.
[[nodiscard]] std::string compress(Coding coding, std::string_view body);

}  // namespace bookmarket::http
