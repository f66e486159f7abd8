// Typed ids of the catalogue.
#pragma once

#include "platform/base/id.hpp"

namespace bookmarket::catalog {

using WorkId = Id<struct WorkTag>;
using EditionId = Id<struct EditionTag>;
using CopyId = Id<struct CopyTag>;
using AuthorId = Id<struct AuthorTag>;
using SellerId = Id<struct SellerTag>;
using CaseId = Id<struct CaseTag>;      ///< of moderation
using ReportId = Id<struct ReportTag>;  ///< of a copy or a person
using PersonId = Id<struct PersonTag>;  ///< an account: who reports, decides, or is decided about

}  // namespace bookmarket::catalog
