#include <set>

#include "platform/store/store_contract.hpp"

namespace bookmarket::store::contract {
namespace {

using std::chrono::milliseconds;

const Timestamp noon{std::chrono::hours(12)};
constexpr milliseconds minute{60'000};

std::string ids(const std::vector<DueWork>& work) {
  std::string out;
  for (const auto& item : work) out += item.id;
  return out;
}

void due_in_order(Subject& s) {
  s.must(s.store().schedule({"poll", "c", noon + minute}), "schedule");
  s.must(s.store().schedule({"poll", "b", noon, object(M{"parcel", "59"})}), "schedule");
  s.must(s.store().schedule({"poll", "a", noon - minute}), "schedule");
  s.must(s.store().schedule({"other", "o", noon - minute}), "schedule");
  s.expect(s.must(s.store().claim_due("poll", noon - 2 * minute, minute, 10), "claim").empty(),
           "nothing is given before its time");
  const auto first = s.must(s.store().claim_due("poll", noon, minute, 1), "claim");
  s.expect(ids(first) == "a", "at most `limit`, the longest waiting first");
  s.reopen();
  const auto second = s.must(s.store().claim_due("poll", noon, minute, 10), "claim");
  s.expect(ids(second) == "b", "what is leased or not yet due is not given, also after the store was opened again");
  if (second.size() == 1) {
    const auto& b = second[0];
    s.expect(b.kind == "poll" && b.due_at == noon && b.attempts == 1 && !b.lease.empty(),
             "a claimed item says when it was due and that this is the first attempt");
    s.expect(b.body == object(M{"parcel", "59"}), "a claimed item has its body");
  }
  s.must(s.store().complete(first.empty() ? DueWork{} : first[0]), "complete");
  s.expect(ids(s.must(s.store().claim_due("poll", noon + 10 * minute, minute, 10), "claim")) == "bc",
           "what was completed never comes again");
}

void leases_end(Subject& s) {
  s.must(s.store().schedule({"poll", "a", noon}), "schedule");
  const auto first = s.must(s.store().claim_due("poll", noon, minute, 10), "claim");
  s.expect(first.size() == 1 &&
               s.must(s.store().claim_due("poll", noon + minute - milliseconds(1), minute, 10), "claim").empty(),
           "a leased item is not given until the lease ends");
  const auto second = s.must(s.store().claim_due("poll", noon + minute, minute, 10), "claim");
  if (!s.expect(first.size() == 1 && second.size() == 1, "when the lease has ended, the item is given again")) return;
  s.expect(second[0].attempts == 2 && second[0].lease != first[0].lease && second[0].due_at == noon,
           "a second claim counts, with a lease of its own");
  s.expect_error(s.wait(s.store().complete(first[0])), ErrorKind::conflict, "lease_lost",
                 "completing after the lease was lost");
  s.expect(s.must(s.store().claim_due("poll", noon + 2 * minute, minute, 10), "claim").size() == 1,
           "who lost the lease ended nothing");
  s.expect_error(s.wait(s.store().complete({"poll", "a", noon})), ErrorKind::conflict, "lease_lost",
                 "completing without a lease");
  s.expect_error(s.wait(s.store().complete({"poll", "nothing", noon})), ErrorKind::conflict, "lease_lost",
                 "completing what is not there");
}

void late_but_first(Subject& s) {
  s.must(s.store().schedule({"poll", "a", noon}), "schedule");
  const auto claimed = s.must(s.store().claim_due("poll", noon, minute, 10), "claim");
  if (!s.expect(claimed.size() == 1, "a due item is given")) return;
  s.must(s.store().complete(claimed[0]), "completing late, while nobody else has it");
  s.expect_error(s.wait(s.store().complete(claimed[0])), ErrorKind::conflict, "lease_lost", "completing twice");
  s.expect(s.must(s.store().claim_due("poll", noon + 10 * minute, minute, 10), "claim").empty(),
           "a completed item is gone");
}

void scheduled_again(Subject& s) {
  s.must(s.store().schedule({"poll", "a", noon, object(M{"v", 1})}), "schedule");
  s.must(s.store().schedule({"poll", "a", noon + minute, object(M{"v", 2})}), "schedule");
  s.expect(s.must(s.store().claim_due("poll", noon, minute, 10), "claim").empty(), "scheduling again moves the item");
  auto claimed = s.must(s.store().claim_due("poll", noon + minute, 10 * minute, 10), "claim");
  if (!s.expect(claimed.size() == 1 && number(claimed[0].body, "v") == 2, "and replaces its body")) return;
  auto retry = claimed[0];
  retry.due_at = noon + 2 * minute;
  s.must(s.store().schedule(retry), "schedule");
  s.expect_error(s.wait(s.store().complete(claimed[0])), ErrorKind::conflict, "lease_lost",
                 "completing what was scheduled again");
  const auto next = s.must(s.store().claim_due("poll", noon + 2 * minute, minute, 10), "claim");
  s.expect(next.size() == 1 && next[0].attempts == 2, "a retry gives the lease back and keeps the count");
}

void claims_race(Subject& s) {
  constexpr int items = 120;
  std::vector<std::future<Result<void>>> scheduling;
  for (int i = 0; i < items; ++i) scheduling.push_back(s.start(s.store().schedule({"poll", std::to_string(i), noon})));
  for (auto& one : scheduling) s.expect(one.get().has_value(), "schedule succeeds");
  std::vector<std::future<Result<std::vector<DueWork>>>> claiming;
  for (int i = 0; i < 60; ++i) claiming.push_back(s.start(s.store().claim_due("poll", noon, minute, 3)));
  std::multiset<std::string> given;
  std::vector<DueWork> all;
  for (auto& one : claiming)
    for (auto& item : one.get().value_or(std::vector<DueWork>{})) {
      given.insert(item.id);
      all.push_back(std::move(item));
    }
  bool once = given.size() == items;
  for (int i = 0; i < items; ++i) once = once && given.count(std::to_string(i)) == 1;
  s.expect(once, "racing claims give every due item to exactly one worker");
  std::vector<std::future<Result<void>>> completing;
  for (const auto& item : all)
    for (int twice = 0; twice < 2; ++twice) completing.push_back(s.start(s.store().complete(item)));
  int completed = 0;
  for (auto& one : completing) completed += one.get() ? 1 : 0;
  s.expect(completed == static_cast<int>(all.size()), "of racing completions one succeeds");
}

}  // namespace

std::vector<Check> due_work_checks() {
  return {{"DueWorkComesWhenItIsDue", due_in_order},
          {"AnEndedLeaseIsGivenAgain", leases_end},
          {"AHeldLeaseCompletesOnce", late_but_first},
          {"SchedulingAgainMovesTheWork", scheduled_again},
          {"RacingClaimsShareTheWork", claims_race}};
}

}  // namespace bookmarket::store::contract
