// Promises about lists.
#include <algorithm>

#include "platform/objects/objects_contract.hpp"

namespace bookmarket::objects::contract {
namespace {

using Keys = std::vector<std::string>;

/// In the order of their bytes: some come between an object and the keys below its name.
const Keys tree{"a", "a-b", "a.b", "a/b", "a/b/c", "a/c", "a0", "b/a/a/a", "b/b", "photos/1/x", "photos/10/x"};

void plant(Subject& s) {
  for (auto key = tree.rbegin(); key != tree.rend(); ++key) s.put(*key, *key);
}

void ordered(Subject& s) {
  s.expect(s.keys("").empty(), "of none the list is empty");
  plant(s);
  s.expect(s.keys("") == tree, "keys come in the order of their bytes");
  const auto page = s.must(s.objects().list("photos/1/", "", 1000), "list");
  if (!s.expect(page.objects.size() == 1, "one object is one entry")) return;
  const auto head = s.must(s.objects().head("photos/1/x"), "head");
  s.expect(head && page.objects[0].size == head->size && page.objects[0].modified == head->modified,
           "a list tells size and time as head does");
  s.expect(page.next_cursor.empty(), "the last page has no cursor");
}

void by_prefix(Subject& s) {
  plant(s);
  s.expect(s.keys("photos/1/") == Keys{"photos/1/x"}, "a prefix with a slash ends there");
  s.expect(s.keys("photos/1") == Keys{"photos/1/x", "photos/10/x"}, "a prefix may end within a segment");
  s.expect(s.keys("a/b") == Keys{"a/b", "a/b/c"}, "a prefix may be a key");
  s.expect(s.keys("a/b/") == Keys{"a/b/c"}, "what is below a key is not the key");
  s.expect(s.keys("nothing/here").empty(), "no key begins with it");
  for (const std::string& prefix : {std::string("/"), std::string("../"), std::string("a//"), std::string("a\0", 2)})
    s.expect_error(s.wait(s.objects().list(prefix, "", 10)), ErrorKind::invalid, "invalid_object", "'" + prefix + "'");
}

void paged(Subject& s) {
  plant(s);
  for (const unsigned limit : {1U, 3U, 11U}) {
    Keys all;
    std::string cursor;
    do {
      const auto page = s.must(s.objects().list("", cursor, limit), "list");
      if (!s.expect(page.objects.size() <= limit, "a page has at most the limit")) return;
      for (const auto& one : page.objects) all.push_back(one.key);
      if (!s.expect(page.next_cursor.empty() || page.next_cursor != cursor, "a cursor moves on")) return;
      cursor = page.next_cursor;
    } while (!cursor.empty());
    s.expect(all == tree, "pages together are the whole list");
  }
  s.expect_error(s.wait(s.objects().list("", "", 0)), ErrorKind::invalid, "bad_limit", "none");
  s.expect_error(s.wait(s.objects().list("", "", 1001)), ErrorKind::invalid, "bad_limit", "more than 1000");
  s.expect_error(s.wait(s.objects().list("", "../x", 1)), ErrorKind::invalid, "bad_cursor", "one never given out");
}

/// As erasure and backups walk.
void changed_meanwhile(Subject& s) {
  plant(s);
  const auto first = s.must(s.objects().list("", "", 5), "list");
  if (!s.expect(first.objects.size() == 5, "a page is full where there are more")) return;
  for (const auto& one : first.objects) s.must(s.objects().remove(one.key), "remove");
  s.put("a/a", "before");
  s.put("b/b/new", "after");
  const auto rest = s.keys("", first.next_cursor);
  Keys expected(tree.begin() + 5, tree.end());
  expected.insert(std::ranges::find(expected, "photos/1/x"), "b/b/new");
  s.expect(rest == expected, "a cursor outlives the removal of what it names");
}

}  // namespace

std::vector<Check> list_checks() {
  return {{"KeysAreListedInOrder", ordered},
          {"APrefixNarrowsTheList", by_prefix},
          {"PagesAreTheWholeList", paged},
          {"ACursorSurvivesChanges", changed_meanwhile}};
}

}  // namespace bookmarket::objects::contract
