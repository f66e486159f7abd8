// Settings from a TOML file, the environment and flags, each overriding the one before. The described type is the one
// declaration: it gives parsing, bounds, flags, `--print-config` and docs/config.md.
#pragma once

#include <fmt/format.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "platform/base/result.hpp"
#include "platform/shape/json.hpp"
#include "platform/shape/text.hpp"

namespace bookmarket::config {

/// One setting: its key ("http.port"), and how to read and show it.
template <class S>
struct Setting {
  std::string key;
  shape::Info info;
  std::string type;  ///< for people: "whole number 1..65535", "one of a, b", "text"
  std::string default_text;
  std::function<Result<void>(S&, const std::string&)> set;
  std::function<std::string(const S&)> get;  ///< secrets as "(set)" or "(not set)"
};

template <class S>
struct Loaded {
  S settings;
  std::map<std::string, std::string>
      source;  ///< key → "default", "file x.toml", "environment BOOKMARKET_…", "flag --…"
};

namespace detail {

template <class M>
std::string type_text(const shape::Info& info) {
  if constexpr (std::same_as<M, bool>) {
    return "true or false";
  } else if constexpr (std::integral<M>) {
    return "whole number " + std::to_string(info.min) + "–" + std::to_string(info.max);
  } else if constexpr (shape::Slugged<M>) {
    std::string out = "one of";
    for (const auto v : shape::Slugs<M>::values) out += (out == "one of" ? " " : ", ") + std::string(v);
    return out;
  } else {
    return "text";
  }
}

template <class M>
std::string show(const M& value, const shape::Info& info) {
  if constexpr (std::same_as<M, std::string>) {
    if (info.secret) return value.empty() ? "(not set)" : "(set)";
    return value;
  } else {
    auto text = shape::to_json(value);
    std::erase(text, '"');
    return text;
  }
}

/// TOML file as key → text, flattened ("http.port"). Error `invalid` with line and column.
Result<std::map<std::string, std::string>> read_toml(const std::string& path);
/// BOOKMARKET_HTTP_PORT for http.port.
std::string environment_name(const std::string& key);
/// Every BOOKMARKET_… variable.
std::map<std::string, std::string> environment();

}  // namespace detail

template <class S>
std::vector<Setting<S>> settings_of() {
  std::vector<Setting<S>> out;
  const S defaults{};
  shape::for_each_field<S>([&]<class C, class M>(const shape::Field<C, M>& f) {
    out.push_back({std::string(f.name), f.info, detail::type_text<M>(f.info),
                   detail::show(defaults.*(f.member), f.info),
                   [f](S& s, const std::string& text) -> Result<void> {
                     std::vector<FieldError> errors;
                     shape::detail::read_text<M>({"config", std::string(f.name), text}, f.info, s.*(f.member), errors);
                     if (errors.empty()) return {};
                     return fail(ErrorKind::invalid, "bad_setting", errors[0].detail);
                   },
                   [f](const S& s) { return detail::show(s.*(f.member), f.info); }});
  });
  return out;
}

/// `flags`: key → text as given on the command line. `file`: path, or empty. The error names everything that is wrong,
/// a line each: the setting, its source and what it takes.
template <class S>
Result<Loaded<S>> load(const std::string& file, const std::map<std::string, std::string>& flags) {
  Loaded<S> out;
  const auto settings = settings_of<S>();
  std::map<std::string, std::string> from_file;
  if (!file.empty()) {
    auto read = detail::read_toml(file);
    if (!read) return fail(std::move(read).error());
    from_file = std::move(*read);
  }
  auto from_environment = detail::environment();
  from_environment.erase("BOOKMARKET_CONFIG");
  std::string wrong;
  const auto complain = [&](const std::string& line) { wrong += (wrong.empty() ? "" : "\n") + line; };
  for (const auto& s : settings) {
    out.source[s.key] = "default";
    const auto take = [&](const std::string& text, const std::string& source) {
      if (const auto set = s.set(out.settings, text); !set)
        complain("Setting " + s.key + " (from " + source + ") is wrong: " + set.error().detail +
                 " It takes: " + s.type + ".");
      out.source[s.key] = source;
    };
    const auto variable = detail::environment_name(s.key);
    if (const auto it = from_file.find(s.key); it != from_file.end()) {
      take(it->second, "file " + file);
      from_file.erase(it);
    }
    if (const auto it = from_environment.find(variable); it != from_environment.end()) {
      take(it->second, "environment " + variable);
      from_environment.erase(it);
    }
    if (const auto it = flags.find(s.key); it != flags.end()) take(it->second, "flag --" + s.key);
  }
  for (const auto& [key, text] : from_file) complain(fmt::format("Setting {} in {} does not exist.", key, file));
  for (const auto& [name, text] : from_environment)
    complain(fmt::format("The environment sets {}, which is no setting.", name));
  if (!wrong.empty()) return fail(ErrorKind::invalid, "bad_setting", std::move(wrong));
  return out;
}

/// Every value with its source and meaning, as TOML with comments: may be saved and used as a file.
template <class S>
std::string print(const Loaded<S>& loaded) {
  std::string out, section;
  for (const auto& s : settings_of<S>()) {
    const auto dot = s.key.find('.');
    const auto in = dot == std::string::npos ? std::string() : s.key.substr(0, dot);
    if (in != section) out += "\n[" + in + "]\n";
    section = in;
    out += "# " + std::string(s.info.doc) + "\n# " + s.type + "; from " + loaded.source.at(s.key) + "\n";
    const auto text = s.get(loaded.settings);
    const bool bare = s.type.starts_with("whole") || s.type.starts_with("true");
    if (s.info.secret) out += "# ";
    out += s.key.substr(dot == std::string::npos ? 0 : dot + 1) + " = ";
    if (bare)
      out += text;
    else
      shape::write_json_string(out, text);
    out += "\n";
  }
  return out;
}

/// docs/config.md.
template <class S>
std::string markdown() {
  std::string out =
      "# Configuration\n\nGenerated by `bookmarket serve --print-config=markdown`; do not edit.\n\n"
      "Later sources win: built-in default, TOML file (`--config FILE` or `BOOKMARKET_CONFIG`), environment, flag. "
      "`http.port` is `port` under `[http]` in the file, `BOOKMARKET_HTTP_PORT` in the environment and `--http.port` "
      "as a flag.\n\n"
      "| setting | default | takes | meaning |\n|---|---|---|---|\n";
  for (const auto& s : settings_of<S>())
    out += "| `" + s.key + "` | " + (s.default_text.empty() ? "" : "`" + s.default_text + "`") + " | " + s.type +
           " | " + std::string(s.info.doc) + (s.info.secret ? " Secret: never shown or logged." : "") + " |\n";
  return out;
}

}  // namespace bookmarket::config
