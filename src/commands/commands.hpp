// The commands of the program, one file each. Every function returns the exit status.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "roles/accounts.hpp"
#include "roles/control.hpp"
#include "roles/settings.hpp"

namespace bookmarket::commands {

enum Exit : int { ok = 0, failed = 1, usage = 2, with_rejects = 3 };

/// Where settings come from: `--config FILE` and `--<setting> VALUE`.
struct SettingsFlags {
  std::string file;
  std::map<std::string, std::string> flags;
};
/// Loads them; on an error says so on standard error and returns nullopt.
[[nodiscard]] std::optional<config::Loaded<roles::Settings>> load_settings(const SettingsFlags& flags);

struct ServeOptions {
  std::string print_config;  ///< empty, "toml" or "markdown"
  std::string test_control;  ///< socket path, or empty
};
int serve(const SettingsFlags& flags, const ServeOptions& options);
int import(const SettingsFlags& flags, const roles::ImportCommand& command);
int reindex(const SettingsFlags& flags);
int migrate(const SettingsFlags& flags);
/// The password comes from standard input.
int add_user(const SettingsFlags& flags, roles::AddUserCommand command);
int openapi();
int version();

void say_error(const Error& error);
/// "1 work", "2 works".
[[nodiscard]] std::string counted(std::int64_t n, std::string_view noun);

}  // namespace bookmarket::commands
