// Places by the beginning of a key.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bookmarket::catalog {

/// Filled once, then for any number of threads. A key may stand for many places and a place for many keys.
class KeyIndex {
 public:
  struct Entry {
    std::uint32_t offset;  ///< of the key in the text
    std::uint32_t length;
    std::uint32_t place;
  };
  using Range = std::span<const Entry>;

  void add(std::string_view key, std::uint32_t place);
  /// After the last add().
  void seal();

  /// Whose key begins so; those whose whole key it is come first.
  [[nodiscard]] Range beginning(std::string_view key) const;
  /// The first of `range`, found for `key`, whose whole key it is.
  [[nodiscard]] static Range whole(Range range, std::string_view key);
  /// Whose key begins with what is one edit away from `key`: a letter more, less or other, or two neighbours changed
  /// places. Ranges may overlap.
  [[nodiscard]] std::vector<Range> similar(std::string_view key) const;

 private:
  [[nodiscard]] std::string_view key_of(const Entry& entry) const {
    return std::string_view(text_).substr(entry.offset, entry.length);
  }
  [[nodiscard]] Range narrowed(Range range, std::size_t depth, char letter) const;
  [[nodiscard]] Range narrowed(Range range, std::size_t depth, std::string_view letters) const;

  std::string text_;
  std::vector<Entry> entries_;
};

}  // namespace bookmarket::catalog
