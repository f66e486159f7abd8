// The operator's file of prohibited items.
#pragma once

#include <string>

#include "platform/base/result.hpp"
#include "services/catalog/domain/prohibited.hpp"

namespace bookmarket::catalog {

/// Reads [[rule]] tables of a TOML file; docs/moderation.md says what they have. Error `invalid` with code
/// rules_unreadable, whose detail names the line and what is wrong with it.
[[nodiscard]] Result<ProhibitedRules> load_rules(const std::string& path);
/// The same from text.
[[nodiscard]] Result<ProhibitedRules> read_rules(std::string_view toml);

}  // namespace bookmarket::catalog
