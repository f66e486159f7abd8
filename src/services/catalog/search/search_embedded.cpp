#include "services/catalog/search/search_embedded.hpp"

#include <future>
#include <thread>

#include "services/catalog/search/engine.hpp"
#include "services/catalog/search/results.hpp"
#include "services/catalog/search/snapshot.hpp"

namespace bookmarket::catalog::search {
namespace {

class Embedded final : public EmbeddedSearch {
 public:
  explicit Embedded(const EmbeddedSearchOptions& options)
      : failed_(options.failed),
        readers_("search", options.threads, options.max_waiting),
        writer_("search index", 1, options.max_waiting) {
    loader_ = std::thread([this, dir = options.hunspell_dir] {
      const auto done = caught([&]() -> Result<void> {
        engine_.set_stemmer(load_hunspell(dir));
        return {};
      });
      if (!done) tell("dictionaries", done.error());
      loaded_.set_value();
    });
  }
  ~Embedded() override { loader_.join(); }

  Task<Page> search(Request request) override {
    return readers_.run([this, request = std::move(request)]() -> Result<Page> {
      return run_search(*engine_.state(), engine_.stemmer().get(), request);
    });
  }
  Task<std::vector<Suggestion>> suggest(std::string text, unsigned limit) override {
    return readers_.run([this, text = std::move(text), limit]() -> Result<std::vector<Suggestion>> {
      return run_suggest(*engine_.state(), engine_.stemmer().get(), text, limit);
    });
  }
  Task<void> put(std::vector<Entry> entries) override {
    return writer_.run([this, entries = std::move(entries)]() -> Result<void> {
      engine_.put(entries);
      return {};
    });
  }
  Task<void> remove(std::vector<std::string> ids) override {
    return writer_.run([this, ids = std::move(ids)]() -> Result<void> {
      engine_.remove(ids);
      return {};
    });
  }

  Result<void> rebuild(std::function<Result<std::optional<Entry>>()> next) override {
    SegmentBuilder builder;
    for (;;) {
      auto entry = next();
      if (!entry) return std::unexpected(std::move(entry.error()));
      if (!*entry) break;
      builder.add(**entry);
    }
    State state;
    // No stems are taken over from the running index: the dictionary may be another by now.
    if (builder.size() != 0) state.append(builder.finish({}, engine_.stemmer().get()));
    engine_.replace(std::move(state));
    return {};
  }
  Result<void> save_snapshot(const std::string& path, const std::string& event_cursor) override {
    return write_snapshot(path, *engine_.state(), event_cursor);
  }
  Result<std::string> load_snapshot(const std::string& path) override {
    auto snapshot = read_snapshot(path);
    if (!snapshot) return std::unexpected(std::move(snapshot.error()));
    engine_.replace(std::move(snapshot->state));
    return std::move(snapshot->event_cursor);
  }
  bool wait_for_hunspell() override {
    ready_.wait();
    return engine_.stemmer() != nullptr;
  }
  EmbeddedSearchStatistics statistics() const override {
    const auto state = engine_.state();
    EmbeddedSearchStatistics out{state->size(), 0, state->parts.size(), engine_.stemmer() != nullptr};
    for (const auto& p : state->parts) out.bytes += p.segment->bytes();
    return out;
  }

 private:
  void tell(std::string_view what, const Error& error) const {
    if (failed_) failed_(what, error);
  }

  std::function<void(std::string_view, const Error&)> failed_;
  Engine engine_{[this](const Error& e) { tell("merge", e); }};
  std::promise<void> loaded_;
  std::shared_future<void> ready_ = loaded_.get_future().share();
  std::thread loader_;
  WorkerPool readers_, writer_;  // last: their jobs use the engine
};

}  // namespace

std::unique_ptr<EmbeddedSearch> create_embedded_search(EmbeddedSearchOptions options) {
  return std::make_unique<Embedded>(options);
}

}  // namespace bookmarket::catalog::search
