#include "services/catalog/places/places.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <map>
#include <numeric>
#include <tuple>

#include "services/catalog/domain/fold.hpp"
#include "services/catalog/places/sound.hpp"

namespace bookmarket::catalog {
namespace {

std::unexpected<Error> unreadable(std::string detail) {
  return fail(ErrorKind::invalid, "places_unreadable", std::move(detail));
}

bool is_code(std::string_view s) {
  return s.size() == 19 && s.starts_with("UA") && s.find_first_not_of("0123456789", 2) == s.npos;
}

/// Digits of a settlement's code that name its region, district and community.
constexpr std::size_t region_digits = 4, district_digits = 6, community_digits = 9;

bool is_centre(std::string_view code) { return code.substr(community_digits, 3) == "001"; }

}  // namespace

/// Reads the lines; units stand before what belongs to them, as their codes sort first.
class Places::Reader {
 public:
  explicit Reader(Places& places) : places_(places) {}

  Result<void> read() {
    std::string_view rest = places_.text_;
    for (std::size_t line = 1; !rest.empty(); ++line) {
      const auto text = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), text.size() + 1));
      if (line == 1 ? text != "code,category,name,population" : !take(text))
        return unreadable("Line " + std::to_string(line) + " is not code,category,name,population in order of code.");
    }
    if (places_.places_.empty()) return unreadable("There are no settlements.");
    return {};
  }

 private:
  bool take(std::string_view line) {
    const auto field = [&] {
      const auto text = line.substr(0, line.find(','));
      line.remove_prefix(std::min(line.size(), text.size() + 1));
      return text;
    };
    const auto code = field(), category = field(), name = field(), population = field();
    if (!is_code(code) || code <= before_ || category.size() != 1 || name.empty() || !line.empty()) return false;
    before_ = code;
    switch (category[0]) {
      case 'O':
        return add_unit(code.substr(0, region_digits), name, name.contains(' ') ? "" : " область");
      case 'P':
        return add_unit(code.substr(0, district_digits), name, " район");
      case 'H':
        return add_unit(code.substr(0, community_digits), name, " громада");
      case 'K':
        return add_unit(code.substr(0, region_digits), name, "") && add(code, name, PlaceCategory::city, population);
      case 'M':
        return add(code, name, PlaceCategory::city, population);
      case 'T':
      case 'X':
        return add(code, name, PlaceCategory::settlement, population);
      case 'C':
        return add(code, name, PlaceCategory::village, population);
      default:
        return false;
    }
  }

  bool add_unit(std::string_view digits, std::string_view name, std::string_view kind) {
    if (places_.units_.size() > UINT16_MAX) return false;
    Unit unit{.name = std::string(name) + std::string(kind)};
    const auto folded = fold(unit.name);
    for (std::string_view rest = folded; !rest.empty();) {
      const auto word = rest.substr(0, rest.find(' '));
      rest.remove_prefix(std::min(rest.size(), word.size() + 1));
      unit.sounds += ' ' + blurred_sound(sound_of(word));
    }
    units_[digits] = static_cast<std::uint16_t>(places_.units_.size());
    places_.units_.push_back(std::move(unit));
    return true;
  }

  bool add(std::string_view code, std::string_view name, PlaceCategory category, std::string_view population) {
    Entry place{.code = code, .name = name, .category = category};
    const auto unit = [&](std::size_t digits) {
      const auto found = units_.find(code.substr(0, digits));
      return found == units_.end() ? std::uint16_t{0} : found->second;
    };
    place.region = unit(region_digits);
    place.district = unit(district_digits);
    place.community = unit(community_digits);
    if (!population.empty()) {
      const auto [end, error] =
          std::from_chars(population.data(), population.data() + population.size(), place.population);
      if (error != std::errc{} || end != population.data() + population.size()) return false;
    }
    places_.places_.push_back(place);
    return place.region != 0;
  }

  Places& places_;
  std::map<std::string_view, std::uint16_t> units_;  ///< by digits of the code
  std::string_view before_;
};

Result<std::unique_ptr<const Places>> Places::parse(std::string csv) {
  std::unique_ptr<Places> out(new Places(std::move(csv)));
  if (auto done = Reader(*out).read(); !done) return fail(std::move(done).error());
  std::ranges::sort(out->places_, {}, [](const Entry& p) {
    const int rank =
        static_cast<int>(p.category) * 2 + (p.category == PlaceCategory::city || is_centre(p.code) ? 0 : 1);
    return std::tuple(rank, -static_cast<std::int64_t>(p.population), p.code);
  });
  out->by_code_.resize(out->places_.size());
  std::iota(out->by_code_.begin(), out->by_code_.end(), 0U);
  std::ranges::sort(out->by_code_, {}, [&](std::uint32_t i) { return out->places_[i].code; });
  out->index_names();
  return out;
}

Result<std::unique_ptr<const Places>> Places::load(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::string csv{std::istreambuf_iterator<char>(in), {}};
  if (!in.is_open() || in.bad()) return unreadable("Cannot read " + file + ".");
  return parse(std::move(csv));
}

void Places::index_names() {
  for (std::uint32_t i = 0; i < places_.size(); ++i) {
    const auto name = fold(places_[i].name);
    for (std::size_t at = 0; at != std::string::npos && at < name.size();) {
      const auto rest = std::string_view(name).substr(at);
      const auto sound = sound_of(rest);
      (at == 0 ? spelled_.name : spelled_.words).add(rest, i);
      (at == 0 ? sounded_.name : sounded_.words).add(sound, i);
      (at == 0 ? blurred_.name : blurred_.words).add(blurred_sound(sound), i);
      at = name.find(' ', at);
      if (at != std::string::npos) ++at;
    }
  }
  for (Index* index : {&spelled_, &sounded_, &blurred_}) {
    index->name.seal();
    index->words.seal();
  }
}

std::optional<Place> Places::find(std::string_view code) const {
  const auto code_of = [this](std::uint32_t i) { return places_[i].code; };
  const auto found = std::ranges::lower_bound(by_code_, code, {}, code_of);
  if (found == by_code_.end() || code_of(*found) != code) return std::nullopt;
  const Settlement place = shown(places_[*found]);
  return Place{std::string(place.code), std::string(place.name), std::string(place.region)};
}

Settlement Places::shown(const Entry& place) const {
  return {place.code,
          place.name,
          place.category,
          units_[place.community].name,
          units_[place.district].name,
          units_[place.region].name};
}

}  // namespace bookmarket::catalog
