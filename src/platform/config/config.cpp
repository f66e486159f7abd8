#include "platform/config/config.hpp"

#include <toml++/toml.h>
#include <sstream>

extern "C" char** environ;

namespace bookmarket::config::detail {
namespace {

void flatten(const toml::table& table, const std::string& prefix, std::map<std::string, std::string>& out) {
  for (const auto& [name, node] : table) {
    const auto key = prefix + std::string(name.str());
    if (const auto* nested = node.as_table()) {
      flatten(*nested, key + ".", out);
    } else if (const auto* text = node.as_string()) {
      out[key] = text->get();
    } else {
      std::ostringstream shown;
      node.visit([&](const auto& n) { shown << n; });
      out[key] = shown.str();
    }
  }
}

}  // namespace

Result<std::map<std::string, std::string>> read_toml(const std::string& path) {
  try {
    std::map<std::string, std::string> out;
    flatten(toml::parse_file(path), "", out);
    return out;
  } catch (const toml::parse_error& e) {
    std::ostringstream where;
    where << e.source().begin;
    return fail(ErrorKind::invalid, "bad_config_file", path + ", " + where.str() + ": " + std::string(e.description()));
  }
}

std::string environment_name(const std::string& key) {
  std::string out = "BOOKMARKET_";
  for (const char c : key) out += c == '.' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

std::map<std::string, std::string> environment() {
  std::map<std::string, std::string> out;
  for (char** e = environ; *e != nullptr; ++e) {
    const std::string_view entry(*e);
    const auto equal = entry.find('=');
    if (entry.starts_with("BOOKMARKET_") && equal != std::string_view::npos)
      out.emplace(entry.substr(0, equal), entry.substr(equal + 1));
  }
  return out;
}

}  // namespace bookmarket::config::detail
