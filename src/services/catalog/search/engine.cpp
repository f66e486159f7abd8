#include "services/catalog/search/engine.hpp"

#include <algorithm>
#include <unordered_map>

namespace bookmarket::catalog::search {
namespace {

constexpr std::size_t large = 4096;  // documents; a segment of this size is only merged in the background

void erase_document(Part& part, std::uint32_t document, std::vector<std::uint64_t>& bits) {
  if ((bits[document / 64] >> (document % 64) & 1) != 0) return;
  bits[document / 64] |= std::uint64_t{1} << (document % 64);
  ++part.deleted_count;
}

std::vector<std::uint64_t> own_bits(const Part& part) {
  if (part.deleted) return *part.deleted;
  return std::vector<std::uint64_t>((part.segment->size() + 63) / 64);
}

Part merged(std::span<const Part> parts, const Stemmer* stemmer) {
  SegmentBuilder builder;
  std::vector<std::shared_ptr<const Segment>> known;
  for (const auto& p : parts) {
    known.push_back(p.segment);
    for (std::uint32_t d = 0; d < p.segment->size(); ++d)
      if (p.live(d)) builder.add_from(*p.segment, d);
  }
  return {builder.finish(known, stemmer), {}, 0};
}

}  // namespace

void erase_documents(State& state, std::span<const std::string> ids) {
  for (auto& part : state.parts) {
    std::vector<std::uint64_t> bits;
    for (const auto& id : ids)
      if (const auto document = part.segment->document(id)) {
        if (bits.empty()) bits = own_bits(part);
        erase_document(part, *document, bits);
      }
    if (!bits.empty()) part.deleted = std::make_shared<const std::vector<std::uint64_t>>(std::move(bits));
  }
}

Engine::Engine() : state_(std::make_shared<const State>()), merger_([this] { run_merges(); }) {}

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
  erase_documents(*next, ids);
  std::vector<std::shared_ptr<const Segment>> known;
  for (const auto& p : next->parts) known.push_back(p.segment);
  next->parts.push_back({builder.finish(known, stemmer_.load().get()), {}, 0});
  merge_small(*next);
  const bool due = merge_is_due(*next);
  state_.store(next);
  if (due) due_.notify_all();
}

void Engine::remove(std::span<const std::string> ids) {
  const std::lock_guard lock(write_);
  auto next = std::make_shared<State>(*state_.load());
  erase_documents(*next, ids);
  const bool due = merge_is_due(*next);
  state_.store(next);
  if (due) due_.notify_all();
}

void Engine::replace(std::vector<Part> parts) {
  {
    const std::lock_guard lock(write_);
    auto next = std::make_shared<State>();
    next->parts = std::move(parts);
    state_.store(next);
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
  parts.resize(keep);
  if (one.segment->size() != 0) parts.push_back(std::move(one));
}

bool Engine::merge_is_due(const State& state) const {
  if (state.parts.empty()) return false;
  if (stemmer_.load() && std::ranges::any_of(state.parts, [](const Part& p) { return p.segment->unstemmed != 0; }))
    return true;
  const auto& first = state.parts.front();
  return state.size() - first.size() > std::max(large, first.size() / 8) ||
         first.deleted_count > std::max(large, first.segment->size() / 4);
}

void Engine::merge_all() {
  const std::lock_guard one(merge_);
  std::shared_ptr<const State> from;
  std::uint64_t generation = 0;
  {
    const std::lock_guard lock(write_);
    from = state_.load();
    merging_ = from->parts.size();
    generation = generation_;
  }
  Part result = merged(from->parts, stemmer_.load().get());
  const std::lock_guard lock(write_);
  if (generation != generation_) return;  // everything was replaced meanwhile
  const auto now = state_.load();
  std::vector<std::uint64_t> gone((result.segment->size() + 63) / 64);
  std::uint32_t number = 0;
  for (std::size_t p = 0; p < merging_; ++p)
    for (std::uint32_t d = 0; d < from->parts[p].segment->size(); ++d) {
      if (!from->parts[p].live(d)) continue;
      if (!now->parts[p].live(d)) erase_document(result, number, gone);
      ++number;
    }
  if (result.deleted_count != 0) result.deleted = std::make_shared<const std::vector<std::uint64_t>>(std::move(gone));
  auto next = std::make_shared<State>();
  if (result.segment->size() != 0) next->parts.push_back(std::move(result));
  next->parts.insert(next->parts.end(), now->parts.begin() + static_cast<std::ptrdiff_t>(merging_), now->parts.end());
  merging_ = 0;
  state_.store(next);
}

void Engine::compact() { merge_all(); }

void Engine::run_merges() {
  std::unique_lock lock(write_);
  while (!stopping_) {
    if (merge_is_due(*state_.load())) {
      lock.unlock();
      merge_all();
      lock.lock();
    } else {
      due_.wait(lock);
    }
  }
}

}  // namespace bookmarket::catalog::search
