// Ukrainian names in Latin letters: resolution 55 of the Cabinet of Ministers, 27 January 2010. The client writes them
// by the same rule (web/src/i18n/transliterate.ts), so that an English page says the same before and after it starts.
#pragma once

#include <string>
#include <string_view>

namespace bookmarket::web {

/// UTF-8 in and out; what is not Ukrainian stays as it is.
[[nodiscard]] std::string romanise(std::string_view text);

}  // namespace bookmarket::web
