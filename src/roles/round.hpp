// A round of work in the background, counted while it is under way: who waits until nothing is pending asks.
#pragma once

#include <atomic>

namespace bookmarket::roles {

class Round {
 public:
  explicit Round(std::atomic<int>& under_way) : under_way_(under_way) { ++under_way_; }
  ~Round() { --under_way_; }
  Round(const Round&) = delete;
  Round& operator=(const Round&) = delete;

 private:
  std::atomic<int>& under_way_;
};

}  // namespace bookmarket::roles
