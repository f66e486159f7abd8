// What may be offered, and what may become of it. Pure.
#pragma once

#include <vector>

#include "services/catalog/domain/copy.hpp"

namespace bookmarket::catalog {

inline constexpr std::int64_t lowest_price = 100, highest_price = 100'000'000;  ///< kopiykas: 1 UAH, 1,000,000 UAH
inline constexpr std::size_t max_notes = 2000;                                  ///< characters

struct Terms {
  std::optional<Money> price = {};  ///< absent: not for sale
  bool for_exchange = false;
};
/// JSON pointers are under /body.
[[nodiscard]] std::vector<FieldError> check(const Terms& terms);

/// What an owner may do with a copy.
enum class ShelfAction : std::uint8_t { change, withdraw, offer_again, sell_elsewhere, pause, resume };
/// The status after it; an Error `conflict` with code copy_reserved, copy_sold, … when it may not be. Doing a thing
/// twice changes nothing the second time.
[[nodiscard]] Result<CopyStatus> after(ShelfAction action, CopyStatus status);
/// The same for a copy that a moderator may have restricted: `conflict` with code copy_hidden then, but for changes
/// that were asked for.
[[nodiscard]] Result<CopyStatus> after(ShelfAction action, const Copy& copy);

/// What a copy becomes for the others when a moderator restricts it: one that is being bought, or was, stays so.
[[nodiscard]] Copy restricted(Copy copy, CaseId case_id, DecisionAction action, Timestamp now);
/// And when that is taken back; as it was where another decision holds. `away`: see Seller::is_away().
[[nodiscard]] Copy released(Copy copy, CaseId case_id, bool away);

}  // namespace bookmarket::catalog
