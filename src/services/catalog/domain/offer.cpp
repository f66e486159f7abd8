#include "services/catalog/domain/offer.hpp"

namespace bookmarket::catalog {
namespace {

std::unexpected<Error> refused(CopyStatus status) {
  switch (status) {
    case CopyStatus::reserved:
      return fail(ErrorKind::conflict, "copy_reserved", "Somebody is buying or exchanging this copy right now.");
    case CopyStatus::sold:
      return fail(ErrorKind::conflict, "copy_sold", "This copy is sold already.");
    default:
      return fail(ErrorKind::conflict, "copy_not_offered", "This copy is not on offer.");
  }
}

}  // namespace

std::vector<FieldError> check(const Terms& terms) {
  if (!terms.price) {
    if (terms.for_exchange) return {};
    return {{"/body/price", "nothing_offered", "Name a price, or offer the copy for exchange."}};
  }
  if (terms.price->currency != Currency{}) return {{"/body/price/currency", "currency_unknown", "Prices are in UAH."}};
  if (terms.price->amount < lowest_price || terms.price->amount > highest_price)
    return {{"/body/price/amount", "out_of_range", "A price is between 1 and 1,000,000 UAH, in kopiykas."}};
  return {};
}

Result<CopyStatus> after(ShelfAction action, CopyStatus status) {
  using enum CopyStatus;
  const bool settled = status == reserved || status == sold;
  switch (action) {
    case ShelfAction::change:
      if (settled) return refused(status);
      return status;
    case ShelfAction::withdraw:
      if (settled) return refused(status);
      return withdrawn;
    case ShelfAction::offer_again:
      if (settled) return refused(status);
      return status == withdrawn ? available : status;
    case ShelfAction::sell_elsewhere:
      if (status == reserved || status == withdrawn) return refused(status);
      return sold;
    case ShelfAction::pause:
      return status == available ? paused : status;
    case ShelfAction::resume:
      return status == paused ? available : status;
  }
  return refused(status);
}

}  // namespace bookmarket::catalog
