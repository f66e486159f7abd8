// Numbers in SVG: no locale, no surplus characters.
#pragma once

#include <string>

namespace bookmarket::catalog::covers {

void append_number(std::string& out, int value);

/// value / 10^decimals, without leading or trailing zeros.
void append_decimal(std::string& out, int value, int decimals);

}  // namespace bookmarket::catalog::covers
