// JSON Schema (2020-12, as OpenAPI 3.1 uses it) of a described type, as a plain tree that the http room writes out.
#pragma once

#include <map>
#include <memory>

#include "platform/shape/shape.hpp"

namespace bookmarket::shape {

struct Schema {
  std::string type;  ///< string, integer, boolean, array, object; empty with `ref`
  std::string ref;   ///< name of a described type
  std::string doc, format, pattern, example;
  std::vector<std::string> one_of;
  std::optional<std::int64_t> minimum, maximum;
  std::optional<std::size_t> min_length, max_length;  ///< of an array: items
  std::shared_ptr<Schema> items;
  struct Property;
  std::vector<Property> properties;
  bool open = false;  ///< of an object: see Open
};
struct Schema::Property {
  std::string name;
  Schema schema;
  bool required = false;
};
using Schemas = std::map<std::string, Schema>;

template <class T>
Schema schema_of(Schemas& known, const Info& info = {}) {
  Schema s;
  s.doc = info.doc;
  s.example = info.example;
  if constexpr (is_optional<T>::value) {
    return schema_of<typename T::value_type>(known, info);
  } else if constexpr (is_vector<T>::value) {
    Info of_items = info;
    of_items.doc = of_items.example = {};
    of_items.min_length = Info{}.min_length;
    of_items.max_length = Info{}.max_length;
    s.type = "array";
    s.items = std::make_shared<Schema>(schema_of<typename T::value_type>(known, of_items));
    if (info.min_length != Info{}.min_length) s.min_length = info.min_length;
    if (info.max_length != Info{}.max_length) s.max_length = info.max_length;
  } else if constexpr (std::same_as<T, bool>) {
    s.type = "boolean";
  } else if constexpr (std::integral<T>) {
    s.type = "integer";
    if constexpr (sizeof(T) == 8) s.format = "int64";
    if (info.min != Info{}.min) s.minimum = info.min;
    if (info.max != Info{}.max) s.maximum = info.max;
  } else if constexpr (Slugged<T>) {
    s.type = "string";
    for (const auto v : Slugs<T>::values) s.one_of.emplace_back(v);
  } else if constexpr (std::same_as<T, Timestamp>) {
    s.type = "string";
    s.format = "date-time";
  } else if constexpr (is_id<T>::value) {
    s.type = "string";
    s.format = "uuid";
  } else if constexpr (std::same_as<T, Money>) {
    Schema money;
    money.type = "object";
    money.doc = "An amount in integer minor units (kopiykas, cents) of one currency.";
    Schema amount, currency;
    amount.type = "integer";
    amount.format = "int64";
    amount.example = "18000";
    currency.type = "string";
    currency.pattern = "^[A-Z]{3}$";
    currency.example = "UAH";
    money.properties = {{"amount", amount, true}, {"currency", currency, true}};
    known.emplace("Money", money);
    s.ref = "Money";
  } else if constexpr (std::same_as<T, std::string>) {
    s.type = "string";
    s.pattern = info.pattern;
    if (info.min_length != 0) s.min_length = info.min_length;
    if (info.max_length != Info{}.max_length) s.max_length = info.max_length;
  } else {
    const std::string name(Describe<T>::name);
    s.ref = name;
    if (!known.contains(name)) {
      known[name] = {};  // a type that contains itself finds this and stops
      Schema object;
      object.type = "object";
      object.doc = Describe<T>::doc;
      object.open = Open<T>;
      for_each_field<T>([&]<class C, class M>(const Field<C, M>& f) {
        object.properties.push_back({std::string(f.name), schema_of<M>(known, f.info), !is_optional<M>::value});
      });
      known[name] = std::move(object);
    }
  }
  return s;
}

}  // namespace bookmarket::shape
