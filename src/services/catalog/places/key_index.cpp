#include "services/catalog/places/key_index.hpp"

#include <algorithm>

namespace bookmarket::catalog {

void KeyIndex::add(std::string_view key, std::uint32_t place) {
  if (key.empty()) return;
  entries_.push_back({static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(key.size()), place});
  text_ += key;
}

void KeyIndex::seal() {
  std::ranges::sort(entries_, [this](const Entry& a, const Entry& b) {
    const int order = key_of(a).compare(key_of(b));
    return order != 0 ? order < 0 : a.place < b.place;
  });
  // Equal keys share their text, in the order that they are looked at.
  std::string text;
  std::string_view before;
  std::uint32_t at = 0;
  for (Entry& entry : entries_) {
    const auto key = key_of(entry);
    if (key != before) {
      at = static_cast<std::uint32_t>(text.size());
      text += key;
      before = key;
    }
    entry.offset = at;
  }
  text.shrink_to_fit();
  text_ = std::move(text);
  entries_.shrink_to_fit();
}

/// Of a range whose keys agree in the letters before `depth`: those with `letter` there.
KeyIndex::Range KeyIndex::narrowed(Range range, std::size_t depth, char letter) const {
  const auto at = [&](const Entry& e) {  // the end of a key sorts before every letter
    return depth < e.length ? static_cast<int>(static_cast<unsigned char>(text_[e.offset + depth])) : -1;
  };
  const auto found = std::ranges::equal_range(range, static_cast<int>(static_cast<unsigned char>(letter)), {}, at);
  return {found.begin(), found.end()};
}

KeyIndex::Range KeyIndex::narrowed(Range range, std::size_t depth, std::string_view letters) const {
  for (const char letter : letters) {
    if (range.empty()) break;
    range = narrowed(range, depth++, letter);
  }
  return range;
}

KeyIndex::Range KeyIndex::beginning(std::string_view key) const {
  const auto found =
      std::ranges::equal_range(entries_, key, {}, [&](const Entry& e) { return key_of(e).substr(0, key.size()); });
  return {found.begin(), found.end()};
}

KeyIndex::Range KeyIndex::whole(Range range, std::string_view key) {
  const auto longer = std::ranges::find_if(range, [&](const Entry& e) { return e.length != key.size(); });
  return {range.begin(), longer};
}

std::vector<KeyIndex::Range> KeyIndex::similar(std::string_view key) const {
  std::vector<Range> out;
  const auto keep = [&](Range range) {
    if (!range.empty()) out.push_back(range);
  };
  Range exact = entries_;  // those that begin with the first `at` letters
  for (std::size_t at = 0; at < key.size() && !exact.empty(); ++at) {
    const auto rest = key.substr(at);
    keep(narrowed(exact, at, rest.substr(1)));
    if (rest.size() > 1) {
      const char changed[] = {rest[1], rest[0]};
      keep(narrowed(narrowed(exact, at, std::string_view(changed, 2)), at + 2, rest.substr(2)));
    }
    // Keys that end here sort first.
    const auto longer = std::ranges::partition_point(exact, [&](const Entry& e) { return e.length <= at; });
    for (Range left(longer, exact.end()); !left.empty();) {
      const Range with = narrowed(left, at, text_[left.front().offset + at]);
      keep(narrowed(with, at + 1, rest.substr(1)));
      keep(narrowed(with, at + 1, rest));
      left = left.subspan(with.size());
    }
    exact = narrowed(exact, at, key[at]);
  }
  return out;
}

}  // namespace bookmarket::catalog
