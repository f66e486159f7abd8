// Copies of one seller together with their works.
#pragma once

#include "services/catalog/usecases/cards.hpp"

namespace bookmarket::catalog {

/// In the given order; copies whose work is gone are left out.
Task<std::vector<ShelfItem>> shelf_items(Catalog& catalog, std::vector<Copy> copies, std::string seller_name);

}  // namespace bookmarket::catalog
