#include "platform/store/due.hpp"

#include <algorithm>

namespace bookmarket::store {
namespace {

constexpr std::chrono::minutes lease{2};

Task<void> do_one(Store& store, Timestamp now, std::function<Task<void>(DueWork)> item, DueWork work) {
  auto done = co_await item(work);
  if (done) {
    auto completed = co_await store.complete(std::move(work));
    // Scheduled anew while it was done: there is something new to do.
    if (!completed && completed.error().code != "lease_lost") co_return fail(std::move(completed).error());
    co_return Result<void>{};
  }
  work.due_at = now + pause_after(work.attempts);
  auto later = co_await store.schedule(std::move(work));
  if (!later) co_return fail(std::move(later).error());
  co_return done;
}

}  // namespace

std::chrono::milliseconds pause_after(int attempts) {
  return std::min<std::chrono::milliseconds>(std::chrono::minutes(1) * (1 << std::clamp(attempts - 1, 0, 7)),
                                             std::chrono::hours(2));
}

std::string text_in(const Object& body, std::string_view name) {
  const auto* value = body.find(name);
  const auto* text = value == nullptr ? nullptr : value->as<std::string>();
  return text == nullptr ? std::string() : *text;
}

Task<std::uint64_t> do_due(Store& store, Timestamp now, std::string kind, std::function<Task<void>(DueWork)> item,
                           unsigned limit) {
  auto due = co_await store.claim_due(std::move(kind), now, lease, limit);
  if (!due) co_return fail(std::move(due).error());
  Result<void> first;
  for (auto& work : *due) {
    auto done = co_await do_one(store, now, item, std::move(work));
    if (!done && first) first = std::move(done);
  }
  if (!first) co_return fail(std::move(first).error());
  co_return due->size();
}

}  // namespace bookmarket::store
