#include <cstdio>

#include "commands/commands.hpp"
#include "roles/wiring.hpp"

namespace bookmarket::commands {

int migrate(const SettingsFlags& flags) {
  const auto loaded = load_settings(flags);
  if (!loaded) return failed;
  const auto market = roles::Market::open(loaded->settings);  // opening migrates
  if (!market) {
    say_error(market.error());
    return failed;
  }
  for (const auto& c : roles::all_collections()) {
    std::printf("%s", c.name.c_str());
    for (const auto& i : c.indexes) std::printf(" %s", i.name.c_str());
    std::printf("\n");
  }
  std::printf("Collections and indexes are up to date.\n");
  return ok;
}

}  // namespace bookmarket::commands
