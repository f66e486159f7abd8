#include "services/catalog/domain/wish.hpp"

#include "services/catalog/domain/offer.hpp"

namespace bookmarket::catalog {
namespace {

bool affordable(const WishTerms& terms, const Copy& copy) {
  if (!copy.price) return false;
  if (!terms.price_max) return true;
  return copy.price->currency == terms.price_max->currency && copy.price->amount <= terms.price_max->amount;
}

}  // namespace

std::vector<FieldError> check(const WishTerms& terms) {
  if (!terms.price_max) return {};
  if (terms.price_max->currency != Currency{})
    return {{"/body/price_max/currency", "currency_unknown", "Prices are in UAH."}};
  if (terms.price_max->amount < lowest_price || terms.price_max->amount > highest_price)
    return {{"/body/price_max/amount", "out_of_range", "A price is between 1 and 1,000,000 UAH, in kopiykas."}};
  return {};
}

std::string target_of(WorkId work) { return "work:" + work.to_string(); }
std::string target_of(EditionId edition) { return "edition:" + edition.to_string(); }
std::string target_of(const Wish& wish) {
  return wish.edition_id ? target_of(*wish.edition_id) : target_of(wish.work_id);
}

WishId wish_id(ReaderId reader, std::string_view target) {
  return WishId::v8_of("wish:" + reader.to_string() + ":" + std::string(target));
}

AlertId alert_id(WishId wish, CopyId copy) {
  return AlertId::v8_of("alert:" + wish.to_string() + ":" + copy.to_string());
}

bool matches(const Wish& wish, const Copy& copy) {
  if (copy.status != CopyStatus::available || copy.seller_id.uuid == wish.reader_id.uuid) return false;
  if (wish.edition_id ? copy.edition_id != *wish.edition_id : copy.work_id != wish.work_id) return false;
  if (wish.terms.worst_grade && copy.grade > *wish.terms.worst_grade) return false;
  return affordable(wish.terms, copy) || (copy.for_exchange && wish.terms.exchange);
}

}  // namespace bookmarket::catalog
