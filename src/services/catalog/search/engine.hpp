// The embedded index: a state that readers take without a lock, and the writes that replace it.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "platform/base/published.hpp"
#include "platform/base/result.hpp"
#include "services/catalog/search/segment_builder.hpp"
#include "services/catalog/search/state.hpp"

namespace bookmarket::catalog::search {

/// Writes go into small segments that are merged while small; a thread of the engine's own folds them into the large
/// first segment. Readers keep the state they took for as long as they like.
class Engine {
 public:
  /// `merge_failed` is told, on the engine's thread, of a large merge that could not be made. The index stays as it
  /// was, and the merge is tried again.
  explicit Engine(std::function<void(const Error&)> merge_failed = {});
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  [[nodiscard]] std::shared_ptr<const State> state() const { return state_.load(); }
  [[nodiscard]] std::shared_ptr<const Stemmer> stemmer() const { return stemmer_.load(); }

  /// From now on new words are stemmed; words without stems get theirs in the background.
  void set_stemmer(const std::shared_ptr<const Stemmer>& stemmer);
  void put(std::span<const Entry> entries);
  void remove(std::span<const std::string> ids);
  /// Replaces everything (bulk build, snapshot).
  void replace(State state);
  /// Folds everything into one segment before it returns.
  void compact();

 private:
  void merge_small(State& next) const;
  void run_merges();
  [[nodiscard]] bool merge_is_due(const State& state) const;

  Published<State> state_;
  Published<Stemmer> stemmer_;
  std::mutex write_;              ///< one writer at a time
  std::mutex merge_;              ///< one large merge at a time; taken before write_
  std::size_t merging_ = 0;       ///< leading parts a large merge is reading; guarded by write_
  std::uint64_t generation_ = 0;  ///< counts replace(); guarded by write_
  std::function<void(const Error&)> merge_failed_;
  std::condition_variable due_;
  bool stopping_ = false;  ///< guarded by write_
  std::thread merger_;
};

}  // namespace bookmarket::catalog::search
