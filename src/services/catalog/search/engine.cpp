#include "services/catalog/search/engine.hpp"

#include <algorithm>
#include <unordered_map>

#include "platform/base/boundary.hpp"

namespace bookmarket::catalog::search {
namespace {

constexpr std::size_t large = 4096;  // documents; a segment of this size is only merged in the background

std::shared_ptr<const Segment> merged(std::span<const Part> parts, const Stemmer* stemmer) {
  SegmentBuilder builder;
  std::vector<std::shared_ptr<const Segment>> known;
  for (const auto& p : parts) {
    known.push_back(p.segment);
    for (std::uint32_t d = 0; d < p.segment->size(); ++d)
      if (p.live(d)) builder.add_from(*p.segment, d);
  }
  return builder.finish(known, stemmer);
}

void erase_ids(State& state, std::span<const std::string> ids) {
  for (std::uint32_t p = 0; p < state.parts.size(); ++p) {
    std::vector<std::uint32_t> documents;
    for (const auto& id : ids)
      if (const auto d = state.parts[p].segment->document(id); d && state.parts[p].live(*d)) documents.push_back(*d);
    std::ranges::sort(documents);  // an id may be given twice
    documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
    state.erase(p, documents);
  }
}

}  // namespace

Engine::Engine(std::function<void(const Error&)> merge_failed)
    : state_(std::make_shared<const State>()),
      merge_failed_(std::move(merge_failed)),
      merger_([this] { run_merges(); }) {}

Engine::~Engine() {
  {
    const std::lock_guard lock(write_);
    stopping_ = true;
  }
  due_.notify_all();
  merger_.join();
}

void Engine::set_stemmer(const std::shared_ptr<const Stemmer>& stemmer) {
  {
    const std::lock_guard lock(write_);
    stemmer_.store(stemmer);
  }
  due_.notify_all();
}

void Engine::put(std::span<const Entry> entries) {
  if (entries.empty()) return;
  std::unordered_map<std::string_view, const Entry*> last;  // of one id twice in a batch, the later counts
  for (const auto& e : entries) last[e.id] = &e;
  SegmentBuilder builder;
  std::vector<std::string> ids;
  for (const auto& e : entries)
    if (last[e.id] == &e) {
      ids.push_back(e.id);
      builder.add(e);
    }
  const std::lock_guard lock(write_);
  auto next = std::make_shared<State>(*state_.load());
  erase_ids(*next, ids);
  std::vector<std::shared_ptr<const Segment>> known;
  for (const auto& p : next->parts) known.push_back(p.segment);
  next->append(builder.finish(known, stemmer_.load().get()));
  merge_small(*next);
  const bool due = merge_is_due(*next);
  state_.store(next);
  if (due) due_.notify_all();
}

void Engine::remove(std::span<const std::string> ids) {
  const std::lock_guard lock(write_);
  auto next = std::make_shared<State>(*state_.load());
  erase_ids(*next, ids);
  const bool due = merge_is_due(*next);
  state_.store(next);
  if (due) due_.notify_all();
}

void Engine::replace(State state) {
  {
    const std::lock_guard lock(write_);
    state_.store(std::make_shared<const State>(std::move(state)));
    ++generation_;
    merging_ = 0;
  }
  due_.notify_all();
}

void Engine::merge_small(State& next) const {
  auto& parts = next.parts;
  // The last segment swallows its predecessors while it is at least a quarter as large: sizes stay geometric, so
  // there are few (log4 n) to search, and a document is merged a few times before the large merge.
  std::size_t keep = parts.size() - 1, size = parts.back().size();
  while (keep > merging_ && parts[keep - 1].segment->size() < large && parts[keep - 1].segment->size() <= 4 * size)
    size += parts[--keep].size();
  if (keep + 1 >= parts.size()) return;
  auto one = merged(std::span(parts).subspan(keep), stemmer_.load().get());
  next.truncate(keep);
  if (one->size() != 0) next.append(std::move(one));
}

bool Engine::merge_is_due(const State& state) const {
  if (state.parts.empty()) return false;
  if (stemmer_.load() && std::ranges::any_of(state.parts, [](const Part& p) { return p.segment->unstemmed != 0; }))
    return true;
  const auto& first = state.parts.front();
  return state.size() - first.size() > std::max(large, first.size() / 8) ||
         first.deleted_count > std::max(large, first.segment->size() / 4);
}

void Engine::compact() {
  const std::lock_guard one(merge_);
  std::shared_ptr<const State> from;
  std::uint64_t generation = 0;
  {
    const std::lock_guard lock(write_);
    from = state_.load();
    merging_ = from->parts.size();
    generation = generation_;
  }
  const struct Unmarked {  // also when it ends by an exception
    Engine& engine;
    ~Unmarked() {
      const std::lock_guard lock(engine.write_);
      engine.merging_ = 0;
    }
  } unmarked{*this};
  auto result = merged(from->parts, stemmer_.load().get());
  auto next = std::make_shared<State>();
  if (result->size() != 0) next->append(std::move(result));
  const std::lock_guard lock(write_);
  if (generation != generation_) return;  // everything was replaced meanwhile
  const auto now = state_.load();
  std::vector<std::uint32_t> gone;
  std::uint32_t number = 0;
  for (std::size_t p = 0; p < merging_; ++p)
    for (std::uint32_t d = 0; d < from->parts[p].segment->size(); ++d) {
      if (!from->parts[p].live(d)) continue;
      if (!now->parts[p].live(d)) gone.push_back(number);
      ++number;
    }
  next->erase(0, gone);
  for (const auto& part : std::span(now->parts).subspan(merging_))
    next->append(part.segment, part.deleted ? *part.deleted : std::vector<std::uint64_t>());
  state_.store(next);
}

void Engine::run_merges() {
  constexpr std::chrono::milliseconds first_pause{100}, longest_pause{60'000};
  auto pause = first_pause;
  std::unique_lock lock(write_);
  while (!stopping_) {
    if (!merge_is_due(*state_.load())) {
      due_.wait(lock);
      continue;
    }
    lock.unlock();
    const auto done = caught([this]() -> Result<void> {
      compact();
      return {};
    });
    if (!done && merge_failed_) merge_failed_(done.error());
    lock.lock();
    if (done) {
      pause = first_pause;
      continue;
    }
    due_.wait_for(lock, pause, [this] { return stopping_; });
    pause = std::min(pause * 2, longest_pause);
  }
}

}  // namespace bookmarket::catalog::search
