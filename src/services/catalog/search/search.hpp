// The search port: works found by text and facets. Adapters: search_embedded.cpp, search_opensearch.cpp (later).
// The store is the source of truth; an index is fed by events and can always be rebuilt (`bookmarket reindex`).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/clock.hpp"
#include "platform/base/task.hpp"
#include "services/catalog/domain/vocabulary.hpp"

namespace bookmarket::catalog::search {

/// One copy on offer, as far as filters and facets need it. Only available copies are indexed.
struct Offer {
  std::optional<std::int64_t> price = {};  ///< minor units of UAH; empty: not for sale
  Grade grade = Grade::good;
  bool for_exchange = false;
  std::string place = {};  ///< KATOTTG code of the settlement
  Timestamp listed_at = {};

  bool operator==(const Offer&) const = default;
};

/// One printed edition of the work.
struct EditionText {
  std::string title = {};
  std::vector<std::string> authors = {};  ///< as printed, "Surname First Patronymic" or "First Surname"
  std::string publisher = {};
  std::string isbn13 = {};    ///< 13 digits or empty
  std::string language = {};  ///< ISO 639-1 or empty
  int year = 0;               ///< 0: unknown

  bool operator==(const EditionText&) const = default;
};

/// What is indexed: one work with all its editions and offers. Replacing an entry replaces it whole.
struct Entry {
  std::string id = {};  ///< of the work; opaque to the engine
  Genre genre = Genre::other;
  std::vector<EditionText> editions = {};
  std::vector<Offer> offers = {};
};

enum class Sort : std::uint8_t { relevance, newest, price_asc, price_desc, year_desc, title };

/// All given restrictions hold at once; within a list any value fits. A work matches when ONE of its offers
/// satisfies every offer restriction (grade, price, place, exchange, sale) and one of its editions the edition
/// restrictions (language, year). With no offer restriction, works without offers match too.
struct Filters {
  std::vector<std::string> languages = {};
  std::vector<Genre> genres = {};
  std::optional<int> year_min = {}, year_max = {};
  std::vector<Grade> grades = {};
  std::optional<std::int64_t> price_min = {}, price_max = {};
  std::vector<std::string> places = {};
  std::optional<bool> exchange = {};  ///< true: open to exchange; false: not
  std::optional<bool> sale = {};      ///< true: has a price; false: has none
  bool offered = false;               ///< only works with at least one offer
};

struct Request {
  std::string text = {};  ///< any bytes, as typed; empty: browse
  bool verbatim = false;  ///< no rewriting (layout, transliteration, typos): "search for exactly what I typed"
  Filters filters = {};
  Sort sort = Sort::relevance;
  std::string cursor = {};  ///< from Page::next_cursor of the same request, or empty
  unsigned limit = 24;      ///< 1..100
  bool facets = true;
};

struct Hit {
  std::string id;
  // Over the offers that satisfy the filters:
  unsigned copies = 0;
  std::optional<std::int64_t> price_min = {};
  std::optional<Grade> best_grade = {};
  bool exchange = false;
  std::vector<std::string> places = {};  ///< at most 3, most frequent first
};

struct FacetCount {
  std::string value;
  unsigned count = 0;  ///< works, exact; counted with every filter applied but this facet's own

  bool operator==(const FacetCount&) const = default;
};

struct Facets {
  std::vector<FacetCount> language, genre, grade, place;  ///< by count, then value; place: the 30 most frequent
  std::vector<FacetCount> decade;                         ///< "1990" = 1990..1999; by year
  std::vector<FacetCount> price;  ///< "10000-19999": price_min-price_max, inclusive, minor units; last "50000-"
  std::vector<FacetCount> exchange, sale;  ///< value "true" / "false"
};

/// How a query was rewritten before it matched.
enum class Rewrite : std::uint8_t { none, keyboard_layout, transliteration, spelling, translation };

struct Page {
  unsigned total = 0;  ///< works that match
  std::vector<Hit> hits = {};
  Facets facets = {};
  Rewrite rewrite = Rewrite::none;
  std::string understood = {};   ///< the text that was searched for, when rewrite != none
  std::string next_cursor = {};  ///< empty: this was the last page
};

enum class SuggestionKind : std::uint8_t { work, author };
struct Suggestion {
  SuggestionKind kind = SuggestionKind::work;
  std::string text = {};     ///< title, or the author's name
  std::string author = {};   ///< of a work: first author
  std::string work_id = {};  ///< of a work
};

class Search {
 public:
  virtual ~Search() = default;
  /// Errors: `invalid` (cursor), `unavailable` (engine dead or pool full).
  virtual Task<Page> search(Request request) = 0;
  /// At most `limit` suggestions for what has been typed so far.
  virtual Task<std::vector<Suggestion>> suggest(std::string text, unsigned limit) = 0;
  /// Adds or replaces. On return the entries can be found.
  virtual Task<void> put(std::vector<Entry> entries) = 0;
  virtual Task<void> remove(std::vector<std::string> ids) = 0;
};

}  // namespace bookmarket::catalog::search
