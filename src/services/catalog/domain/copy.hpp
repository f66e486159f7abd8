// A copy: one physical book that one person offers, and where it is.
#pragma once

#include <optional>
#include <string>

#include "platform/base/clock.hpp"
#include "platform/base/money.hpp"
#include "services/catalog/domain/ids.hpp"
#include "services/catalog/domain/moderation.hpp"
#include "services/catalog/domain/photo.hpp"
#include "services/catalog/domain/vocabulary.hpp"

namespace bookmarket::catalog {

/// A settlement of the state codifier (KATOTTG).
struct Place {
  std::string code = {};    ///< "UA46060250010015970"
  std::string name = {};    ///< "Львів"
  std::string region = {};  ///< "Львівська область"

  bool operator==(const Place&) const = default;
};

/// That a moderator took a copy out of sight, and how.
struct Restriction {
  CaseId case_id = {};  ///< in which it was decided
  DecisionAction action = DecisionAction::hide_copy;
  Timestamp since = {};
  CopyStatus status_before = CopyStatus::available;

  bool operator==(const Restriction&) const = default;
};

struct Copy {
  CopyId id = {};
  EditionId edition_id = {};
  WorkId work_id = {};
  SellerId seller_id = {};
  Grade grade = Grade::good;
  std::string notes = {};           ///< what the grade does not say; empty: nothing
  std::optional<Money> price = {};  ///< absent: not for sale
  bool for_exchange = false;
  Place place = {};
  std::vector<Photo> photos = {};
  CopyStatus status = CopyStatus::available;
  Timestamp listed_at = {};
  std::optional<std::string> request_digest = {};  ///< of the command that offered it, to know it when it comes again
  std::optional<Restriction> restriction = {};     ///< present: only its owner and moderators see it
  std::optional<std::string> reference = {};       ///< the seller's own number of it, from a file of their stock

  bool operator==(const Copy&) const = default;
};

}  // namespace bookmarket::catalog
