// Value: what a document may hold. No null (a missing member is absent) and no floating point.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "platform/base/clock.hpp"

namespace bookmarket {

class Value;
using Bytes = std::vector<std::uint8_t>;
using Array = std::vector<Value>;

/// Members in the order they were set. Small by contract (a document stays under 64 KiB), so look-up is linear.
class Object {
 public:
  using Member = std::pair<std::string, Value>;

  [[nodiscard]] const Value* find(std::string_view name) const;
  [[nodiscard]] Value* find(std::string_view name);
  /// Replaces or appends.
  void set(std::string name, Value value);
  void erase(std::string_view name);
  [[nodiscard]] const std::vector<Member>& members() const { return members_; }
  [[nodiscard]] std::vector<Member>& members() { return members_; }
  bool operator==(const Object&) const;

 private:
  std::vector<Member> members_;
};

class Value {
 public:
  using Variant = std::variant<bool, std::int64_t, Timestamp, std::string, Bytes, Array, Object>;

  Value() : data_(false) {}
  Value(bool v) : data_(v) {}  // NOLINT(google-explicit-constructor): a Value is its content
  template <std::integral T>
    requires(!std::same_as<T, bool>)
  Value(T v) : data_(static_cast<std::int64_t>(v)) {}   // NOLINT
  Value(Timestamp v) : data_(v) {}                      // NOLINT
  Value(std::string v) : data_(std::move(v)) {}         // NOLINT
  Value(std::string_view v) : data_(std::string(v)) {}  // NOLINT
  Value(const char* v) : data_(std::string(v)) {}       // NOLINT
  Value(Bytes v) : data_(std::move(v)) {}               // NOLINT
  Value(Array v) : data_(std::move(v)) {}               // NOLINT
  Value(Object v) : data_(std::move(v)) {}              // NOLINT

  [[nodiscard]] const Variant& data() const { return data_; }
  [[nodiscard]] Variant& data() { return data_; }
  template <class T>
  [[nodiscard]] const T* as() const {
    return std::get_if<T>(&data_);
  }
  template <class T>
  [[nodiscard]] T* as() {
    return std::get_if<T>(&data_);
  }
  bool operator==(const Value& other) const { return data_ == other.data_; }

 private:
  Variant data_;
};

inline const Value* Object::find(std::string_view name) const {
  for (const auto& m : members_)
    if (m.first == name) return &m.second;
  return nullptr;
}
inline Value* Object::find(std::string_view name) {
  for (auto& m : members_)
    if (m.first == name) return &m.second;
  return nullptr;
}
inline void Object::set(std::string name, Value value) {
  if (auto* v = find(name))
    *v = std::move(value);
  else
    members_.emplace_back(std::move(name), std::move(value));
}
inline void Object::erase(std::string_view name) {
  std::erase_if(members_, [&](const Member& m) { return m.first == name; });
}
inline bool Object::operator==(const Object& other) const { return members_ == other.members_; }

}  // namespace bookmarket
