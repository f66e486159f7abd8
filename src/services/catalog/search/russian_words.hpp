// A small Russian–Ukrainian dictionary of our own: words frequent in book titles that are no cognates.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bookmarket::catalog::search {

/// Ukrainian words (folded) for any case form of a Russian one; empty: not in the dictionary, or spelt alike.
std::vector<std::string> ukrainian_for(std::string_view folded_russian);

}  // namespace bookmarket::catalog::search
