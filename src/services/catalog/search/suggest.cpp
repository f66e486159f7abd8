#include <algorithm>
#include <map>
#include <set>

#include "services/catalog/domain/author_name.hpp"
#include "services/catalog/search/ranking.hpp"
#include "services/catalog/search/results.hpp"
#include "services/catalog/search/text.hpp"

namespace bookmarket::catalog::search {
namespace {

constexpr std::size_t considered = 120;  // best matches from which suggestions are taken
constexpr std::size_t max_suggestions = 20;
constexpr float popularity_weight = 0.08F;  // on top of what the ranking gives it

std::string folded(std::string_view text) {
  auto words = words_of(text, 16);
  std::erase_if(words, [](const std::string& w) { return letters(w) < 2; });
  std::ranges::sort(words);
  std::string out;
  for (const auto& w : words) out += w + ' ';
  return out;
}

std::string_view line(std::string_view lines, std::size_t n) {
  for (; n > 0; --n) {
    const auto end = lines.find('\n');
    if (end == lines.npos) return lines;
    lines.remove_prefix(end + 1);
  }
  return lines.substr(0, lines.find('\n'));
}

struct Name {
  std::string shown = {};  ///< «Шевченко Тарас Григорович (1814–1861)» → «Тарас Шевченко», as everywhere else
  std::string key = {};    ///< equal for one author
};

Name name_of(std::string_view printed) {
  auto name = author_name(printed);
  return name ? Name{std::move(name->display), std::move(name->key)} : Name{std::string(printed), folded(printed)};
}

struct AuthorCount {
  std::string name = {};
  float weight = 0;
};

}  // namespace

std::vector<Suggestion> run_suggest(const State& state, const Stemmer* stemmer, std::string_view text, unsigned limit) {
  limit = std::min<unsigned>(limit, max_suggestions);
  const Query query = understand(text, false, state, stemmer);
  std::vector<Suggestion> out;
  if (query.words.empty() || limit == 0) return out;
  Ranking ranking(state, query, Purpose::suggestions);
  auto matches = ranking.matches();
  const auto better = [&](const Match& a, const Match& b) {
    if (a.score != b.score) return a.score > b.score;
    return state.id(a.place) < state.id(b.place);
  };
  const auto keep = std::min(considered, matches.size());
  for (auto& m : matches) m.score += popularity_weight * m.popularity;
  std::ranges::partial_sort(matches, matches.begin() + static_cast<std::ptrdiff_t>(keep), better);
  matches.resize(keep);
  for (auto& m : matches) m.score = ranking.rescore(m) + popularity_weight * m.popularity;
  std::ranges::sort(matches, better);

  std::map<std::string_view, Name> names_of;  // by what is printed: the best matches repeat few authors
  const auto name = [&](std::string_view printed) -> const Name& {
    const auto [it, fresh] = names_of.try_emplace(printed);
    if (fresh) it->second = name_of(printed);
    return it->second;
  };
  std::map<std::string, AuthorCount> authors;
  std::set<std::string> seen;
  std::vector<Suggestion> works;
  for (const auto& m : matches) {
    const auto& segment = *state.parts[m.place.part].segment;
    const auto names = segment.authors[m.place.document];
    if (const auto n = ranking.author_meant(m)) {
      const auto& [shown, key] = name(line(names, *n));
      auto& author = authors[key];
      // Of several ways to print a name the fullest is shown: «Тарас Шевченко», not «Т. Шевченко».
      if (shown.size() > author.name.size()) author.name = shown;
      author.weight += m.popularity;
    }
    if (works.size() == limit) continue;
    const auto title = segment.titles[m.place.document];
    const auto& [shown, key] = name(line(names, 0));
    if (seen.insert(folded(title) + '|' + key).second)
      works.push_back({SuggestionKind::work, std::string(title), shown, std::string(segment.ids[m.place.document])});
  }
  std::vector<AuthorCount> frequent;
  for (auto& [key, author] : authors) frequent.push_back(std::move(author));
  std::ranges::sort(frequent, [](const AuthorCount& a, const AuthorCount& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.name < b.name;
  });
  // Authors take at most a third while there are works to show.
  const auto share = std::max<std::size_t>((limit + 2) / 3, limit - std::min<std::size_t>(works.size(), limit));
  for (auto& author : frequent)
    if (out.size() < share) out.push_back({SuggestionKind::author, std::move(author.name), {}, {}});
  for (auto& work : works)
    if (out.size() < limit) out.push_back(std::move(work));
  return out;
}

}  // namespace bookmarket::catalog::search
