#include <cstdio>

#include "commands/commands.hpp"
#include "commands/job_progress.hpp"
#include "roles/wiring.hpp"

namespace bookmarket::commands {
namespace {

Result<std::int64_t> run(const roles::Settings& settings) {
  auto market = roles::Market::open(settings);
  if (market) {
    JobProgress progress;
    auto works = (*market)->index().rebuild([&](std::uint64_t n) {
      progress.show({.state = "running", .step = "indexing", .works = static_cast<std::int64_t>(n)});
      return true;
    });
    progress.finish();
    if (!works) return fail(std::move(works).error());
    return static_cast<std::int64_t>(*works);
  }
  auto state = through_server(settings.data_dir, market.error(), "/reindex", "{}");
  if (!state) return fail(std::move(state).error());
  return state->works;
}

}  // namespace

int reindex(const SettingsFlags& flags) {
  const auto loaded = load_settings(flags);
  if (!loaded) return failed;
  const auto works = run(loaded->settings);
  if (!works) {
    say_error(works.error());
    return failed;
  }
  std::printf("%s in the index.\n", counted(*works, "work").c_str());
  return ok;
}

}  // namespace bookmarket::commands
