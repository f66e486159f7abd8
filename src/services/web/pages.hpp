// Routes of the web client.
#pragma once

#include "platform/http/endpoint.hpp"
#include "services/catalog/contract.hpp"

namespace bookmarket::web {

struct Options {
  std::string directory;   ///< of the built client
  std::string public_url;  ///< "https://bookmarket.example", without a slash at the end
  bool demo;               ///< whether pages say that the sellers are invented
  catalog::Client& catalog;
};

/// Reads all files into memory. Error `invalid` names web.dir when there is no built client in it.
[[nodiscard]] Result<void> add_routes(http::Routes& routes, Options options);

}  // namespace bookmarket::web
