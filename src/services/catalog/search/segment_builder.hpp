// Builds a segment from entries, or from documents of older segments without reading their text again.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "services/catalog/search/segment.hpp"
#include "services/catalog/search/stemmer.hpp"

namespace bookmarket::catalog::search {

class SegmentBuilder {
 public:
  void add(const Entry& entry);
  /// Documents of one segment; call for all documents of a segment before the next one.
  void add_from(const Segment& segment, std::uint32_t document);

  /// Stems come from `known` where one of these segments has the word, else from `stemmer`; without it the word
  /// stays unstemmed until a later merge.
  std::shared_ptr<const Segment> finish(std::span<const std::shared_ptr<const Segment>> known, const Stemmer* stemmer);

  [[nodiscard]] std::size_t size() const { return out_.genres.size(); }

 private:
  using Index = boost::unordered_flat_map<std::string_view, std::uint32_t>;

  std::uint32_t word_number(std::string_view word);
  std::uint16_t language_number(std::string_view language);
  std::uint32_t place_number(std::string_view place);
  void add_text(const std::vector<std::string>& words, std::uint32_t flags);
  [[nodiscard]] std::uint64_t work_key() const;
  void close_document(std::string_view id, std::string_view title, std::string_view authors, Genre genre,
                      std::uint64_t work);
  void order_words();
  void stem_words(std::span<const std::shared_ptr<const Segment>> known, const Stemmer* stemmer);
  void link_words();
  void build_postings();
  void number_works();

  Segment out_ = {};  ///< its text holds the builder's own word numbers until finish
  std::deque<std::string> words_ = {};
  Index numbers_ = {}, languages_ = {}, places_ = {};
  std::deque<std::string> names_ = {};     ///< owns the keys of languages_ and places_
  std::vector<std::uint64_t> works_ = {};  ///< key by document
  const Segment* from_ = nullptr;
  std::vector<std::uint32_t> from_words_ = {};  ///< word of from_ → number here + 1; 0: not yet
};

}  // namespace bookmarket::catalog::search
