#include "services/catalog/search/segment_builder.hpp"

#include <algorithm>
#include <numeric>

#include "services/catalog/search/text.hpp"
#include "services/catalog/search/word_forms.hpp"

namespace bookmarket::catalog::search {
namespace {

constexpr std::size_t max_title_words = 64, max_author_words = 12, max_document_words = 1024;

/// A title and its subtitles: «Кобзар : поезії» is found as exactly «Кобзар» too.
std::vector<std::string_view> title_parts(std::string_view title) {
  std::vector<std::string_view> parts;
  std::size_t from = 0;
  for (std::size_t i = 0; i < title.size(); ++i) {
    const bool sign = (title[i] == '=' || title[i] == '/') && i > 0 && title[i - 1] == ' ';
    if (title[i] == ':' || title[i] == '(' || sign) {
      parts.push_back(title.substr(from, i - from));
      from = i + 1;
    }
  }
  parts.push_back(title.substr(from));
  return parts;
}

/// Initials and years of life say nothing about which author is meant.
bool names_an_author(const std::string& word) {
  return letters(word) > 1 && std::ranges::none_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

std::uint64_t isbn_number(std::string_view isbn) {
  std::uint64_t n = 0;
  if (isbn.size() != 13) return 0;
  for (char c : isbn) {
    if (c < '0' || c > '9') return 0;
    n = n * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return n;
}

template <class Map>
std::uint32_t number_of(std::string_view text, Map& map, StringTable& table, std::deque<std::string>& owner) {
  if (const auto it = map.find(text); it != map.end()) return it->second;
  const auto n = static_cast<std::uint32_t>(table.size());
  owner.emplace_back(text);
  map.emplace(owner.back(), n);
  table.push_back(text);
  return n;
}

template <class T>
void shrink(T& v) {
  v.shrink_to_fit();
}

}  // namespace

std::uint32_t SegmentBuilder::word_number(std::string_view word) {
  if (const auto it = numbers_.find(word); it != numbers_.end()) return it->second;
  words_.emplace_back(word);
  const auto n = static_cast<std::uint32_t>(words_.size() - 1);
  numbers_.emplace(words_.back(), n);
  return n;
}

std::uint16_t SegmentBuilder::language_number(std::string_view language) {
  // More than 65,535 languages cannot come from two-letter codes; a caller's nonsense shares the last number.
  return static_cast<std::uint16_t>(
      std::min<std::uint32_t>(number_of(language, languages_, out_.languages, names_), 65535));
}

std::uint32_t SegmentBuilder::place_number(std::string_view place) {
  return number_of(place, places_, out_.places, names_);
}

void SegmentBuilder::add_text(const std::vector<std::string>& words, std::uint32_t flags) {
  std::uint32_t first = token::first;
  for (const auto& w : words) {
    if (out_.text.values.size() - out_.text.starts.back() >= max_document_words) return;
    out_.text.values.push_back(word_number(w) << 2 | flags | first);
    first = 0;
  }
}

void SegmentBuilder::add(const Entry& entry) {
  std::vector<std::vector<std::string>> titles, authors;
  std::string author_lines;
  for (const auto& edition : entry.editions)
    for (auto part : title_parts(edition.title)) {
      auto words = words_of(part, max_title_words);
      if (words.empty() || std::ranges::find(titles, words) != titles.end()) continue;
      add_text(words, 0);
      titles.push_back(std::move(words));
    }
  for (const auto& edition : entry.editions)
    for (const auto& author : edition.authors) {
      auto words = words_of(author, max_author_words);
      std::erase_if(words, [](const std::string& w) { return !names_an_author(w); });
      if (words.empty() || std::ranges::find(authors, words) != authors.end()) continue;
      add_text(words, token::author);
      if (!author_lines.empty()) author_lines += '\n';
      author_lines += author;
      authors.push_back(std::move(words));
    }
  for (const auto& edition : entry.editions) {
    const auto year = static_cast<std::int16_t>(std::clamp(edition.year, 0, 9999));
    out_.editions.values.push_back({year, language_number(edition.language)});
    if (const auto isbn = isbn_number(edition.isbn13); isbn != 0) out_.isbn_rows.values.push_back(isbn);
  }
  for (const auto& o : entry.offers)
    out_.offers.values.push_back({o.price.value_or(-1), o.listed_at.time_since_epoch().count(), place_number(o.place),
                                  static_cast<std::uint8_t>(o.grade), static_cast<std::uint8_t>(o.for_exchange), 0});
  close_document(entry.id, entry.editions.empty() ? std::string_view() : entry.editions.front().title, author_lines,
                 entry.genre, work_key());
}

void SegmentBuilder::add_from(const Segment& segment, std::uint32_t document) {
  if (from_ != &segment) {
    from_ = &segment;
    from_words_.assign(segment.words.size(), 0);
  }
  for (const auto t : segment.text[document]) {
    auto& number = from_words_[t >> 2];
    if (number == 0) number = word_number(segment.words[t >> 2]) + 1;
    out_.text.values.push_back((number - 1) << 2 | (t & 3));
  }
  for (auto row : segment.editions[document]) {
    row.language = language_number(segment.languages[row.language]);
    out_.editions.values.push_back(row);
  }
  for (auto row : segment.offers[document]) {
    row.place = place_number(segment.places[row.place]);
    out_.offers.values.push_back(row);
  }
  for (const auto isbn : segment.isbn_rows[document]) out_.isbn_rows.values.push_back(isbn);
  close_document(segment.ids[document], segment.titles[document], segment.authors[document],
                 static_cast<Genre>(segment.genres[document]), segment.work_keys[segment.works[document]]);
}

/// Of the document whose text came last. Printings of one work that were not grouped (a library's raw records) have
/// the same: the title without subtitles, and the first word of the first author.
std::uint64_t SegmentBuilder::work_key() const {
  std::uint64_t h = 0;
  unsigned parts = 0;
  for (auto i = out_.text.starts.back(); i < out_.text.values.size(); ++i) {
    const auto t = out_.text.values[i];
    const bool author = (t & token::author) != 0;
    if ((t & token::first) != 0) ++parts;
    if (!author && parts > 1) continue;
    h = hash64(words_[t >> 2], h * 2 + (author ? 1 : 0));
    if (author) break;
  }
  return h;
}

void SegmentBuilder::close_document(std::string_view id, std::string_view title, std::string_view authors, Genre genre,
                                    std::uint64_t work) {
  works_.push_back(work);
  const auto document = static_cast<std::uint32_t>(size());
  out_.text.close_row();
  out_.isbn_rows.close_row();
  out_.editions.close_row();
  out_.offers.close_row();
  out_.ids.push_back(id);
  out_.titles.push_back(title);
  out_.authors.push_back(authors);
  out_.genres.push_back(static_cast<std::uint8_t>(genre));
  out_.by_id.emplace_back(hash64(id), document);
  const auto key = collation_key(title);
  std::uint64_t order = 0;
  for (std::size_t i = 0; i < 8; ++i) order = order << 8 | (i < key.size() ? static_cast<std::uint8_t>(key[i]) : 0U);
  out_.title_order.push_back(order);
}

std::shared_ptr<const Segment> SegmentBuilder::finish(std::span<const std::shared_ptr<const Segment>> known,
                                                      const Stemmer* stemmer) {
  order_words();
  build_postings();
  stem_words(known, stemmer);
  link_words();
  number_works();
  for (std::uint32_t d = 0; d < size(); ++d)
    for (const auto isbn : out_.isbn_rows[d]) out_.isbns.emplace_back(isbn, d);
  std::ranges::sort(out_.isbns);
  std::ranges::sort(out_.by_id);
  return std::make_shared<const Segment>(std::move(out_));
}

void SegmentBuilder::order_words() {
  std::vector<std::uint32_t> order(words_.size()), rank(words_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::uint32_t n) -> const std::string& { return words_[n]; });
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    rank[order[i]] = i;
    out_.words.push_back(words_[order[i]]);
  }
  for (auto& t : out_.text.values) t = rank[t >> 2] << 2 | (t & 3);
  numbers_ = {};
  words_ = {};
  shrink(out_.words.bytes);
}

void SegmentBuilder::build_postings() {
  auto& p = out_.postings;
  const auto words = out_.words.size();
  out_.word_flags.assign(words, 0);
  std::vector<std::uint32_t> last(words, UINT32_MAX);
  p.starts.assign(words + 1, 0);
  for (std::uint32_t d = 0; d < size(); ++d)
    for (const auto t : out_.text[d])
      if (std::exchange(last[t >> 2], d) != d) ++p.starts[(t >> 2) + 1];
  std::partial_sum(p.starts.begin(), p.starts.end(), p.starts.begin());
  p.values.resize(p.starts.back());
  std::vector<std::uint32_t> next(p.starts.begin(), p.starts.end() - 1);
  for (std::uint32_t d = 0; d < size(); ++d)
    for (const auto t : out_.text[d]) {
      const auto w = t >> 2;
      const auto field = (t & token::author) != 0 ? posting::author : posting::title;
      if (field == posting::author) out_.word_flags[w] |= word_flag::author;
      if (next[w] > p.starts[w] && p.values[next[w] - 1] >> 2 == d)
        p.values[next[w] - 1] |= field;
      else
        p.values[next[w]++] = d << 2 | field;
    }
  out_.author_counts.assign(words, 0);
  for (std::uint32_t w = 0; w < words; ++w)
    for (const auto entry : p[w]) out_.author_counts[w] += (entry & posting::author) != 0 ? 1 : 0;
}

void SegmentBuilder::stem_words(std::span<const std::shared_ptr<const Segment>> known, const Stemmer* stemmer) {
  for (std::uint32_t w = 0; w < out_.words.size(); ++w) {
    const auto text = out_.words[w];
    auto& flags = out_.word_flags[w];
    for (const auto& segment : known) {
      const auto same = segment->word(text);
      if (!same || (segment->word_flags[*same] & word_flag::stemmed) == 0) continue;
      flags |= segment->word_flags[*same] & (word_flag::stemmed | word_flag::unknown);
      const auto stems = segment->stems[*same];
      out_.stems.values.insert(out_.stems.values.end(), stems.begin(), stems.end());
      break;
    }
    if ((flags & word_flag::stemmed) == 0 && stemmer != nullptr) {
      const auto forms = dictionary_forms(text, *stemmer);
      flags |= word_flag::stemmed;
      if (forms.unknown) flags |= word_flag::unknown;
      out_.stems.values.insert(out_.stems.values.end(), forms.stems.begin(), forms.stems.end());
    }
    if ((flags & word_flag::stemmed) == 0) {
      flags |= word_flag::unknown;
      ++out_.unstemmed;
    }
    out_.stems.close_row();
    for (const auto stem : out_.stems[w]) out_.stem_links.add(static_cast<std::uint32_t>(stem), w);
  }
  out_.stem_links.finish();
  shrink(out_.stems.values);
}

void SegmentBuilder::link_words() {
  for (std::uint32_t w = 0; w < out_.words.size(); ++w) {
    const auto text = out_.words[w];
    const auto script = script_of(text);
    if (script == Script::none) continue;
    const auto key = match_key(text);
    out_.links.add(link_hash(Link::key, key), w);
    for (const auto& shorter : deletes(key)) out_.links.add(link_hash(Link::key_delete, shorter), w);
    if (script != Script::cyrillic) continue;
    out_.word_flags[w] |= word_flag::cyrillic;
    out_.links.add(link_hash(Link::light_stem, light_stem(text)), w);
    if (const auto bones = skeleton(text); !bones.empty()) out_.links.add(link_hash(Link::skeleton, bones), w);
  }
  out_.links.finish();
}

void SegmentBuilder::number_works() {
  out_.work_keys = works_;
  std::ranges::sort(out_.work_keys);
  out_.work_keys.erase(std::unique(out_.work_keys.begin(), out_.work_keys.end()), out_.work_keys.end());
  shrink(out_.work_keys);
  for (const auto key : works_) out_.works.push_back(*out_.work(key));
}

}  // namespace bookmarket::catalog::search
