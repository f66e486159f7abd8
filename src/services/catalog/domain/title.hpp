// A printed title taken apart: the work's own title, its volume, and what only this edition adds.
#pragma once

#include <string>
#include <string_view>

namespace bookmarket::catalog {

struct Title {
  std::string shown;       ///< without volume, series note and bibliographic brackets; never empty if the input was not
  std::string volume;      ///< as printed: "т. 9, кн. 2", "Vol. 1"; empty: none
  std::string key;         ///< folded, for comparison; generic subtitles («роман», "a novel") do not count
  std::string volume_key;  ///< "т9 кн2": markers of all languages and numerals brought to one form
};

[[nodiscard]] Title title_parts(std::string_view printed);

/// A volume in a cataloguer's note: «роман. [Кн. 2» → "Кн. 2", but not «роман : у 2 ч». Empty: none.
struct Volume {
  std::string shown, key;
};
[[nodiscard]] Volume volume_in_note(std::string_view note);

}  // namespace bookmarket::catalog
