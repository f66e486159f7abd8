#include "services/catalog/domain/offer.hpp"

namespace bookmarket::catalog {
namespace {

std::unexpected<Error> refused(CopyStatus status) {
  switch (status) {
    case CopyStatus::reserved:
      return fail(ErrorKind::conflict, "copy_reserved", "Somebody is buying or exchanging this copy right now.");
    case CopyStatus::sold:
      return fail(ErrorKind::conflict, "copy_sold", "This copy is sold already.");
    case CopyStatus::hidden:
      return fail(ErrorKind::conflict, "copy_hidden",
                  "A moderator took this copy out of sight; see the decision for why, and what you can do.");
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
  const bool settled = status == reserved || status == sold || status == hidden;
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
      if (status == reserved || status == withdrawn || status == hidden) return refused(status);
      return sold;
    case ShelfAction::pause:
      return status == available ? paused : status;
    case ShelfAction::resume:
      return status == paused ? available : status;
  }
  return refused(status);
}

Result<CopyStatus> after(ShelfAction action, const Copy& copy) {
  if (!copy.restriction) return after(action, copy.status);
  if (action == ShelfAction::pause || action == ShelfAction::resume) return copy.status;
  const bool asked_to = copy.status == CopyStatus::hidden && copy.restriction->action == DecisionAction::ask_to_amend;
  if (action == ShelfAction::change && asked_to) return copy.status;
  return refused(CopyStatus::hidden);
}

Copy restricted(Copy copy, CaseId case_id, DecisionAction action, Timestamp now) {
  if (copy.restriction && copy.restriction->case_id == case_id) return copy;
  const auto before = copy.restriction ? copy.restriction->status_before : copy.status;
  copy.restriction = Restriction{case_id, action, now, before};
  if (copy.status != CopyStatus::reserved && copy.status != CopyStatus::sold) copy.status = CopyStatus::hidden;
  return copy;
}

Copy released(Copy copy, CaseId case_id, bool away) {
  using enum CopyStatus;
  if (!copy.restriction || copy.restriction->case_id != case_id) return copy;
  if (copy.status == hidden) {
    const auto before = copy.restriction->status_before;
    const bool offered = before == available || before == paused;
    copy.status = offered ? (away ? paused : available) : before;
  }
  copy.restriction.reset();
  return copy;
}

}  // namespace bookmarket::catalog
