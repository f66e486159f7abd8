#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "services/catalog/domain/fold.hpp"
#include "services/catalog/prohibited/rules_file.hpp"

namespace bookmarket::catalog {
namespace {

constexpr std::array<std::string_view, 15> keys{"id",      "action",  "from",          "until",      "ground",
                                                "text_uk", "text_en", "isbn_prefixes", "publishers", "places",
                                                "authors", "titles",  "languages",     "year_from",  "year_until"};

std::unexpected<Error> wrong(const toml::node& at, std::string_view what) {
  return fail(ErrorKind::invalid, "rules_unreadable",
              "Line " + std::to_string(at.source().begin.line) + ": " + std::string(what));
}

bool is_slug(std::string_view s) {
  return !s.empty() && s.size() <= 64 && s.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == s.npos;
}

/// Reads one [[rule]]. The first fault stays.
class Reader {
 public:
  explicit Reader(const toml::table& table) : table_(table) {}

  Result<ProhibitedRule> read() {
    for (const auto& [key, node] : table_)
      if (std::ranges::find(keys, key.str()) == keys.end())
        return wrong(node, "a rule has no '" + std::string(key.str()) + "'.");
    ProhibitedRule r;
    r.id = text("id", true);
    r.action = text("action", true) == "refuse" ? RuleAction::refuse : RuleAction::flag;
    r.from = date("from");
    r.until = date("until");
    r.ground = text("ground", true);
    r.text_uk = text("text_uk", true);
    r.text_en = text("text_en", true);
    r.publishers = words("publishers");
    r.places = words("places");
    r.authors = words("authors");
    r.titles = words("titles");
    r.languages = texts("languages");
    r.isbn_prefixes = prefixes();
    r.year_from = year("year_from");
    r.year_until = year("year_until");
    if (fault_) return fail(std::move(*fault_));
    if (!is_slug(r.id)) return wrong(table_["id"], "id is of small letters, digits and hyphens.");
    if (const auto action = text("action", true); action != "refuse" && action != "flag")
      return wrong(table_["action"], "action is \"refuse\" or \"flag\".");
    if (r.from && r.until && *r.from >= *r.until) return wrong(table_["until"], "until comes after from.");
    if (r.year_from && r.year_until && *r.year_from > *r.year_until)
      return wrong(table_["year_until"], "year_until is not before year_from.");
    if (!has_condition(r)) return wrong(table_, "the rule has no condition: it would hold for every book.");
    return r;
  }

 private:
  static std::unexpected<Error> wrong(const toml::node_view<const toml::node>& at, std::string_view what) {
    return catalog::wrong(*at.node(), what);
  }
  static std::unexpected<Error> wrong(const toml::node& at, std::string_view what) { return catalog::wrong(at, what); }
  void complain(const toml::node& at, std::string what) {
    if (!fault_) fault_ = catalog::wrong(at, what).error();
  }

  std::string text(std::string_view key, bool required) {
    const auto* node = table_.get(key);
    if (node == nullptr) {
      if (required) complain(table_, "the rule has no " + std::string(key) + ".");
      return {};
    }
    const auto value = node->value<std::string>();
    if (!value || value->empty() || value->size() > 2000) complain(*node, std::string(key) + " is a text.");
    return value.value_or("");
  }
  std::vector<std::string> texts(std::string_view key) {
    const auto* node = table_.get(key);
    if (node == nullptr) return {};
    const auto* array = node->as_array();
    std::vector<std::string> out;
    if (array != nullptr)
      for (const auto& element : *array)
        if (auto value = element.value<std::string>(); value && !value->empty()) out.push_back(std::move(*value));
    if (array == nullptr || out.empty() || out.size() != array->size())
      complain(*node, std::string(key) + " is a list of texts.");
    return out;
  }
  std::vector<std::string> words(std::string_view key) {
    auto out = texts(key);
    for (const auto& entry : out)
      if (fold_name(entry).empty()) complain(*table_.get(key), "'" + entry + "' has no word to look for.");
    return out;
  }
  std::vector<std::string> prefixes() {
    auto out = texts("isbn_prefixes");
    for (auto& prefix : out) {
      std::erase(prefix, '-');
      const bool digits = prefix.find_first_not_of("0123456789") == std::string::npos;
      if (!digits || prefix.size() > 13 || !(prefix.starts_with("978") || prefix.starts_with("979")))
        complain(*table_.get("isbn_prefixes"), "an ISBN begins with 978 or 979 and has 13 digits.");
    }
    return out;
  }
  std::optional<std::chrono::sys_days> date(std::string_view key) {
    const auto* node = table_.get(key);
    if (node == nullptr) return {};
    const auto value = node->value<toml::date>();
    const std::chrono::year_month_day day =
        value ? std::chrono::year(value->year) / value->month / value->day : std::chrono::year_month_day();
    if (!node->is_date() || !day.ok()) {
      complain(*node, std::string(key) + " is a date, such as 2026-01-31, without quotes.");
      return {};
    }
    return std::chrono::sys_days(day);
  }
  std::optional<int> year(std::string_view key) {
    const auto* node = table_.get(key);
    if (node == nullptr) return {};
    const auto value = node->value<std::int64_t>();
    if (!value || *value < 1400 || *value > 2200) {
      complain(*node, std::string(key) + " is a year from 1400 to 2200.");
      return {};
    }
    return static_cast<int>(*value);
  }

  const toml::table& table_;
  std::optional<Error> fault_;
};

Result<ProhibitedRules> rules_of(const toml::table& file) {
  ProhibitedRules out;
  for (const auto& [key, node] : file) {
    const auto* rules = key.str() == "rule" ? node.as_array() : nullptr;
    if (rules == nullptr) return wrong(node, "only [[rule]] may stand here.");
    for (const auto& element : *rules) {
      const auto* table = element.as_table();
      if (table == nullptr) return wrong(element, "only [[rule]] may stand here.");
      auto rule = Reader(*table).read();
      if (!rule) return fail(std::move(rule).error());
      if (std::ranges::find(out, rule->id, &ProhibitedRule::id) != out.end())
        return wrong(*table->get("id"), "another rule is called " + rule->id + ".");
      out.push_back(std::move(*rule));
    }
  }
  return out;
}

}  // namespace

Result<ProhibitedRules> read_rules(std::string_view text) {
  try {
    return rules_of(toml::parse(text));
  } catch (const toml::parse_error& e) {
    return fail(ErrorKind::invalid, "rules_unreadable",
                "Line " + std::to_string(e.source().begin.line) + ": " + std::string(e.description()));
  }
}

Result<ProhibitedRules> load_rules(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file) return fail(ErrorKind::invalid, "rules_unreadable", path + " cannot be read.");
  auto rules = read_rules(text);
  if (!rules) rules.error().detail.insert(0, path + ": ");
  return rules;
}

}  // namespace bookmarket::catalog
