// Writes a described value as JSON straight into a reused string. Strings must be valid UTF-8.
#pragma once

#include <charconv>

#include "platform/shape/shape.hpp"

namespace bookmarket::shape {

void write_json_string(std::string& out, std::string_view text);

template <class T>
void write_json(std::string& out, const T& value);

namespace detail {

template <class T>
bool is_present(const T& value) {
  if constexpr (is_optional<T>::value)
    return value.has_value();
  else
    return true;
}

template <Described T>
void write_object(std::string& out, const T& value) {
  static_assert(!has_secret<T>(), "a type with a secret member is never written to JSON");
  out += '{';
  bool first = true;
  for_each_field<T>([&](const auto& f) {
    const auto& member = value.*(f.member);
    if (!is_present(member)) return;
    if (!first) out += ',';
    first = false;
    out += '"';
    out += f.name;
    out += "\":";
    write_json(out, member);
  });
  out += '}';
}

}  // namespace detail

template <class T>
void write_json(std::string& out, const T& value) {
  if constexpr (is_optional<T>::value) {
    write_json(out, *value);
  } else if constexpr (is_vector<T>::value) {
    out += '[';
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (i != 0) out += ',';
      write_json(out, value[i]);
    }
    out += ']';
  } else if constexpr (std::same_as<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (std::integral<T>) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, end);
  } else if constexpr (std::convertible_to<const T&, std::string_view>) {
    write_json_string(out, value);
  } else if constexpr (Slugged<T>) {
    write_json_string(out, Slugs<T>::values[static_cast<std::size_t>(value)]);
  } else if constexpr (std::same_as<T, Timestamp>) {
    write_json_string(out, to_rfc3339(value));
  } else if constexpr (is_id<T>::value) {
    write_json_string(out, value.to_string());
  } else if constexpr (std::same_as<T, Money>) {
    out += "{\"amount\":";
    write_json(out, value.amount);
    out += ",\"currency\":";
    write_json_string(out, value.currency.code());
    out += '}';
  } else {
    detail::write_object(out, value);
  }
}

template <class T>
[[nodiscard]] std::string to_json(const T& value) {
  std::string out;
  write_json(out, value);
  return out;
}

}  // namespace bookmarket::shape
