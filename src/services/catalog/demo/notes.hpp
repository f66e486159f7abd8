// What demonstration sellers write about a copy.
#pragma once

#include <string>

#include "services/catalog/demo/dice.hpp"
#include "services/catalog/domain/vocabulary.hpp"

namespace bookmarket::catalog::demo {

/// One to three sentences that agree with the grade; sometimes none.
[[nodiscard]] std::string notes(Dice& dice, Grade grade, Genre genre);

}  // namespace bookmarket::catalog::demo
