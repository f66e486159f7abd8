// The catalogue's use cases: one file each, named as the operation. Every read says from which documents it was made.
#pragma once

#include <functional>
#include <memory>

#include "platform/base/clock.hpp"
#include "platform/base/tagged.hpp"
#include "platform/cache/cache.hpp"
#include "platform/images/images.hpp"
#include "platform/objects/objects.hpp"
#include "platform/store/typed.hpp"
#include "services/catalog/data.hpp"
#include "services/catalog/places/places.hpp"
#include "services/catalog/search/search.hpp"
#include "services/catalog/search_query.hpp"
#include "services/catalog/usecases/moderation_options.hpp"

namespace bookmarket::catalog {

/// What the use cases work with; outlives them.
struct Catalog {
  store::Store& store;
  search::Search& search;
  const Clock& clock;
  /// False while the index is not whole yet: searches are refused then, never answered from a part.
  std::function<bool()> index_ready = [] { return true; };
  /// Told the tags of what changed; empty: nobody keeps answers. A work concerns "work:<id>", "works:<shard>" (which
  /// works there are) and "author:<id>" of each of its authors; "seller:<id>": a seller or the shelf.
  std::function<void(std::string_view tag)> changed = {};
  /// Told of a stored document that lists, the index or an import had to leave out.
  store::Unreadable unreadable = {};
  /// Counts what a seller asks for; null where nobody sells.
  cache::Cache* cache = nullptr;
  /// Of this market: what only its owner should name is named by it.
  std::string secret = {};
  /// Photos; null where the process has none of these, and then no photo is taken.
  objects::Objects* objects = nullptr;
  images::Images* images = nullptr;
  /// Every settlement there is; null where the catalogue is not served.
  std::unique_ptr<const Places> places = {};
  ModerationOptions moderation = {};
  /// Works are read and put into the index by one at a time: else an older reading could be put over a newer one.
  std::unique_ptr<WorkerPool> indexer = std::make_unique<WorkerPool>("catalog index", 1, 256);
  /// Files that people send are read by one at a time.
  std::unique_ptr<WorkerPool> files = std::make_unique<WorkerPool>("catalog files", 1, 32);
  /// That one account may have on its shelf by imports of files.
  std::int64_t most_open_copies = 10'000;
};

Task<Tagged<SearchView>> search_works(Catalog& catalog, SearchQuery query);

struct SuggestQuery {
  std::string q;
};
Task<Tagged<SuggestionsView>> suggest(Catalog& catalog, SuggestQuery query);

struct SuggestPlacesQuery {
  std::string q;
  std::optional<unsigned> limit;
};
Task<Tagged<PlaceSuggestionsView>> suggest_places(Catalog& catalog, SuggestPlacesQuery query);

/// Errors of all reads of one thing: `not_found` with code work_not_found, edition_not_found, …
Task<Tagged<WorkView>> show_work(Catalog& catalog, WorkId id);
/// `isbn` in any form; `invalid` when it is none.
Task<Tagged<EditionView>> show_edition(Catalog& catalog, std::string isbn);
Task<Tagged<CopyView>> show_copy(Catalog& catalog, CopyId id);

struct PageQuery {
  std::optional<std::string> cursor;
  std::optional<unsigned> limit;
};
Task<Tagged<AuthorView>> show_author(Catalog& catalog, AuthorId id, PageQuery page);
Task<Tagged<ShelfView>> list_seller_copies(Catalog& catalog, SellerId id, PageQuery page);

/// The SVG. `variant`: which of the genre's colourings; empty: the work's own.
Task<Tagged<std::string>> draw_cover(Catalog& catalog, WorkId id, std::optional<unsigned> variant);

/// Walks every readable work with its editions and available copies, in order of work id, reading three collections
/// side by side.
class EntryWalk {
 public:
  explicit EntryWalk(Catalog& catalog);
  ~EntryWalk();
  /// At most 1,000 entries; none: the end.
  Task<std::vector<search::Entry>> next();

 private:
  struct State;
  std::unique_ptr<State> state_;
};
/// The entries of these works, and the tags of what shows them; absent and unreadable works are left out.
Task<Tagged<std::vector<search::Entry>>> entries_of(Catalog& catalog, std::vector<std::string> work_ids);

/// Brings the index to what the store says of these works, absent ones included, and tells `changed`.
Task<void> index_works(Catalog& catalog, std::vector<std::string> ids);

/// Where a rebuild of the index starts to listen: what index_works() read until now is in the index that the rebuild
/// replaces, and whatever it reads later comes again as an event.
Task<std::string> rebuild_cursor(Catalog& catalog);

struct IndexedChanges {
  std::uint64_t events = 0;  ///< taken; 0: nothing is pending
  std::string cursor;        ///< behind them
};
/// Takes the events after `cursor`: changed works are indexed again and told to `changed`. The cursor belongs to this
/// process's index, not to the store: every instance follows all events.
Task<IndexedChanges> index_changes(Catalog& catalog, std::string cursor);

/// Ids of all works of a shard (shard_of), for the sitemap.
Task<Tagged<std::vector<WorkId>>> list_work_ids(Catalog& catalog, std::string shard);

/// Changes with every import that begins; "none" before the first. What was made from the store at another generation
/// may lack what an import wrote.
Task<std::string> import_generation(Catalog& catalog);
/// Before an import writes anything.
Task<void> begin_import(Catalog& catalog);

struct ImportRequest {
  std::string file;
  std::string format = "auto";  ///< auto, csv, goodreads
  std::string rejects = {};     ///< file for bad lines; empty: they are only counted
  bool append_rejects = false;  ///< to what an earlier file of the same command wrote
};
struct ImportProgress {
  std::int64_t bytes = 0, bytes_total = 0;
  std::int64_t kept = 0, rejected = 0;
  std::int64_t warnings = 0;        ///< values left out of records that were kept
  std::int64_t repeated_isbns = 0;  ///< records kept although an earlier one has their ISBN
  bool resumed = false;
  std::string encoding = {};
  std::vector<std::string> first_rejects = {};  ///< up to `most_shown`, for people: file, line and reason
  static constexpr std::size_t most_shown = 5;
};
/// Reads a whole file into works, editions and authors, batch by batch; after a crash the same call goes on behind the
/// last batch. Blocks on files: run it on a thread of its own. With `index`, each batch can be found at once.
/// `progress` is told after each batch and some hundred kilobytes; its false ends the import there (`conflict` with
/// code interrupted).
Task<ImportProgress> import_records(Catalog& catalog, ImportRequest request, bool index,
                                    std::function<bool(const ImportProgress&)> progress);

/// Adds the demonstration sellers and their copies of the editions that are there. The same catalogue gives the same
/// copies. Returns how many copies.
Task<std::uint64_t> seed_demo(Catalog& catalog, std::string towns_file, std::function<bool(std::uint64_t)> progress);

}  // namespace bookmarket::catalog
