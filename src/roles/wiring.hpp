// Puts the parts together: the only place that names adapters.
#pragma once

#include "platform/config/config.hpp"
#include "platform/http/server.hpp"
#include "roles/data_directory.hpp"
#include "roles/local_index.hpp"
#include "roles/round.hpp"
#include "roles/settings.hpp"
#include "services/catalog/client_local.hpp"

namespace bookmarket::roles {

/// The embedded market without a server: store, index and use cases on a locked data directory.
class Market {
 public:
  /// Opens and migrates the store. The index is empty until index().open().
  static Result<std::unique_ptr<Market>> open(const Settings& settings,
                                              std::function<void(std::string_view)> changed = {});

  [[nodiscard]] const DataDirectory& directory() const { return directory_; }
  [[nodiscard]] catalog::Catalog& catalog() { return catalog_; }
  [[nodiscard]] LocalIndex& index() { return index_; }
  [[nodiscard]] Clock& clock() { return *clock_; }
  [[nodiscard]] store::Store& store() { return *store_; }
  [[nodiscard]] cache::Cache& cache() { return *cache_; }
  /// One round of shelves to be paused, photos to be swept, moderation and imports of stock. How much there was to do.
  Task<std::uint64_t> work();
  /// One round of who waits for what, and of libraries that are brought along. How much there was to do.
  Task<std::uint64_t> wish_work();
  /// Whether no round is under way.
  [[nodiscard]] bool at_rest() const { return rounds_ == 0; }
  [[nodiscard]] catalog::search::EmbeddedSearchStatistics search_statistics() const { return search_->statistics(); }
  /// How often a stored document had to be left out, because it cannot be read.
  [[nodiscard]] std::uint64_t unreadable_documents() const { return unreadable_; }

 private:
  Task<std::uint64_t> moderation_work();
  Market(DataDirectory directory, std::unique_ptr<Clock> clock, std::unique_ptr<store::Store> store,
         std::unique_ptr<catalog::search::EmbeddedSearch> search, std::function<void(std::string_view)> changed);

  DataDirectory directory_;
  std::unique_ptr<Clock> clock_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<cache::Cache> cache_;
  std::unique_ptr<catalog::search::EmbeddedSearch> search_;
  std::atomic<std::uint64_t> unreadable_{0};
  std::atomic<int> rounds_{0};  ///< of work() and wish_work() under way
  catalog::Catalog catalog_;
  LocalIndex index_;
};

/// Of all services.
[[nodiscard]] std::vector<store::Collection> all_collections();

/// Which roles run. Error names the unknown one.
struct Roles {
  bool auth = false, catalog = false, web = false;
};
[[nodiscard]] Result<Roles> parse_roles(std::string_view text);

class Accounts;
class Photos;

/// All public routes of these roles. What it refers to outlives the routes.
struct PublicRoutes {
  Roles roles;
  Market& market;
  Accounts* accounts;  ///< null without the role auth
  Photos* photos;      ///< null without the roles auth and catalog
  catalog::Client& catalog;
  const telemetry::Metrics& metrics;
  const Settings& settings;
  std::function<bool()> draining;
};
[[nodiscard]] Result<std::shared_ptr<const http::Routes>> public_routes(PublicRoutes parts);

/// The OpenAPI document of all services.
[[nodiscard]] std::string openapi_document();

}  // namespace bookmarket::roles
