#include "services/catalog/search/cursor.hpp"

#include <algorithm>
#include <cstring>

#include "platform/base/sealed.hpp"
#include "services/catalog/search/word_forms.hpp"

namespace bookmarket::catalog::search {
namespace {

void put_number(std::string& out, std::uint64_t n) {
  for (int i = 0; i < 8; ++i) out += static_cast<char>(n >> (8 * i) & 255U);
}
std::uint64_t get_number(std::string_view bytes) {
  std::uint64_t n = 0;
  for (std::size_t i = 0; i < 8; ++i) n |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
  return n;
}

constexpr std::size_t longest_cursor = 4096;  // several times the longest key of a title (collation_key)

}  // namespace

std::uint64_t fingerprint(const Request& r) {
  std::string all;
  const auto number = [&](std::int64_t n) { put_number(all, static_cast<std::uint64_t>(n)); };
  const auto text = [&](const std::string& s) {
    number(static_cast<std::int64_t>(s.size()));
    all += s;
  };
  const auto maybe = [&](const auto& value) {
    number(value ? 1 : 0);
    number(value ? static_cast<std::int64_t>(*value) : 0);
  };
  const auto list = [&](auto values, auto write) {
    std::ranges::sort(values);
    number(static_cast<std::int64_t>(values.size()));
    for (const auto& v : values) write(v);
  };
  const auto& f = r.filters;
  text(r.text);
  number(static_cast<std::int64_t>(r.sort));
  number(r.verbatim ? 1 : 0);
  list(f.languages, text);
  list(f.places, text);
  list(f.genres, [&](Genre g) { number(static_cast<std::int64_t>(g)); });
  list(f.grades, [&](Grade g) { number(static_cast<std::int64_t>(g)); });
  maybe(f.year_min);
  maybe(f.year_max);
  maybe(f.price_min);
  maybe(f.price_max);
  maybe(f.exchange);
  maybe(f.sale);
  number(f.offered ? 1 : 0);
  return hash64(all);
}

std::string to_cursor(const Position& p, std::uint64_t request) {
  std::string bytes;
  put_number(bytes, p.order);
  put_number(bytes, p.title.size());
  bytes += p.title;
  bytes += p.id;
  return seal(bytes, request);
}

std::optional<Position> from_cursor(std::string_view cursor, std::uint64_t request) {
  if (cursor.size() > longest_cursor) return std::nullopt;
  const auto bytes = unseal(cursor, request);
  if (!bytes || bytes->size() < 16) return std::nullopt;
  const std::string_view body = *bytes;
  const auto title = get_number(body.substr(8));
  if (title > body.size() - 16) return std::nullopt;
  return Position{get_number(body), std::string(body.substr(16, title)), std::string(body.substr(16 + title))};
}

}  // namespace bookmarket::catalog::search
