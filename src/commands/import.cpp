#include <fmt/format.h>

#include <cstdio>

#include "commands/commands.hpp"
#include "commands/job_progress.hpp"
#include "roles/wiring.hpp"

namespace bookmarket::commands {
namespace {

/// Directly on the data directory, or through the server that holds it.
Result<roles::JobState> run(const roles::Settings& settings, const roles::ImportCommand& command) {
  auto market = roles::Market::open(settings);
  if (market) {
    JobProgress progress;
    auto state = roles::run_import(**market, command, false, [&](const roles::JobState& s) {
      progress.show(s);
      return true;
    });
    progress.finish();
    return state;
  }
  return through_server(settings.data_dir, market.error(), "/import", shape::to_json(command));
}

}  // namespace

int import(const SettingsFlags& flags, const roles::ImportCommand& given) {
  const auto loaded = load_settings(flags);
  if (!loaded) return failed;
  roles::ImportCommand command = given;
  // The server may run in another directory.
  for (auto& f : command.files) f = std::filesystem::absolute(f).string();
  if (command.rejects) command.rejects = std::filesystem::absolute(*command.rejects).string();
  if (command.demo_towns) command.demo_towns = std::filesystem::absolute(*command.demo_towns).string();
  const auto state = run(loaded->settings, command);
  if (!state) {
    say_error(state.error());
    return failed;
  }
  std::string summary = fmt::format("{} kept, {} rejected", counted(state->kept, "record"), state->rejected);
  if (state->resumed) summary += " (went on where an earlier import was interrupted)";
  if (state->warnings > 0)
    summary += fmt::format("; {} left out (bad ISBN or year)", counted(state->warnings, "unusable value"));
  if (state->repeated_isbns > 0)
    summary +=
        state->repeated_isbns == 1
            ? "; 1 record repeats an ISBN and was kept as an edition of its own"
            : fmt::format("; {} records repeat an ISBN and were kept as editions of their own", state->repeated_isbns);
  if (state->copies > 0)
    summary += fmt::format("; {} {} on demonstration shelves", state->copies, state->copies == 1 ? "copy" : "copies");
  if (state->works > 0) summary += fmt::format("; {} in the index", counted(state->works, "work"));
  std::printf("%s.\n", summary.c_str());
  if (state->rejected > 0 && command.rejects) std::printf("Rejected lines and why: %s\n", command.rejects->c_str());
  if (state->rejected > 0 && !command.rejects) {
    std::printf("Rejected:\n");
    for (const auto& reject : state->first_rejects) std::printf("  %s\n", reject.c_str());
    std::printf("Give the command again with --rejects FILE to have all of them in a file.\n");
  }
  return state->rejected > 0 ? with_rejects : ok;
}

}  // namespace bookmarket::commands
