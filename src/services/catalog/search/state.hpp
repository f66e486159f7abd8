// What a reader sees: immutable segments and, for each, which of its documents are gone.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "services/catalog/search/query.hpp"
#include "services/catalog/search/segment.hpp"

namespace bookmarket::catalog::search {

struct Part {
  std::shared_ptr<const Segment> segment = {};
  std::shared_ptr<const std::vector<std::uint64_t>> deleted = {};  ///< one bit a document; null: none
  std::uint32_t deleted_count = 0;

  [[nodiscard]] bool live(std::uint32_t document) const {
    return !deleted || ((*deleted)[document / 64] >> (document % 64) & 1) == 0;
  }
  [[nodiscard]] std::size_t size() const { return segment->size() - deleted_count; }
};

struct State final : VocabularyView {
  std::vector<Part> parts = {};

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] bool has_word(std::string_view folded) const override;
  [[nodiscard]] bool has_prefix(std::string_view folded) const override;
  [[nodiscard]] bool has_stem(std::uint64_t stem) const override;
  [[nodiscard]] bool has_key(std::string_view key) const override;
  [[nodiscard]] bool has_similar(std::string_view key) const override;
  [[nodiscard]] std::optional<DictionaryForms> forms_of(std::string_view folded) const override;
};

/// A document of a state: part, then number within its segment.
struct Place {
  std::uint32_t part = 0, document = 0;

  bool operator==(const Place&) const = default;
};

}  // namespace bookmarket::catalog::search
