// Describe a type once; the walkers beside this file derive JSON, field errors, JSON Schema and stored documents.
//
//   template <> struct shape::Describe<Place> {
//     static constexpr std::string_view name = "Place", doc = "A settlement.";
//     static constexpr auto fields = std::tuple{field("code", &Place::code, {.doc = "KATOTTG code."}), …};
//   };
//
// A member may be: std::string, bool, an integer, an enum with Slugs, Timestamp, Id, Money, another described type,
// std::optional or std::vector of these. An empty optional is left out, never written as null.
#pragma once

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "platform/base/clock.hpp"
#include "platform/base/id.hpp"
#include "platform/base/money.hpp"

namespace bookmarket::shape {

/// Bounds, documentation and marks of one field. Lengths count code points.
struct Info {
  std::string_view doc = {};
  std::string_view example = {};  ///< as it would stand in a URL, or as JSON text for non-strings
  std::int64_t min = std::numeric_limits<std::int64_t>::min();
  std::int64_t max = std::numeric_limits<std::int64_t>::max();
  std::size_t min_length = 0;                                        ///< of a vector: elements
  std::size_t max_length = std::numeric_limits<std::size_t>::max();  ///< of a vector: elements
  std::string_view pattern = {};                                     ///< for the schema; `valid` enforces the same
  bool (*valid)(std::string_view) = nullptr;                         ///< for strings (each element of a vector)
  std::string_view valid_detail = {};                                ///< what a valid text looks like, one sentence
  bool pii = false;                                                  ///< personal data: exported, erased and redacted
  bool secret = false;  ///< never leaves the process: write_json refuses to compile
};

template <class C, class M>
struct Field {
  std::string_view name;
  M C::* member;
  Info info;
};
template <class C, class M>
constexpr Field<C, M> field(std::string_view name, M C::* member, Info info) {
  return {name, member, info};
}

template <class T>
struct Describe;  // specialise: name, doc, fields
template <class E>
struct Slugs;  // specialise for enums: `name`, and `values`, a std::array<std::string_view, N> in enumerator order

template <class T>
concept Described = requires { Describe<T>::fields; };
/// A message whose further members are another's to name (`static constexpr bool open = true`): they are read over.
template <class T>
concept Open = Described<T> && requires { requires Describe<T>::open; };
template <class T>
concept Slugged = std::is_enum_v<T> && requires { Slugs<T>::values; };

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_vector : std::false_type {};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {};
template <class T>
struct is_id : std::false_type {};
template <class Tag>
struct is_id<Id<Tag>> : std::true_type {};

template <class T, class F>
constexpr void for_each_field(F&& f) {
  std::apply([&](const auto&... fields) { (f(fields), ...); }, Describe<T>::fields);
}

/// Whether a described type, or one nested in it, has a member marked secret.
template <class T>
constexpr bool has_secret() {
  if constexpr (is_optional<T>::value || is_vector<T>::value) {
    return has_secret<typename T::value_type>();
  } else if constexpr (Described<T>) {
    bool found = false;
    for_each_field<T>(
        [&]<class C, class M>(const Field<C, M>& f) { found = found || f.info.secret || has_secret<M>(); });
    return found;
  } else {
    return false;
  }
}

/// Code points in valid UTF-8.
[[nodiscard]] constexpr std::size_t length_of(std::string_view utf8) {
  std::size_t n = 0;
  for (const char c : utf8) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return n;
}
/// Well-formed by Unicode table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] bool is_utf8(std::string_view bytes);

}  // namespace bookmarket::shape
