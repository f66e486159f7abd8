// The settlements of Ukraine by the state codifier (KATOTTG), from data/places.csv: by code, and while one types.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "platform/base/result.hpp"
#include "services/catalog/domain/copy.hpp"
#include "services/catalog/places/key_index.hpp"

namespace bookmarket::catalog {

/// Views live as long as the Places they came from. Empty: it belongs to none.
struct Settlement {
  std::string_view code;  ///< "UA46100090080091563"
  std::string_view name;
  PlaceCategory category = PlaceCategory::village;
  std::string_view community;  ///< hromada: "Жидачівська громада"
  std::string_view district;   ///< "Стрийський район"
  std::string_view region;     ///< "Львівська область"; of a city with special status its own name
};

/// Immutable, for any number of threads.
class Places {
 public:
  /// Of the bytes of data/places.csv (columns: data/README.md). Error `invalid` with code places_unreadable names the
  /// line. Takes some 0.2 s.
  [[nodiscard]] static Result<std::unique_ptr<const Places>> parse(std::string csv);
  /// parse() of a file; the same error if it cannot be read.
  [[nodiscard]] static Result<std::unique_ptr<const Places>> load(const std::string& file);

  /// nullopt: the codifier has no such settlement.
  [[nodiscard]] std::optional<Place> find(std::string_view code) const;

  /// At most `limit` settlements that `text` may be the beginning of, in Ukrainian, Russian or Latin letters, perhaps
  /// on the wrong keyboard layout or with one mistake; then, perhaps after a comma, beginnings of the names of its
  /// community, district or region. What fits as written comes before what fits by its sound; among equals, cities by
  /// how many live there, then settlements, then villages, centres of communities first in either.
  [[nodiscard]] std::vector<Settlement> suggest(std::string_view text, std::size_t limit) const;

  [[nodiscard]] std::size_t size() const { return places_.size(); }

  /// Bytes of `text` beyond this are not read.
  static constexpr std::size_t max_text = 200;

  Places(const Places&) = delete;
  Places& operator=(const Places&) = delete;
  ~Places() = default;

 private:
  struct Unit {
    std::string name = {};
    std::string sounds = {};  ///< of its words, a space before each
  };
  struct Entry {
    std::string_view code, name;
    std::uint32_t population = 0;
    std::uint16_t community = 0, district = 0, region = 0;  ///< in units_; 0: none
    PlaceCategory category = PlaceCategory::village;
  };
  /// Keys that begin a name, and those that begin its other words.
  struct Index {
    KeyIndex name, words;
  };
  class Reader;
  struct Reading;
  class Gathering;

  explicit Places(std::string csv) : text_(std::move(csv)) {}
  void index_names();
  /// The likeliest first.
  static std::vector<Reading> readings(std::string_view typed);
  void gather(Gathering& found, Reading& reading) const;
  void gather_similar(Gathering& found, Reading& reading) const;
  bool gather_all(Gathering& found, std::vector<Reading>& readings) const;
  bool within(const Entry& place, Reading& reading) const;
  [[nodiscard]] Settlement shown(const Entry& place) const;

  std::string text_;
  std::vector<Unit> units_{1};
  std::vector<Entry> places_;           ///< the likeliest first
  std::vector<std::uint32_t> by_code_;  ///< places_ in order of code
  Index spelled_, sounded_, blurred_;
};

}  // namespace bookmarket::catalog
