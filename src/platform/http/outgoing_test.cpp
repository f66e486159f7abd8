#include "platform/http/outgoing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace bookmarket::http {
namespace {

std::string joined(const Outgoing& out) {
  std::string all;
  for (const auto& s : out.segments()) all.append(static_cast<const char*>(s.data()), s.size());
  return all;
}

RC_GTEST_PROP(Outgoing, GivesEveryByteOnceAndInOrderHoweverTheSocketTakesThem, ()) {
  Outgoing out;
  std::string wanted;
  for (const auto& size : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 12'000))) {
    const std::string text(static_cast<std::size_t>(size), static_cast<char>('a' + wanted.size() % 26));
    wanted += text;
    if (*rc::gen::arbitrary<bool>()) {
      out += text;
    } else {
      auto ready = std::make_shared<Ready>();
      ready->body = text;
      out.add_body(ready);
    }
  }
  while (!wanted.empty()) {
    RC_ASSERT(out.size() == wanted.size());
    RC_ASSERT(joined(out) == wanted);
    const auto taken = *rc::gen::inRange<std::size_t>(1, wanted.size() + 1);
    out.drop(taken);
    wanted.erase(0, taken);
  }
  RC_ASSERT(out.empty());
  RC_ASSERT(joined(out).empty());
}

TEST(Outgoing, KeepsALargeBodyAliveUntilItIsSent) {
  Outgoing out;
  auto ready = std::make_shared<Ready>();
  ready->body.assign(10'000, 'x');
  const std::weak_ptr<Ready> kept = ready;
  out.add_body(ready);
  ready.reset();
  out.drop(9'999);
  EXPECT_FALSE(kept.expired());
  out.drop(1);
  EXPECT_TRUE(kept.expired());
}

}  // namespace
}  // namespace bookmarket::http
