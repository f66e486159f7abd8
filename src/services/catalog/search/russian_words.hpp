// A small Russian–Ukrainian dictionary of our own: everyday words and those of book titles.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bookmarket::catalog::search {

/// Ukrainian words (folded) for any case form of a Russian one; empty: not in the dictionary, or spelt alike.
std::vector<std::string> ukrainian_for(std::string_view folded_russian);

}  // namespace bookmarket::catalog::search
