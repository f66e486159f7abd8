#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "services/catalog/demo/demo.hpp"
#include "services/catalog/demo/dice.hpp"
#include "services/catalog/demo/notes.hpp"

namespace bookmarket::catalog::demo {
namespace {

/// Sellers by how full their shelves are: a few have hundreds of books, most a few dozen.
std::vector<std::uint64_t> shelf_ends(std::span<const Seller> sellers) {
  std::vector<std::uint64_t> ends;
  std::uint64_t total = 0;
  for (const Seller& seller : sellers) {
    Dice dice("demo-shelf:" + seller.id.to_string());
    const std::uint64_t r = dice.below(10);
    ends.push_back(total += 4 + r * r * r / 20);
  }
  return ends;
}

unsigned how_many(const Printing& printing) {
  Dice dice("demo-count:" + printing.edition->id.to_string());
  const std::uint64_t r = dice.below(100);
  unsigned n = r < 38 ? 0 : r < 80 ? 1 : r < 94 ? 2 : 3;
  // A reprinted work is a loved one, and of every forty works one is what everybody has read.
  if (printing.editions_of_work > 2 && dice.percent(std::min(70U, 12 * (printing.editions_of_work - 1)))) ++n;
  Dice work_dice("demo-fame:" + printing.edition->work_id.to_string());
  if (work_dice.below(40) == 0) n += 3 + static_cast<unsigned>(dice.below(5));
  return n;
}

Grade grade_of(Dice& dice, std::optional<int> year) {
  // Chances in percent, best grade first.
  constexpr std::array<std::array<unsigned, 5>, 3> chances{
      {{28, 36, 24, 9, 3}, {8, 30, 36, 19, 7}, {1, 12, 36, 32, 19}}};
  const std::size_t age = !year ? 1 : *year >= 2018 ? 0 : *year >= 1992 ? 1 : 2;
  std::uint64_t ticket = dice.below(100);
  std::size_t grade = 0;
  while (ticket >= chances[age][grade]) ticket -= chances[age][grade++];
  return static_cast<Grade>(grade);
}

std::int64_t price_of(Dice& dice, const Printing& printing, Grade grade) {
  // Hryvnias for a very good recent copy, by genre in the order of the enumeration.
  constexpr std::array<std::int64_t, 13> base{190, 230, 180, 210, 290, 320, 270, 220, 420, 290, 310, 300, 200};
  constexpr std::array<std::int64_t, 5> by_grade{118, 100, 78, 55, 36};  // percent
  const int year = printing.edition->year.value_or(2010);
  const bool ukrainian = printing.edition->language == "uk";
  // The foreign file gives years of first publication: they say nothing of how old this printing is.
  const std::int64_t by_age = !ukrainian    ? 90
                              : year < 1930 ? 420
                              : year < 1961 ? 170
                              : year < 1992 ? 52
                              : year < 2006 ? 62
                              : year < 2016 ? 84
                                            : 112;
  const std::int64_t by_language = ukrainian ? 100 : 140;
  const std::int64_t by_whim = 75 + static_cast<std::int64_t>(dice.below(66));
  std::int64_t hryvnias =
      base[static_cast<std::size_t>(printing.genre)] * by_grade[static_cast<std::size_t>(grade)] / 100;
  hryvnias = hryvnias * by_age / 100 * by_language / 100 * by_whim / 100;
  const std::int64_t step = hryvnias < 200 ? 5 : 10;
  hryvnias = std::max<std::int64_t>(25, (hryvnias + step / 2) / step * step);
  if (hryvnias >= 100 && dice.percent(15)) --hryvnias;  // 199
  return hryvnias * 100;
}

}  // namespace

std::vector<Copy> copies(std::span<const Printing> batch, std::span<const Seller> sellers) {
  const std::vector<std::uint64_t> ends = shelf_ends(sellers);
  std::vector<Copy> all;
  for (const Printing& printing : batch) {
    const unsigned count = how_many(printing);
    for (unsigned n = 0; n < count; ++n) {
      const std::string about = fmt::format("demo-copy:{}:{}", printing.edition->id.to_string(), n);
      Dice dice(about);
      const auto shelf = std::ranges::upper_bound(ends, dice.below(ends.back()));
      const Seller& seller = sellers[static_cast<std::size_t>(shelf - ends.begin())];

      Copy copy{.id = CopyId::v8_of(about),
                .edition_id = printing.edition->id,
                .work_id = printing.edition->work_id,
                .seller_id = seller.id,
                .grade = grade_of(dice, printing.edition->year),
                .place = seller.place};
      copy.notes = notes(dice, copy.grade, printing.genre);
      const std::uint64_t offer = dice.below(100);  // 54 % sale, 33 % both, 13 % exchange
      copy.for_exchange = offer >= 54;
      if (offer < 87) copy.price = Money{price_of(dice, printing, copy.grade)};
      const std::uint64_t status = dice.below(100);
      copy.status = status < 95 ? CopyStatus::available : status < 97 ? CopyStatus::reserved : CopyStatus::sold;
      // Squared, so that half of the listings are of the last four months of eighteen.
      const std::uint64_t x = dice.below(1000);
      copy.listed_at = epoch - std::chrono::days(540 * x * x / 1'000'000) - std::chrono::minutes(1 + dice.below(1440));
      all.push_back(std::move(copy));
    }
  }
  return all;
}

}  // namespace bookmarket::catalog::demo
