// Reads a described type from a JSON body. Every wrong member is reported with its JSON pointer under /body.
#pragma once

#include <boost/json/value.hpp>
#include <cmath>

#include "platform/base/result.hpp"
#include "platform/shape/shape.hpp"

namespace bookmarket::shape {

/// Error `invalid` with code not_json. Depth at most 32; of duplicate members the last counts.
[[nodiscard]] Result<boost::json::value> parse_json(std::string_view text);

namespace detail {

struct MoneyMembers {
  std::int64_t amount = 0;
  std::string currency;
};

}  // namespace detail

template <>
struct Describe<detail::MoneyMembers> {
  using T = detail::MoneyMembers;
  static constexpr std::string_view name = "MoneyMembers", doc = "";
  static constexpr auto fields = std::tuple{field("amount", &T::amount, {}), field("currency", &T::currency, {})};
};

namespace detail {

inline void complain(std::vector<FieldError>& errors, const std::string& pointer, std::string code, std::string text) {
  errors.push_back({pointer, std::move(code), std::move(text)});
}

template <class T>
void read_json(const boost::json::value& from, const Info& info, const std::string& at, T& out,
               std::vector<FieldError>& errors) {
  if constexpr (is_optional<T>::value) {
    read_json(from, info, at, out.emplace(), errors);
  } else if constexpr (is_vector<T>::value) {
    if (!from.is_array()) return complain(errors, at, "not_an_array", "Use an array.");
    if (from.get_array().size() > info.max_length) return complain(errors, at, "too_many", "Use fewer elements.");
    if (from.get_array().size() < info.min_length) return complain(errors, at, "too_few", "Use more elements.");
    Info of_items = info;  // as in the schema, see there
    of_items.min_length = Info{}.min_length;
    of_items.max_length = Info{}.max_length;
    for (const auto& v : from.get_array())
      read_json(v, of_items, at + "/" + std::to_string(out.size()), out.emplace_back(), errors);
  } else if constexpr (std::same_as<T, bool>) {
    if (from.is_bool())
      out = from.get_bool();
    else
      complain(errors, at, "not_a_boolean", "Use true or false.");
  } else if constexpr (std::integral<T>) {
    std::int64_t n = 0;
    if (from.is_int64()) {
      n = from.get_int64();
    } else if (from.is_double() && std::abs(from.get_double()) < 9e15 &&
               std::trunc(from.get_double()) == from.get_double()) {
      n = static_cast<std::int64_t>(from.get_double());  // 7426.0 is an integer to JSON Schema
    } else {
      return complain(errors, at, "not_an_integer", "Use a whole number.");
    }
    if (n < info.min || n > info.max || !std::in_range<T>(n))
      return complain(errors, at, "out_of_range", "The number is out of range.");
    out = static_cast<T>(n);
  } else if constexpr (std::same_as<T, std::string>) {
    if (!from.is_string()) return complain(errors, at, "not_a_string", "Use a text.");
    const auto& s = from.get_string();
    const std::string_view text(s.data(), s.size());
    if (length_of(text) > info.max_length) return complain(errors, at, "too_long", "The text is too long.");
    if (length_of(text) < info.min_length) return complain(errors, at, "too_short", "The text is too short.");
    if (info.valid != nullptr && !info.valid(text))
      return complain(errors, at, "bad_format", std::string(info.valid_detail));
    out = text;
  } else if constexpr (Slugged<T>) {
    const std::string_view text = from.is_string() ? std::string_view(from.get_string()) : std::string_view();
    for (std::size_t i = 0; i < Slugs<T>::values.size(); ++i) {
      if (Slugs<T>::values[i] == text) {
        out = static_cast<T>(i);
        return;
      }
    }
    std::string known;
    for (const auto v : Slugs<T>::values) known += (known.empty() ? "" : ", ") + std::string(v);
    complain(errors, at, "unknown_value", "Use one of: " + known + ".");
  } else if constexpr (is_id<T>::value) {
    const auto id = from.is_string() ? T::parse(std::string_view(from.get_string())) : std::nullopt;
    if (id)
      out = *id;
    else
      complain(errors, at, "not_a_uuid", "Use a UUID such as 018f3c1e-7b1a-7c3d-9e2f-0123456789ab.");
  } else if constexpr (std::same_as<T, Money>) {
    MoneyMembers members;
    const auto before = errors.size();
    read_json(from, info, at, members, errors);
    if (errors.size() != before) return;
    const auto currency = Currency::parse(members.currency);
    if (!currency) return complain(errors, at + "/currency", "bad_format", "Use an ISO 4217 code such as UAH.");
    out = {members.amount, *currency};
  } else {
    static_assert(Described<T>);
    if (!from.is_object()) return complain(errors, at, "not_an_object", "Use an object.");
    const auto& object = from.get_object();
    for_each_field<T>([&]<class C, class M>(const Field<C, M>& f) {
      const auto pointer = at + "/" + std::string(f.name);
      if (const auto* v = object.if_contains(f.name))
        read_json(*v, f.info, pointer, out.*(f.member), errors);
      else if constexpr (!is_optional<M>::value)
        complain(errors, pointer, "missing", "Give this member.");
    });
    if constexpr (!Open<T>) {
      for (const auto& member : object) {
        bool known = false;
        for_each_field<T>([&](const auto& f) { known = known || f.name == std::string_view(member.key()); });
        if (!known)
          complain(errors, at + "/" + std::string(member.key()), "unknown_member", "No such member is taken here.");
      }
    }
  }
}

}  // namespace detail

template <Described T>
[[nodiscard]] Result<T> from_json(std::string_view text) {
  auto value = parse_json(text);
  if (!value) return fail(std::move(value).error());
  T out{};
  std::vector<FieldError> errors;
  detail::read_json(*value, Info{}, "/body", out, errors);
  if (errors.empty()) return out;
  return fail(Error{ErrorKind::invalid, "invalid_request", "Some of what was sent cannot be used; see errors.",
                    std::move(errors)});
}

}  // namespace bookmarket::shape
