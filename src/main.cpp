// The command line: arguments → command.
#include <sodium.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "commands/commands.hpp"

namespace {

using bookmarket::commands::SettingsFlags;

/// By what opens the market.
bool heeded_by_all(std::string_view key) {
  return key == "data_dir" || key.starts_with("store.") || key.starts_with("search.");
}

/// Gives a command `--config`, `--data`, `--port` and one flag per setting; of a command that does not serve, help
/// shows those that it heeds.
void add_settings(CLI::App& command, SettingsFlags& flags, bool serves) {
  command.add_option("--config", flags.file, "TOML file with settings (also BOOKMARKET_CONFIG)")
      ->check(CLI::ExistingFile);
  command.add_option_function<std::string>(
      "--data", [&flags](const std::string& v) { flags.flags["data_dir"] = v; }, "Data directory (setting data_dir)");
  if (serves)
    command.add_option_function<std::string>(
        "--port", [&flags](const std::string& v) { flags.flags["http.port"] = v; }, "TCP port (setting http.port)");
  for (const auto& s : bookmarket::config::settings_of<bookmarket::roles::Settings>()) {
    if (!serves && s.key.starts_with("http.")) continue;
    command
        .add_option_function<std::string>(
            "--" + s.key, [&flags, key = s.key](const std::string& v) { flags.flags[key] = v; },
            std::string(s.info.doc) + " Takes: " + s.type +
                ". Default: " + (s.default_text.empty() ? "empty" : s.default_text))
        ->group(serves || heeded_by_all(s.key) ? "Settings (docs/config.md)" : "");
  }
}

int run(int argc, char** argv) {
  namespace commands = bookmarket::commands;
  CLI::App app{
      "BookMarket: a marketplace where people buy, sell and exchange used books.\n\n"
      "A first market on this machine:\n"
      "  bookmarket import data/demo_uk.csv data/demo_en.csv --demo-sellers data/towns.csv\n"
      "  bookmarket serve --port 8080\n\n"
      "Every command has its own --help."};
  app.require_subcommand(1);
  app.set_help_flag("-h,--help", "Show this help");
  int status = 0;
  SettingsFlags flags;

  auto* serve = app.add_subcommand("serve", "Run the market");
  serve->description(
      "Runs the market: the services named by --roles in one process, on the data directory.\n\n"
      "  bookmarket serve                        http://localhost:8080 on ./data-dir\n"
      "  bookmarket serve --port 9000 --data /srv/books\n"
      "  bookmarket serve --print-config         every setting, its source and meaning; can be saved as a file\n\n"
      "SIGTERM drains: requests under way are finished, then it stops. One server at a time holds a data directory.");
  commands::ServeOptions serve_options;
  serve->add_flag("--print-config{toml}", serve_options.print_config,
                  "Print all settings as TOML (or --print-config=markdown: docs/config.md) and exit");
  serve->add_option("--test-control", serve_options.test_control,
                    "Unix socket through which tests move time; refused in production");
  add_settings(*serve, flags, true);
  serve->callback([&] { status = commands::serve(flags, serve_options); });

  auto* import = app.add_subcommand("import", "Read books from CSV files");
  import->description(
      "Reads books from CSV files into the catalogue. The first line names the columns, in any order: title "
      "(required), id,\n"
      "isbn13, authors (split at ;), year, language, city, publisher, genre, translator, source. Or a Goodreads "
      "export.\n\n"
      "  bookmarket import books.csv --rejects bad.csv\n"
      "  bookmarket import goodreads_library_export.csv --format goodreads\n\n"
      "Any common encoding is recognised. Every good row is kept; bad ones are written to --rejects with line and "
      "reason.\n"
      "After a crash, the same command goes on where it was; nothing comes in twice. While a server runs on the data\n"
      "directory, the server does the work. Exit status: 0 all kept, 3 some rows rejected, 1 failed.");
  bookmarket::roles::ImportCommand import_command;
  import->add_option("FILE", import_command.files, "Files to read")->required();
  import->add_option("--format", import_command.format, "csv or goodreads; told from the header when not given")
      ->check(CLI::IsMember({"auto", "csv", "goodreads"}));
  import->add_option("--rejects", import_command.rejects, "CSV file for bad rows: line, reason, text");
  import->add_option("--demo-sellers", import_command.demo_towns,
                     "Also put copies by invented sellers on shelves, in the towns of this CSV file");
  add_settings(*import, flags, false);
  import->callback([&] { status = commands::import(flags, import_command); });

  auto* reindex = app.add_subcommand("reindex", "Rebuild the search index");
  reindex->description(
      "Rebuilds the search index from the store, which is the source of truth. Searches go on meanwhile.");
  add_settings(*reindex, flags, false);
  reindex->callback([&] { status = commands::reindex(flags); });

  auto* migrate = app.add_subcommand("migrate", "Create or update collections and indexes");
  migrate->description(
      "Creates what the store lacks of collections and indexes. Safe to repeat; `serve` and `import` do it too.");
  add_settings(*migrate, flags, false);
  migrate->callback([&] { status = commands::migrate(flags); });

  auto* user = app.add_subcommand("user", "Accounts, for the operator");
  user->description("Manages accounts from the command line.");
  user->require_subcommand(1);
  auto* add_user = user->add_subcommand("add", "Make an account");
  add_user->description(
      "Makes an account whose address counts as confirmed. The password is read from standard input, one line.\n\n"
      "  bookmarket user add --email me@example.org --role admin < password.txt\n\n"
      "While a server runs on the data directory, the server does the work.");
  bookmarket::roles::AddUserCommand user_command;
  add_user->add_option("--email", user_command.email, "Its address")->required();
  add_user->add_option("--role", user_command.role, "reader, moderator or admin")
      ->check(CLI::IsMember({"reader", "moderator", "admin"}));
  add_settings(*add_user, flags, false);
  add_user->callback([&] { status = commands::add_user(flags, user_command); });

  auto* openapi = app.add_subcommand("openapi", "Print the OpenAPI 3.1 description of the HTTP API");
  openapi->description(
      "Prints the OpenAPI 3.1 description of the HTTP API, which a running server also gives at /openapi.json.\n\n"
      "  bookmarket openapi > openapi.json       for a generator of clients, or an editor that reads it\n\n"
      "Reads no settings and no data.");
  openapi->callback([&] { status = commands::openapi(); });
  auto* version = app.add_subcommand("version", "Print the version");
  version->description(
      "Prints the version of this program, as in \"bookmarket 0.1.0\": name it in reports. An older program refuses "
      "the\n"
      "data directory of a newer one and leaves it as it is.");
  version->callback([&] { status = commands::version(); });

  const auto named = [argv](const CLI::App* command) { return command->check_name(argv[1]); };
  if (argc > 1 && argv[1][0] != '-' && app.get_subcommands(named).empty()) {
    std::fprintf(stderr, "bookmarket: there is no command '%s'; `bookmarket --help` names them all.\n", argv[1]);
    return commands::usage;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? commands::ok : commands::usage;
  }
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  if (sodium_init() < 0) return bookmarket::commands::failed;
  try {
    return run(argc, argv);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "bookmarket: %s\n", e.what());
    return bookmarket::commands::failed;
  }
}
