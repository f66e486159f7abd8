#include "platform/http/freshness.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace bookmarket::http {

TagSlot Freshness::slot_of(std::string_view tag) { return static_cast<TagSlot>(XXH3_64bits(tag.data(), tag.size())); }

}  // namespace bookmarket::http
