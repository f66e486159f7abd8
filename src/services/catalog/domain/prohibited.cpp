#include "services/catalog/domain/prohibited.hpp"

#include <algorithm>
#include <set>

#include "platform/base/id.hpp"
#include "services/catalog/domain/fold.hpp"

namespace bookmarket::catalog {
namespace {

std::set<std::string, std::less<>> words_of(std::string_view folded) {
  std::set<std::string, std::less<>> out;
  while (!folded.empty()) {
    const auto word = folded.substr(0, folded.find(' '));
    folded.remove_prefix(std::min(folded.size(), word.size() + 1));
    if (!word.empty()) out.emplace(word);
  }
  return out;
}

/// Names are spelt in many ways.
using Fold = std::string (*)(std::string_view);

bool has_any(const std::vector<std::string>& entries, const std::vector<std::string>& texts, Fold how) {
  for (const auto& text : texts) {
    const auto there = words_of(how(text));
    for (const auto& entry : entries) {
      const auto wanted = words_of(how(entry));
      if (!wanted.empty() && std::ranges::includes(there, wanted)) return true;
    }
  }
  return false;
}

bool holds(const std::vector<std::string>& entries, const std::vector<std::string>& texts, Fold how = fold) {
  return entries.empty() || has_any(entries, texts, how);
}

}  // namespace

bool has_condition(const ProhibitedRule& r) {
  return !r.isbn_prefixes.empty() || !r.publishers.empty() || !r.places.empty() || !r.authors.empty() ||
         !r.titles.empty() || !r.languages.empty() || r.year_from || r.year_until;
}

bool is_in_force(const ProhibitedRule& rule, Timestamp now) {
  return (!rule.from || *rule.from <= now) && (!rule.until || now < *rule.until);
}

bool matches(const ProhibitedRule& r, const Printed& p) {
  if (!has_condition(r)) return false;
  const auto begins = [&](const std::string& prefix) { return p.isbn13.starts_with(prefix); };
  if (!r.isbn_prefixes.empty() && std::ranges::none_of(r.isbn_prefixes, begins)) return false;
  if (!r.languages.empty() && std::ranges::find(r.languages, p.language) == r.languages.end()) return false;
  if ((r.year_from || r.year_until) && !p.year) return false;
  if (r.year_from && *p.year < *r.year_from) return false;
  if (r.year_until && *p.year > *r.year_until) return false;
  return holds(r.publishers, {p.publisher}) && holds(r.places, {p.place}) && holds(r.authors, p.authors, fold_name) &&
         holds(r.titles, {p.title});
}

std::vector<const ProhibitedRule*> matching(const ProhibitedRules& rules, const Printed& printed, Timestamp now) {
  std::vector<const ProhibitedRule*> out;
  for (const auto& r : rules)
    if (is_in_force(r, now) && matches(r, printed)) out.push_back(&r);
  return out;
}

const ProhibitedRule* refusing(const ProhibitedRules& rules, const Printed& printed, Timestamp now) {
  for (const auto* r : matching(rules, printed, now))
    if (r->action == RuleAction::refuse) return r;
  return nullptr;
}

std::string fingerprint(const ProhibitedRules& rules, Timestamp now) {
  std::string all;
  const auto add = [&all](std::string_view name, const std::vector<std::string>& texts) {
    all += name;
    for (const auto& t : texts) all += '\x1f' + t;
    all += '\x1e';
  };
  for (const auto& r : rules) {
    if (!is_in_force(r, now)) continue;
    add("id", {r.id, r.action == RuleAction::refuse ? "refuse" : "flag"});
    add("isbn", r.isbn_prefixes);
    add("publishers", r.publishers);
    add("places", r.places);
    add("authors", r.authors);
    add("titles", r.titles);
    add("languages", r.languages);
    add("years", {r.year_from ? std::to_string(*r.year_from) : "", r.year_until ? std::to_string(*r.year_until) : ""});
  }
  return all.empty() ? "" : Uuid::v8_of(all).to_string();
}

}  // namespace bookmarket::catalog
