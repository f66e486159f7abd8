// Turns a described type into a stored document and back. Readers ignore members they do not know.
#pragma once

#include "platform/base/result.hpp"
#include "platform/shape/shape.hpp"
#include "platform/shape/value.hpp"

namespace bookmarket::shape {

template <Described T>
[[nodiscard]] Object to_object(const T& value);
template <Described T>
[[nodiscard]] Result<T> from_object(const Object& object);

namespace detail {

template <class T>
Value to_value(const T& value) {
  if constexpr (is_vector<T>::value) {
    Array out;
    out.reserve(value.size());
    for (const auto& v : value) out.push_back(to_value(v));
    return out;
  } else if constexpr (Slugged<T>) {
    return Slugs<T>::values[static_cast<std::size_t>(value)];
  } else if constexpr (is_id<T>::value) {
    return value.to_string();
  } else if constexpr (std::same_as<T, Money>) {
    Object out;
    out.set("amount", value.amount);
    out.set("currency", value.currency.code());
    return out;
  } else if constexpr (Described<T>) {
    return to_object(value);
  } else {
    return value;
  }
}

/// False: the stored value has another type than the code expects.
template <class T>
bool from_value(const Value& value, T& out) {
  if constexpr (is_vector<T>::value) {
    const auto* array = value.as<Array>();
    if (array == nullptr) return false;
    out.clear();
    for (const auto& v : *array)
      if (!from_value(v, out.emplace_back())) return false;
    return true;
  } else if constexpr (is_optional<T>::value) {
    return from_value(value, out.emplace());
  } else if constexpr (std::same_as<T, bool> || std::same_as<T, Timestamp> || std::same_as<T, std::string>) {
    const auto* v = value.as<T>();
    if (v != nullptr) out = *v;
    return v != nullptr;
  } else if constexpr (std::integral<T>) {
    const auto* v = value.as<std::int64_t>();
    if (v == nullptr || !std::in_range<T>(*v)) return false;
    out = static_cast<T>(*v);
    return true;
  } else if constexpr (Slugged<T>) {
    const auto* v = value.as<std::string>();
    for (std::size_t i = 0; v != nullptr && i < Slugs<T>::values.size(); ++i) {
      if (Slugs<T>::values[i] == *v) {
        out = static_cast<T>(i);
        return true;
      }
    }
    return false;
  } else if constexpr (is_id<T>::value) {
    const auto* v = value.as<std::string>();
    const auto id = v == nullptr ? std::nullopt : T::parse(*v);
    if (id) out = *id;
    return id.has_value();
  } else if constexpr (std::same_as<T, Money>) {
    const auto* o = value.as<Object>();
    const auto* amount = o == nullptr ? nullptr : o->find("amount");
    const auto* code = o == nullptr ? nullptr : o->find("currency");
    if (amount == nullptr || code == nullptr || !from_value(*amount, out.amount)) return false;
    const auto* text = code->as<std::string>();
    const auto currency = text == nullptr ? std::nullopt : Currency::parse(*text);
    if (currency) out.currency = *currency;
    return currency.has_value();
  } else {
    const auto* o = value.as<Object>();
    if (o == nullptr) return false;
    auto nested = from_object<T>(*o);
    if (nested) out = std::move(*nested);
    return nested.has_value();
  }
}

}  // namespace detail

template <Described T>
Object to_object(const T& value) {
  Object out;
  for_each_field<T>([&]<class C, class M>(const Field<C, M>& f) {
    const M& member = value.*(f.member);
    if constexpr (is_optional<M>::value) {
      if (member) out.set(std::string(f.name), detail::to_value(*member));
    } else {
      out.set(std::string(f.name), detail::to_value(member));
    }
  });
  return out;
}

/// Error `internal` with code bad_document names the first member that is missing or has another type.
template <Described T>
Result<T> from_object(const Object& object) {
  T out{};
  std::string_view wrong;
  for_each_field<T>([&]<class C, class M>(const Field<C, M>& f) {
    const auto* value = object.find(f.name);
    const bool fine =
        value == nullptr ? is_optional<M>::value || is_vector<M>::value : detail::from_value(*value, out.*(f.member));
    if (!fine && wrong.empty()) wrong = f.name;
  });
  if (wrong.empty()) return out;
  return fail(ErrorKind::internal, "bad_document", "Something broke on our side.",
              std::string(Describe<T>::name) + "." + std::string(wrong) + " is missing or has another type");
}

}  // namespace bookmarket::shape
