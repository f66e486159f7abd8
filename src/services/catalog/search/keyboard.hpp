// A query typed with the wrong keyboard layout switched on.
#pragma once

#include <string>
#include <string_view>

namespace bookmarket::catalog::search {

enum class Layout : unsigned char { ukrainian, russian };

/// What the keys that gave `typed` on a QWERTY keyboard give on ЙЦУКЕН: rj,pfh → кобзар. Case is lost; what is on
/// no letter key stays.
std::string qwerty_to_cyrillic(std::string_view typed, Layout layout);
/// The reverse, whichever of the two layouts was on: рфккн → harry.
std::string cyrillic_to_qwerty(std::string_view typed);
/// Ukrainian text typed on the Russian layout: ы → і, ъ → ї, э → є, \ → ґ.
std::string russian_to_ukrainian_keys(std::string_view typed);

}  // namespace bookmarket::catalog::search
