// Typed ids of the catalogue.
#pragma once

#include "platform/base/id.hpp"

namespace bookmarket::catalog {

using WorkId = Id<struct WorkTag>;
using EditionId = Id<struct EditionTag>;
using CopyId = Id<struct CopyTag>;
using AuthorId = Id<struct AuthorTag>;
using SellerId = Id<struct SellerTag>;

}  // namespace bookmarket::catalog
