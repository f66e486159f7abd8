// Rules of prohibited items: which editions may not be offered, or are to be looked at. Pure; the operator writes them.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/clock.hpp"

namespace bookmarket::catalog {

/// `refuse`: cannot be offered. `flag`: is offered, and moderators look at it.
enum class RuleAction : std::uint8_t { refuse, flag };

/// Every condition that is given must hold, of a list any entry. A condition on what an edition does not say does not
/// hold. Words are compared as fold() leaves them; an entry holds where all its words occur, in any order.
struct ProhibitedRule {
  std::string id = {};  ///< a slug
  RuleAction action = RuleAction::flag;
  /// First day it is in force, and first day it is not any more, in UTC. Absent: ever since, for ever.
  std::optional<std::chrono::sys_days> from = {}, until = {};
  std::string ground = {};  ///< which law
  std::string text_uk = {}, text_en = {};

  std::vector<std::string> isbn_prefixes = {};  ///< digits
  std::vector<std::string> publishers = {}, places = {}, authors = {}, titles = {};
  std::vector<std::string> languages = {};             ///< ISO 639
  std::optional<int> year_from = {}, year_until = {};  ///< of publication, both inclusive

  bool operator==(const ProhibitedRule&) const = default;
};
using ProhibitedRules = std::vector<ProhibitedRule>;

/// What of an edition the rules look at. Empty: not known.
struct Printed {
  std::string isbn13 = {}, title = {};
  std::vector<std::string> authors = {};
  std::string publisher = {}, place = {}, language = {};
  std::optional<int> year = {};
};

/// Whether it has any condition; a rule without one would hold for every book.
[[nodiscard]] bool has_condition(const ProhibitedRule& rule);
[[nodiscard]] bool is_in_force(const ProhibitedRule& rule, Timestamp now);
/// In force or not.
[[nodiscard]] bool matches(const ProhibitedRule& rule, const Printed& printed);

/// The first rule in force that refuses it; null: none.
[[nodiscard]] const ProhibitedRule* refusing(const ProhibitedRules& rules, const Printed& printed, Timestamp now);
/// All rules in force that match it.
[[nodiscard]] std::vector<const ProhibitedRule*> matching(const ProhibitedRules& rules, const Printed& printed,
                                                          Timestamp now);

/// Changes when other rules are in force, or the same ones match otherwise. Empty: none is.
[[nodiscard]] std::string fingerprint(const ProhibitedRules& rules, Timestamp now);

}  // namespace bookmarket::catalog
