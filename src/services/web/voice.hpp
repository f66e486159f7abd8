// What the server says and draws in one language: the client's own words, and the pieces its build drew.
#pragma once

#include <map>
#include <variant>

#include "platform/base/clock.hpp"
#include "platform/base/money.hpp"
#include "services/web/html.hpp"
#include "services/web/language.hpp"

namespace bookmarket::web {

class Voice {
 public:
  struct Value {
    std::string_view name;
    std::variant<std::string, std::int64_t> value;
  };
  using Texts = std::map<std::string, std::string, std::less<>>;

  Voice(Language language, Texts words, const Texts& drawn);

  /// An ICU message ({name}, {n, plural, …}) with its values; an unknown id is answered with the id.
  [[nodiscard]] std::string say(std::string_view id, const std::vector<Value>& values = {}) const;
  /// nullptr: the language has no such words.
  [[nodiscard]] const std::string* word(std::string_view id) const;
  [[nodiscard]] Html draw(std::string_view name, const std::vector<Template::Slot>& slots = {}) const;
  /// "1 180 ₴" with no-break spaces, "₴1,180" in English; hundredths only when there are some.
  [[nodiscard]] std::string money(const Money& money) const;
  [[nodiscard]] std::string number(std::int64_t n) const;
  /// Day, month and year, in UTC.
  [[nodiscard]] std::string date(Timestamp t) const;
  /// A town or a person, whom the catalogue knows by a Ukrainian name, as this language writes it.
  [[nodiscard]] std::string name(std::string_view ukrainian) const;
  [[nodiscard]] std::string path(const std::string& path) const { return local_path(language_, path); }
  [[nodiscard]] Language language() const { return language_; }

 private:
  [[nodiscard]] std::string format(std::string_view pattern, const std::vector<Value>& values,
                                   const std::string& count) const;
  [[nodiscard]] std::string choose(std::string_view branches, std::int64_t n, const std::vector<Value>& values) const;

  Language language_;
  Texts words_;
  std::map<std::string, Template, std::less<>> drawn_;
};

/// Both languages, from the frames.json of the client's build. Error `invalid`: not such a file.
[[nodiscard]] Result<std::map<Language, Voice>> read_voices(std::string_view json);

}  // namespace bookmarket::web
