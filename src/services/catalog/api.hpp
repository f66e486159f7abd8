// The catalog's routes.
#pragma once

#include "platform/http/endpoint.hpp"
#include "services/catalog/usecases/catalog.hpp"

namespace bookmarket::catalog {

/// `catalog` outlives the routes; null if they are only declared, never called.
void add_routes(http::Routes& routes, Catalog* catalog);
/// Those of people who offer books; add_routes() calls it.
void add_shelf_routes(http::Routes& routes, Catalog* catalog);
/// Those of people who wait for books; add_routes() calls it.
void add_wish_routes(http::Routes& routes, Catalog* catalog);
/// Those of people who bring a Goodreads library; add_routes() calls it.
void add_goodreads_routes(http::Routes& routes, Catalog* catalog);
/// Reports, decisions and the moderators' queue; add_routes() calls it.
void add_moderation_routes(http::Routes& routes, Catalog* catalog);
/// Those of their files of stock; so, too.
void add_bulk_routes(http::Routes& routes, Catalog* catalog);

}  // namespace bookmarket::catalog
