// A wish: what somebody waits for, and which copies are what they wait for. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/base/result.hpp"
#include "services/catalog/domain/copy.hpp"

namespace bookmarket::catalog {

/// Who wishes is known by the account, as a seller is.
using ReaderId = Id<struct ReaderTag>;
using WishId = Id<struct WishTag>;
using AlertId = Id<struct AlertTag>;

inline constexpr unsigned most_wishes = 500;  ///< of one reader

/// What a copy must be like.
struct WishTerms {
  std::optional<Grade> worst_grade = {};  ///< absent: any will do
  std::optional<Money> price_max = {};    ///< absent: whatever it costs
  bool exchange = false;                  ///< a copy that may be swapped for will do, whatever its price

  bool operator==(const WishTerms&) const = default;
};

struct Wish {
  WishId id = {};
  ReaderId reader_id = {};
  WorkId work_id = {};
  std::optional<EditionId> edition_id = {};  ///< absent: any edition of the work
  WishTerms terms = {};
  Timestamp wished_at = {};

  bool operator==(const Wish&) const = default;
};

/// JSON pointers are under /body.
[[nodiscard]] std::vector<FieldError> check(const WishTerms& terms);

/// What is wished, in one text: "work:<id>" or "edition:<id>".
[[nodiscard]] std::string target_of(WorkId work);
[[nodiscard]] std::string target_of(EditionId edition);
[[nodiscard]] std::string target_of(const Wish& wish);
/// Wishing the same thing twice is one wish.
[[nodiscard]] WishId wish_id(ReaderId reader, std::string_view target);
/// One for each wish and copy, however often they are seen to match.
[[nodiscard]] AlertId alert_id(WishId wish, CopyId copy);

/// Is `copy` what is waited for: on offer by somebody else, of the work or edition, as good as asked, and either for
/// sale within the price, in its currency, or for exchange where that will do.
[[nodiscard]] bool matches(const Wish& wish, const Copy& copy);

}  // namespace bookmarket::catalog
