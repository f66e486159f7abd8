#include <cstdio>
#include <iostream>

#include "commands/commands.hpp"
#include "commands/job_progress.hpp"
#include "platform/base/block_on.hpp"
#include "platform/http/client.hpp"
#include "platform/shape/json.hpp"
#include "platform/shape/json_read.hpp"
#include "roles/accounts.hpp"

namespace bookmarket::commands {
namespace {

Result<std::string> add(roles::Settings settings, const roles::AddUserCommand& command) {
  if (settings.http_public_url.empty()) settings.http_public_url = "http://localhost";
  auto market = roles::Market::open(settings);
  if (market) {
    auto accounts = roles::Accounts::open(**market, settings);
    if (!accounts) return fail(std::move(accounts).error());
    auto added = block_on(roles::add_user((*accounts)->auth(), command));
    if (!added) return fail(std::move(added).error());
    return added->id;
  }
  if (market.error().code != "data_directory_held") return fail(std::move(market).error());
  const auto answer =
      http::request_unix(roles::control_socket(settings.data_dir), "POST", "/users", shape::to_json(command));
  if (!answer) return fail(std::move(market).error());
  if (answer->status != 200) return fail(problem_in(*answer));
  auto added = shape::from_json<roles::UserAdded>(answer->body);
  if (!added) return fail(std::move(added).error());
  return added->id;
}

}  // namespace

int add_user(const SettingsFlags& flags, roles::AddUserCommand command) {
  const auto loaded = load_settings(flags);
  if (!loaded) return failed;
  std::getline(std::cin, command.password);
  const auto id = add(loaded->settings, command);
  if (!id) {
    say_error(id.error());
    for (const auto& f : id.error().fields)
      std::fprintf(stderr, "  %s: %s\n", f.pointer.substr(f.pointer.rfind('/') + 1).c_str(), f.detail.c_str());
    return failed;
  }
  std::printf("%s has an account: %s\n", command.email.c_str(), id->c_str());
  return ok;
}

}  // namespace bookmarket::commands
