#include "services/catalog/places/key_index.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

namespace bookmarket::catalog {
namespace {

using Keys = std::vector<std::string>;

/// Few letters, so that keys share beginnings.
rc::Gen<std::string> key() { return rc::gen::container<std::string>(rc::gen::element('a', 'b', 'c')); }
rc::Gen<Keys> keys() { return rc::gen::container<Keys>(rc::gen::nonEmpty(key())); }

KeyIndex index_of(const Keys& keys) {
  KeyIndex out;
  for (std::uint32_t i = 0; i < keys.size(); ++i) out.add(keys[i], i);
  out.seal();
  return out;
}

std::set<std::uint32_t> places(const std::vector<KeyIndex::Range>& ranges) {
  std::set<std::uint32_t> out;
  for (const auto& range : ranges)
    for (const auto& entry : range) out.insert(entry.place);
  return out;
}

/// Edits, each a letter or a swap, that make `a` of `b` (optimal string alignment).
std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

RC_GTEST_PROP(KeyIndex, FindsWhatBeginsWithAKeyAndWholeKeysFirst, ()) {
  const auto all = *keys();
  const auto sought = *key();
  const auto index = index_of(all);
  std::set<std::uint32_t> begin, whole;
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (all[i].starts_with(sought)) begin.insert(i);
    if (all[i] == sought) whole.insert(i);
  }
  const auto found = index.beginning(sought);
  RC_ASSERT(places({found}) == begin);
  RC_ASSERT(places({KeyIndex::whole(found, sought)}) == whole);
}

RC_GTEST_PROP(KeyIndex, FindsWhatOneEditMakesABeginning, ()) {
  const auto all = *keys();
  const auto sought = *rc::gen::nonEmpty(key());
  std::set<std::uint32_t> one_edit;
  for (std::uint32_t i = 0; i < all.size(); ++i)
    for (std::size_t n = sought.size() - 1; n <= std::min(all[i].size(), sought.size() + 1); ++n)
      if (edits(sought, all[i].substr(0, n)) == 1) one_edit.insert(i);
  const auto found = places(index_of(all).similar(sought));
  RC_ASSERT(std::ranges::includes(found, one_edit));
  // A letter that is put for itself is no edit, so what begins with the key as it is may be there, too.
  for (const auto i : found) RC_ASSERT(one_edit.contains(i) || all[i].starts_with(sought));
}

}  // namespace
}  // namespace bookmarket::catalog
