#include <cstdio>
#include <cstdlib>

#include "commands/commands.hpp"

namespace bookmarket::commands {

void say_error(const Error& error) {
  std::fprintf(stderr, "bookmarket: %s\n", error.detail.c_str());
  if (!error.cause.empty() && error.kind != ErrorKind::invalid)
    std::fprintf(stderr, "  cause: %s\n", error.cause.c_str());
}

std::string counted(std::int64_t n, std::string_view noun) {
  return std::to_string(n) + " " + std::string(noun) + (n == 1 ? "" : "s");
}

std::optional<config::Loaded<roles::Settings>> load_settings(const SettingsFlags& flags) {
  std::string file = flags.file;
  if (const char* from_environment = std::getenv("BOOKMARKET_CONFIG"); file.empty() && from_environment != nullptr)
    file = from_environment;
  auto loaded = config::load<roles::Settings>(file, flags.flags);
  if (loaded) return std::move(*loaded);
  say_error(loaded.error());
  return std::nullopt;
}

}  // namespace bookmarket::commands
