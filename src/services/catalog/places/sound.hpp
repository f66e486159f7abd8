// Names by their sound: one spelling for what is written in Ukrainian, in Russian or in Latin letters.
#pragma once

#include <string>
#include <string_view>

namespace bookmarket::catalog {

/// Folded text as one Latin letter or digit a sound, without spaces, so that the official romanisation (resolution № 55
/// of 27.01.2010) of a Ukrainian name sounds like it: j for ж and zh, c for ч and ch, w for ш and sh, q for ц, тс, ts
/// and c; i for и, і, ї, й, y and j, h for г, х, g and kh; nothing for a soft sign, one letter for two, no i before a,
/// e and u (я, є, ю). Київ, Киев, Kyiv → kiv, kev, kiv.
[[nodiscard]] std::string sound_of(std::string_view folded);

/// Besides, e and o are i, which is what most names in Russian differ by: Львов, Lvov and Львів → lviv.
[[nodiscard]] std::string blurred_sound(std::string_view sound);

}  // namespace bookmarket::catalog
