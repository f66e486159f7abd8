#include "platform/store/index_key.hpp"

#include <algorithm>

namespace bookmarket::store {
namespace {

// First byte of a value. All are below 0xFF, which range_of and the escape of NUL rely on.
constexpr char boolean = 0x10, integer = 0x20, timestamp = 0x30, text = 0x40, bytes = 0x50;
constexpr char above_all_tags = '\xFF';

/// Big-endian with the sign bit flipped: negative numbers come first.
void append_integer(std::string& key, std::int64_t n) {
  const auto bits = static_cast<std::uint64_t>(n) ^ (std::uint64_t{1} << 63);
  for (int shift = 56; shift >= 0; shift -= 8) key += static_cast<char>(bits >> shift);
}

/// NUL is written 00 FF and the end 00, so that a text comes before its own continuations.
void append_string(std::string& key, std::string_view s) {
  for (std::size_t nul; (nul = s.find('\0')) != s.npos; s.remove_prefix(nul + 1)) {
    key.append(s.substr(0, nul + 1));
    key += '\xFF';
  }
  key.append(s);
  key += '\0';
}

std::unexpected<Error> not_indexable(const Index& index, const std::string& member) {
  return fail(Error{ErrorKind::invalid,
                    "not_indexable",
                    "This value cannot be put in order.",
                    {{"/body/" + member, "not_indexable", "Give text, a number, a time or a truth value."}},
                    "index " + index.name});
}

std::unexpected<Error> bad_query(const Query& query, std::string why) {
  return fail(ErrorKind::internal, "bad_query", "Something broke on our side.",
              query.collection + "/" + query.index + ": " + std::move(why));
}

}  // namespace

bool append_key(std::string& key, const Value& value) {
  if (const auto* s = value.as<std::string>()) {
    key += text;
    append_string(key, *s);
  } else if (const auto* n = value.as<std::int64_t>()) {
    key += integer;
    append_integer(key, *n);
  } else if (const auto* t = value.as<Timestamp>()) {
    key += timestamp;
    append_integer(key, t->time_since_epoch().count());
  } else if (const auto* b = value.as<bool>()) {
    key += boolean;
    key += *b ? '\1' : '\0';
  } else if (const auto* raw = value.as<Bytes>()) {
    key += bytes;
    append_string(key, std::string_view(reinterpret_cast<const char*>(raw->data()), raw->size()));
  } else {
    return false;
  }
  return true;
}

Result<std::vector<std::string>> keys_of(const Index& index, std::string_view id, const Object& body) {
  std::vector<std::string> keys{{}};
  bool multiplied = false;
  for (const auto& field : index.fields) {
    const Value* value = body.find(field.member);
    if (value == nullptr) return std::vector<std::string>{};
    if (const auto* array = value->as<Array>()) {
      if (multiplied) return not_indexable(index, field.member);
      multiplied = true;
      const std::string prefix = keys.front();
      keys.assign(array->size(), prefix);
      for (std::size_t i = 0; i < array->size(); ++i)
        if (!append_key(keys[i], (*array)[i])) return not_indexable(index, field.member);
    } else {
      for (auto& key : keys)
        if (!append_key(key, *value)) return not_indexable(index, field.member);
    }
  }
  for (auto& key : keys) {
    key += text;
    append_string(key, id);
  }
  if (multiplied) {
    std::ranges::sort(keys);
    const auto repeated = std::ranges::unique(keys);
    keys.erase(repeated.begin(), repeated.end());
  }
  return keys;
}

Result<KeyRange> range_of(const Index& index, const Query& query) {
  const bool ranged = query.from || query.before;
  if (query.equals.size() + (ranged ? 1 : 0) > index.fields.size()) return bad_query(query, "more values than fields");
  std::string prefix;
  for (const auto& value : query.equals)
    if (!append_key(prefix, value)) return bad_query(query, "an array or object has no order");
  KeyRange range{prefix, prefix};
  if (query.from && !append_key(range.low, *query.from)) return bad_query(query, "an array or object has no order");
  if (!query.before)
    range.high += above_all_tags;
  else if (!append_key(range.high, *query.before))
    return bad_query(query, "an array or object has no order");
  return range;
}

bool is_first_in_range(std::string_view key, const std::vector<std::string>& keys, const KeyRange& range,
                       bool descending) {
  if (keys.size() < 2) return true;
  const auto low = std::ranges::upper_bound(keys, range.low), high = std::ranges::lower_bound(keys, range.high);
  return low < high && key == (descending ? *(high - 1) : *low);
}

}  // namespace bookmarket::store
