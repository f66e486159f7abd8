// Index keys: typed values as bytes whose memcmp order is the port's order, so that any ordered byte store
// can keep an index. Values order by type first (bool < int64 < timestamp < string < bytes), then by value;
// text by its bytes. A key is its fields followed by the document's id, which makes it unique and the order
// total.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.hpp"
#include "platform/store/store.hpp"

namespace bookmarket::store {

/// Appends one scalar. False: `value` is an array or an object, which have no place in an order.
[[nodiscard]] bool append_key(std::string& key, const Value& value);

/// The sorted keys under which `index` holds a document: none when a member is absent, one for each distinct
/// element of an array. `invalid` with code not_indexable when a member, or an element, is not a scalar, or
/// two are arrays.
[[nodiscard]] Result<std::vector<std::string>> keys_of(const Index& index, std::string_view id, const Object& body);

/// The keys a query walks: low < key < high.
struct KeyRange {
  std::string low, high;

  [[nodiscard]] bool contains(std::string_view key) const { return low < key && key < high; }
};
/// `internal` with code bad_query when the query does not fit the index.
[[nodiscard]] Result<KeyRange> range_of(const Index& index, const Query& query);

/// A document with several keys in the range is one result, at the first of them. True: `key` is that one.
[[nodiscard]] bool is_first_in_range(std::string_view key, const std::vector<std::string>& keys, const KeyRange& range,
                                     bool descending);

}  // namespace bookmarket::store
