#include "services/auth/domain/unicode.hpp"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace bookmarket::auth {
namespace {

utf8proc_category_t category(char32_t c) { return utf8proc_category(static_cast<utf8proc_int32_t>(c)); }

utf8proc_int32_t to_lower(utf8proc_int32_t c, void*) { return utf8proc_tolower(c); }

std::optional<std::string> mapped(std::string_view text, int options, utf8proc_custom_func change = nullptr) {
  utf8proc_uint8_t* out = nullptr;
  const auto size = utf8proc_map_custom(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                        static_cast<utf8proc_ssize_t>(text.size()), &out,
                                        static_cast<utf8proc_option_t>(options | UTF8PROC_STABLE), change, nullptr);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(out, &std::free);
  if (size < 0) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(out), static_cast<std::size_t>(size));
}

}  // namespace

std::optional<std::string> nfc(std::string_view text) { return mapped(text, UTF8PROC_COMPOSE); }

std::string fold(std::string_view text) {
  return mapped(text, UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE).value_or("");
}

std::string lower(std::string_view text) { return mapped(text, UTF8PROC_COMPOSE, to_lower).value_or(""); }

std::u32string code_points(std::string_view text) {
  std::u32string out;
  while (!text.empty()) {
    utf8proc_int32_t c = 0;
    const auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                    static_cast<utf8proc_ssize_t>(text.size()), &c);
    if (n <= 0) break;
    out += static_cast<char32_t>(c);
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  return out;
}

bool is_letter(char32_t c) { return category(c) >= UTF8PROC_CATEGORY_LU && category(c) <= UTF8PROC_CATEGORY_ME; }
bool is_digit(char32_t c) { return category(c) >= UTF8PROC_CATEGORY_ND && category(c) <= UTF8PROC_CATEGORY_NO; }
bool is_control(char32_t c) { return category(c) == UTF8PROC_CATEGORY_CC; }

}  // namespace bookmarket::auth
