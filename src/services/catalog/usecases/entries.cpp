#include "platform/store/typed.hpp"
#include "services/catalog/usecases/catalog.hpp"

namespace bookmarket::catalog {
namespace {

search::EditionText edition_text(const StoredEdition& e) {
  return {.title = e.title,
          .authors = e.authors,
          .publisher = e.publisher,
          .isbn13 = e.isbn13.value_or(""),
          .language = e.language,
          .year = e.year.value_or(0)};
}

void add_offer(search::Entry& entry, const Copy& c) {
  if (c.status != CopyStatus::available) return;
  search::Offer offer{
      .price = {}, .grade = c.grade, .for_exchange = c.for_exchange, .place = c.place.code, .listed_at = c.listed_at};
  if (c.price) offer.price = c.price->amount;
  entry.offers.push_back(std::move(offer));
}

/// Walks an index on work_id in its order, one child at a time.
template <class T>
class Children {
 public:
  Children(Catalog& catalog, std::string collection) : catalog_(catalog), collection_(std::move(collection)) {}

  /// Calls `take` for every child of `work`. Works must come in rising order of id.
  template <class F>
  Task<void> of(WorkId work, F take) {
    for (;;) {
      if (at_ == page_.size()) {
        if (ended_) co_return Result<void>{};
        auto next = co_await catalog_.store.query(
            {.collection = collection_, .index = "by_work", .cursor = cursor_, .limit = 1000});
        if (!next) co_return fail(std::move(next).error());
        page_ = store::read_all<T>(next->documents, catalog_.unreadable);
        at_ = 0;
        cursor_ = next->next_cursor;
        ended_ = cursor_.empty();
        continue;
      }
      if (page_[at_].work_id > work) co_return Result<void>{};
      if (page_[at_].work_id == work) take(page_[at_]);
      ++at_;  // children of works that are gone are passed over
    }
  }

 private:
  Catalog& catalog_;
  std::string collection_, cursor_;
  std::vector<T> page_;
  std::size_t at_ = 0;
  bool ended_ = false;
};

}  // namespace

struct EntryWalk::State {
  explicit State(Catalog& c) : catalog(c), editions(c, "editions"), copies(c, "copies") {}
  Catalog& catalog;
  Children<StoredEdition> editions;
  Children<Copy> copies;
  std::string cursor;
  bool ended = false;
};

EntryWalk::EntryWalk(Catalog& catalog) : state_(std::make_unique<State>(catalog)) {}
EntryWalk::~EntryWalk() = default;

Task<std::vector<search::Entry>> EntryWalk::next() {
  std::vector<search::Entry> batch;
  while (batch.empty() && !state_->ended) {
    auto page = co_await state_->catalog.store.scan("works", state_->cursor, 1000);
    if (!page) co_return fail(std::move(page).error());
    auto works = store::read_all<StoredWork>(page->documents, state_->catalog.unreadable);
    state_->cursor = page->next_cursor;
    state_->ended = page->next_cursor.empty();
    for (const auto& w : works) {
      search::Entry entry{.id = w.id.to_string(), .genre = w.genre};
      auto done = co_await state_->editions.of(
          w.id, [&entry](const StoredEdition& e) { entry.editions.push_back(edition_text(e)); });
      if (!done) co_return fail(std::move(done).error());
      done = co_await state_->copies.of(w.id, [&entry](const Copy& c) { add_offer(entry, c); });
      if (!done) co_return fail(std::move(done).error());
      batch.push_back(std::move(entry));
    }
  }
  co_return batch;
}

Task<Tagged<std::vector<search::Entry>>> entries_of(Catalog& catalog, std::vector<std::string> work_ids) {
  auto works = co_await store::find_many<StoredWork>(catalog.store, "works", std::move(work_ids), catalog.unreadable);
  if (!works) co_return fail(std::move(works).error());
  Tagged<std::vector<search::Entry>> out;
  for (const auto& w : *works) {
    for (const auto& a : w.author_ids) out.tags.push_back("author:" + a.to_string());
    search::Entry entry{.id = w.id.to_string(), .genre = w.genre};
    auto editions =
        co_await store::find_by<StoredEdition>(catalog.store, "editions", "by_work", entry.id, catalog.unreadable);
    if (!editions) co_return fail(std::move(editions).error());
    for (const auto& e : *editions) entry.editions.push_back(edition_text(e));
    auto copies = co_await store::find_by<Copy>(catalog.store, "copies", "by_work", entry.id, catalog.unreadable);
    if (!copies) co_return fail(std::move(copies).error());
    for (const auto& c : *copies) add_offer(entry, c);
    out.value.push_back(std::move(entry));
  }
  co_return out;
}

}  // namespace bookmarket::catalog
