// Reads a described type from named texts: query and path parameters. Every wrong one is reported, with its pointer.
#pragma once

#include <algorithm>
#include <charconv>

#include "platform/base/result.hpp"
#include "platform/shape/shape.hpp"

namespace bookmarket::shape {

struct NamedText {
  std::string_view place;  ///< "query" or "path": the first segment of the JSON pointer
  std::string name;
  std::string value;  ///< percent-decoded
};

namespace detail {

using Report = std::vector<FieldError>;

inline void complain(Report& errors, const NamedText& at, std::string code, std::string detail) {
  std::string pointer = "/" + std::string(at.place) + "/";
  for (const char c : at.name) {  // RFC 6901 escapes
    if (c == '~')
      pointer += "~0";
    else if (c == '/')
      pointer += "~1";
    else
      pointer += c;
  }
  errors.push_back({std::move(pointer), std::move(code), std::move(detail)});
}

template <class T>
void read_text(const NamedText& from, const Info& info, T& out, Report& errors) {
  if constexpr (is_optional<T>::value) {
    read_text(from, info, out.emplace(), errors);
  } else if constexpr (std::same_as<T, bool>) {
    if (from.value == "true")
      out = true;
    else if (from.value == "false")
      out = false;
    else
      complain(errors, from, "not_a_boolean", "Use true or false.");
  } else if constexpr (std::integral<T>) {
    std::int64_t n = 0;
    const char* begin = from.value.data();
    const char* end = begin + from.value.size();
    const auto [stop, problem] = std::from_chars(begin, end, n);
    if (stop != end || begin == end || problem == std::errc::invalid_argument)
      return complain(errors, from, "not_an_integer", "Use a whole number.");
    const auto low = std::max<std::int64_t>(info.min, static_cast<std::int64_t>(std::numeric_limits<T>::min()));
    const auto high = std::is_same_v<T, std::uint64_t>
                          ? info.max
                          : std::min<std::int64_t>(info.max, static_cast<std::int64_t>(std::numeric_limits<T>::max()));
    if (problem == std::errc::result_out_of_range || n < low || n > high)
      return complain(errors, from, "out_of_range",
                      "Use a number from " + std::to_string(low) + " to " + std::to_string(high) + ".");
    out = static_cast<T>(n);
  } else if constexpr (Slugged<T>) {
    for (std::size_t i = 0; i < Slugs<T>::values.size(); ++i) {
      if (Slugs<T>::values[i] == from.value) {
        out = static_cast<T>(i);
        return;
      }
    }
    std::string known;
    for (const auto v : Slugs<T>::values) known += (known.empty() ? "" : ", ") + std::string(v);
    complain(errors, from, "unknown_value", "Use one of: " + known + ".");
  } else if constexpr (is_id<T>::value) {
    if (auto id = T::parse(from.value))
      out = *id;
    else
      complain(errors, from, "not_a_uuid", "Use a UUID such as 018f3c1e-7b1a-7c3d-9e2f-0123456789ab.");
  } else {
    static_assert(std::same_as<T, std::string>);
    const auto length = length_of(from.value);
    if (length > info.max_length)
      return complain(errors, from, "too_long", "Use at most " + std::to_string(info.max_length) + " characters.");
    if (length < info.min_length)
      return complain(errors, from, "too_short", "Use at least " + std::to_string(info.min_length) + " characters.");
    if (info.valid != nullptr && !info.valid(from.value))
      return complain(errors, from, "bad_format", std::string(info.valid_detail));
    out = from.value;
  }
}

}  // namespace detail

/// Fills a T. Error `invalid` lists every wrong, repeated, missing or (unless T is Open) unknown parameter.
template <Described T>
[[nodiscard]] Result<T> from_texts(const std::vector<NamedText>& texts) {
  T out{};
  detail::Report errors;
  std::vector<bool> used(texts.size(), false);
  for_each_field<T>([&]<class C, class M>(const Field<C, M>& f) {
    M& member = out.*(f.member);
    std::size_t seen = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (texts[i].name != f.name) continue;
      used[i] = true;
      ++seen;
      if (!is_utf8(texts[i].value)) {
        detail::complain(errors, texts[i], "not_utf8", "Use percent-encoded UTF-8.");
      } else if constexpr (is_vector<M>::value) {
        if (seen == f.info.max_length + 1) {
          detail::complain(errors, texts[i], "too_many",
                           "Repeat it at most " + std::to_string(f.info.max_length) + " times.");
        } else if (seen <= f.info.max_length) {
          detail::read_text(texts[i], f.info, member.emplace_back(), errors);
        }
      } else if (seen == 2) {
        detail::complain(errors, texts[i], "repeated", "Give it once.");
      } else if (seen == 1) {
        detail::read_text(texts[i], f.info, member, errors);
      }
    }
    if constexpr (!is_vector<M>::value && !is_optional<M>::value) {
      if (seen == 0) errors.push_back({"/query/" + std::string(f.name), "missing", "Give this parameter."});
    }
  });
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (used[i] || Open<T>) continue;
    NamedText shown = texts[i];
    if (!is_utf8(shown.name)) shown.name = "?";
    detail::complain(errors, shown, "unknown_parameter", "This address takes no such parameter.");
  }
  if (errors.empty()) return out;
  return fail(Error{ErrorKind::invalid, "invalid_request", "Some of what was sent cannot be used; see errors.",
                    std::move(errors)});
}

}  // namespace bookmarket::shape
