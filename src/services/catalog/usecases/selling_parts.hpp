// What several use cases of sellers do alike.
#pragma once

#include "services/catalog/usecases/selling.hpp"

namespace bookmarket::catalog {

[[nodiscard]] std::unexpected<Error> wrong_fields(std::vector<FieldError> fields);
[[nodiscard]] std::unexpected<Error> no_such_copy();

/// Error `invalid` with code place_unknown at /body/place.
[[nodiscard]] Result<Place> place_of(const Catalog& catalog, const std::string& code);

/// Notes as they are kept: without control characters, and without blanks around.
[[nodiscard]] std::string tidy(std::string_view text);

Task<Seller> seller_by_id(Catalog& catalog, SellerId id);
Task<OwnCopyView> own_copy_view(Catalog& catalog, Copy copy);

/// What is kept of the photos of a draft that goes is swept away.
Task<void> sweep_photos_of(Catalog& catalog, SellerId seller, CopyId id, std::vector<Photo> photos);

/// Every event of a copy says whose and of which work it is, so that the index and what is kept follow.
[[nodiscard]] store::NewEvent copy_event(const char* type, const Copy& copy);
inline constexpr const char* copy_offered = "catalog.copy_offered.v1";
inline constexpr const char* copy_changed = "catalog.copy_changed.v1";

}  // namespace bookmarket::catalog
