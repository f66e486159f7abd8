#include "platform/http/compress.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>

namespace bookmarket::http {
namespace {

bool same_token(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if ((a[i] | 0x20) != (b[i] | 0x20)) return false;
  return true;
}

std::string_view trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) s.remove_suffix(1);
  return s;
}

/// RFC 9110 §12.4.2, in thousandths. nullopt: malformed.
std::optional<int> weight(std::string_view parameter) {
  if (parameter.empty()) return 1000;
  const auto sign = parameter.find('=');
  if (sign == std::string_view::npos || !same_token(trim(parameter.substr(0, sign)), "q")) return std::nullopt;
  const auto text = trim(parameter.substr(sign + 1));
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1') || (text.size() > 1 && text[1] != '.'))
    return std::nullopt;
  int thousandths = (text[0] - '0') * 1000, place = 100;
  for (const char digit : text.substr(std::min<std::size_t>(2, text.size()))) {
    if (digit < '0' || digit > '9') return std::nullopt;
    thousandths += (digit - '0') * place;
    place /= 10;
  }
  return thousandths <= 1000 ? std::optional(thousandths) : std::nullopt;
}

}  // namespace

Coding choose_coding(std::string_view accept) {
  std::optional<int> brotli, gzip, identity, any;
  while (!accept.empty()) {
    const auto comma = accept.find(',');
    const auto item = trim(accept.substr(0, comma));
    accept = comma == std::string_view::npos ? std::string_view{} : accept.substr(comma + 1);
    const auto semicolon = item.find(';');
    const auto name = trim(item.substr(0, semicolon));
    const auto q = weight(semicolon == std::string_view::npos ? std::string_view{} : trim(item.substr(semicolon + 1)));
    if (!q) continue;
    if (same_token(name, "br"))
      brotli = q;
    else if (same_token(name, "gzip"))
      gzip = q;
    else if (same_token(name, "identity"))
      identity = q;
    else if (name == "*")
      any = q;
  }
  const int br = brotli.value_or(any.value_or(0)), gz = gzip.value_or(any.value_or(0));
  if (std::max(br, gz) == 0 || identity.value_or(0) > std::max(br, gz)) return Coding::identity;
  return br >= gz ? Coding::brotli : Coding::gzip;
}

std::string_view coding_name(Coding coding) {
  return coding == Coding::brotli ? "br" : coding == Coding::gzip ? "gzip" : "";
}

bool worth_packing(std::string_view type, std::string_view body) {
  return body.size() >= 600 && type != "application/zip" &&
         (type.starts_with("text/") || type.starts_with("application/") || type.starts_with("image/svg"));
}

std::string compress(Coding coding, std::string_view body) {
  std::string out;
  if (coding == Coding::brotli) {
    std::size_t size = BrotliEncoderMaxCompressedSize(body.size());
    out.resize(size);
    constexpr int quality = 5, window = 18;  // ready answers live 5 s: speed before the last per cent
    if (BrotliEncoderCompress(quality, window, BROTLI_MODE_TEXT, body.size(),
                              reinterpret_cast<const std::uint8_t*>(body.data()), &size,
                              reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_FALSE)
      std::abort();  // the buffer is as large as the library asks: cannot fail
    out.resize(size);
  } else if (coding == Coding::gzip) {
    z_stream z{};
    constexpr int gzip_wrapper = 15 + 16;
    if (deflateInit2(&z, 5, Z_DEFLATED, gzip_wrapper, 8, Z_DEFAULT_STRATEGY) != Z_OK) std::abort();  // out of memory
    out.resize(deflateBound(&z, static_cast<uLong>(body.size())));
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
    z.avail_in = static_cast<uInt>(body.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    deflate(&z, Z_FINISH);
    out.resize(z.total_out);
    deflateEnd(&z);
  } else {
    out = body;
  }
  return out;
}

}  // namespace bookmarket::http
