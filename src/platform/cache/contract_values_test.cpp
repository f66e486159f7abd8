#include "platform/cache/cache_contract.hpp"

namespace bookmarket::cache::contract {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds minute{60'000};

void a_value_comes_back(Subject& s) {
  s.expect(!s.must(s.here().get("k"), "get"), "what was never set is absent");
  const std::string bytes("a\0\r\n\xff\xd0", 6);
  s.must(s.here().set(bytes, bytes, minute), "set");
  s.expect(s.must(s.there().get(bytes), "get") == bytes, "keys and values are any bytes, and every instance sees them");
  s.must(s.there().set(bytes, "", minute), "set");
  s.expect(s.must(s.here().get(bytes), "get") == "", "the last value counts; an empty one is not an absent one");
  s.must(s.here().set("big", std::string(1 << 20, 'x'), minute), "set");
  s.expect(s.must(s.here().get("big"), "get") == std::string(1 << 20, 'x'), "a megabyte is a value");
}

void a_value_expires(Subject& s) {
  s.must(s.here().set("k", "old", minute), "set");
  s.must(s.here().set("short", "v", milliseconds(-1)), "set");
  s.advance(minute - milliseconds(1000));
  s.expect(s.must(s.here().get("k"), "get") == "old", "a value stays until its expiry");
  s.expect(!s.must(s.here().get("short"), "get"), "an expiry under a millisecond is soon over");
  s.must(s.here().set("k", "new", minute), "set");
  s.advance(milliseconds(1000));
  s.expect(s.must(s.here().get("k"), "get") == "new", "setting again sets the expiry again");
  s.advance(minute);
  s.expect(!s.must(s.here().get("k"), "get"), "an expired value is absent");
}

void removed_is_gone(Subject& s) {
  s.must(s.here().set("k", "v", minute), "set");
  s.must(s.here().set("other", "v", minute), "set");
  s.must(s.here().increment("k", 5, minute), "increment");
  s.must(s.there().remove("k"), "remove");
  s.must(s.there().remove("k"), "removing what is not there");
  s.expect(!s.must(s.here().get("k"), "get"), "a removed value is absent");
  s.expect(s.must(s.here().increment("k", 1, minute), "increment").value == 1, "a removed counter starts again");
  s.expect(s.must(s.here().get("other"), "get") == "v", "others stay");
}

void counters_count(Subject& s) {
  s.must(s.here().set("n", "text", minute), "set");
  s.expect(s.must(s.here().increment("n", 1, minute), "increment").value == 1, "a counter starts at 0, beside a value");
  s.expect(s.must(s.there().increment("n", 41, minute), "increment").value == 42, "every instance adds to one count");
  s.expect(s.must(s.here().increment("n", -2, minute), "increment").value == 40, "it counts down, too");
  s.expect(s.must(s.here().increment("n", 0, minute), "increment").value == 40, "adding 0 looks");
  s.expect(s.must(s.here().increment("m", 1, minute), "increment").value == 1, "another name is another counter");
  s.expect(s.must(s.here().get("n"), "get") == "text", "a counter leaves the value of its name alone");
}

void first_increment_sets_expiry(Subject& s) {
  const auto first = s.must(s.here().increment("n", 1, minute), "increment");
  s.expect(first.left > minute - milliseconds(1000) && first.left <= minute, "at first the whole time is left");
  s.advance(minute / 2);
  const auto second = s.must(s.here().increment("n", 1, 10 * minute), "increment");
  s.expect(second.left > milliseconds(0) && second.left <= minute / 2, "later increments leave the expiry");
  s.advance(minute / 2);
  const auto third = s.must(s.here().increment("n", 1, minute), "increment");
  s.expect(third.value == 1, "an expired counter starts at 0");
  s.expect(third.left > minute - milliseconds(1000) && third.left <= minute, "and with a new expiry");
}

void no_increment_is_lost(Subject& s) {
  constexpr int increments = 2000;
  std::vector<std::future<Result<Count>>> running;
  for (int i = 0; i < increments; ++i)
    running.push_back(s.start((i % 2 == 0 ? s.here() : s.there()).increment("n", 1, minute)));
  std::vector<int> times(increments + 1);
  bool in_range = true;
  for (auto& one : running) {
    const auto count = s.must(one.get(), "increment").value;
    in_range = in_range && count >= 1 && count <= increments;
    if (count >= 1 && count <= increments) ++times[static_cast<std::size_t>(count)];
  }
  bool once = in_range;
  for (int i = 1; i <= increments; ++i) once = once && times[static_cast<std::size_t>(i)] == 1;
  s.expect(once, "of racing increments each gives a count of its own");
  s.expect(s.must(s.here().increment("n", 0, minute), "increment").value == increments, "and none is lost");
}

}  // namespace

std::vector<Check> value_checks() {
  return {{"AValueComesBack", a_value_comes_back},
          {"AValueExpires", a_value_expires},
          {"WhatIsRemovedIsGone", removed_is_gone},
          {"CountersCount", counters_count},
          {"TheFirstIncrementSetsTheExpiry", first_increment_sets_expiry},
          {"NoRacingIncrementIsLost", no_increment_is_lost}};
}

}  // namespace bookmarket::cache::contract
