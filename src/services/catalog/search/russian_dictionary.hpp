// The words of russian_words.hpp.
#pragma once

#include <array>
#include <string_view>

namespace bookmarket::catalog::search {

/// Pairs by white space, sorted: a Russian word = Ukrainian ones by comma, all in the dictionary form. Left out is
/// what is spelt alike. In two halves, because compilers take no longer strings.
extern const std::array<std::string_view, 2> russian_dictionary;

}  // namespace bookmarket::catalog::search
