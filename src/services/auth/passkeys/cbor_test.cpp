#include "services/auth/passkeys/cbor.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace bookmarket::auth::cbor {
namespace {

using namespace std::string_literals;

std::string bytes(std::initializer_list<unsigned> values) {
  std::string out;
  for (const auto v : values) out += static_cast<char>(v);
  return out;
}
std::int64_t number(std::string_view encoded) {
  const auto item = read(encoded);
  return item && item->is(Kind::integer) ? item->number : 999;
}

// Examples of RFC 8949, appendix A.
TEST(Cbor, IntegersAreReadInTheirShortestForm) {
  EXPECT_EQ(number(bytes({0x00})), 0);
  EXPECT_EQ(number(bytes({0x17})), 23);
  EXPECT_EQ(number(bytes({0x18, 0x18})), 24);
  EXPECT_EQ(number(bytes({0x19, 0x03, 0xe8})), 1000);
  EXPECT_EQ(number(bytes({0x1a, 0x00, 0x0f, 0x42, 0x40})), 1'000'000);
  EXPECT_EQ(number(bytes({0x1b, 0, 0, 0, 0xe8, 0xd4, 0xa5, 0x10, 0})), 1'000'000'000'000);
  EXPECT_EQ(number(bytes({0x20})), -1);
  EXPECT_EQ(number(bytes({0x39, 0x03, 0xe7})), -1000);
  EXPECT_EQ(number(bytes({0x39, 0x01, 0x00})), -257) << "RS256";
}

TEST(Cbor, ALongerFormOfANumberIsRefused) {
  EXPECT_FALSE(read(bytes({0x18, 0x17})));
  EXPECT_FALSE(read(bytes({0x19, 0x00, 0xff})));
  EXPECT_FALSE(read(bytes({0x1a, 0, 0, 0xff, 0xff})));
  EXPECT_FALSE(read(bytes({0x1b, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff})));
  EXPECT_FALSE(read(bytes({0x58, 0x01, 0x61}))) << "a length, too";
}

TEST(Cbor, WhatNoInt64HoldsIsRefused) {
  EXPECT_EQ(number(bytes({0x1b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})), INT64_MAX);
  EXPECT_EQ(number(bytes({0x3b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})), INT64_MIN);
  EXPECT_FALSE(read(bytes({0x1b, 0x80, 0, 0, 0, 0, 0, 0, 0})));
  EXPECT_FALSE(read(bytes({0x3b, 0x80, 0, 0, 0, 0, 0, 0, 0})));
}

TEST(Cbor, StringsArraysMapsAndSimpleValuesAreRead) {
  const auto text = bytes({0xa4, 0x61, 'a', 0x82, 0x01, 0x42, 0x00, 0xff, 0x61, 'b', 0xf5, 0x20, 0xf6, 0x03, 0xf4});
  const auto map = read(text);
  ASSERT_TRUE(map);
  const auto* a = map->find("a");
  ASSERT_TRUE(a != nullptr && a->is(Kind::array));
  EXPECT_EQ(a->items.at(0).number, 1);
  EXPECT_EQ(a->items.at(1).string, "\0\xff"s);
  EXPECT_EQ(map->find("b")->number, 1);
  EXPECT_TRUE(map->find(-1)->is(Kind::null));
  EXPECT_TRUE(map->find(3)->is(Kind::boolean));
  EXPECT_EQ(map->find(4), nullptr);
  EXPECT_EQ(map->find("c"), nullptr);
  EXPECT_EQ(a->find(1), nullptr) << "an array has no keys";
}

TEST(Cbor, AKeyStandsInAMapOnce) {
  EXPECT_TRUE(read(bytes({0xa2, 0x01, 0x01, 0x02, 0x01})));
  EXPECT_FALSE(read(bytes({0xa2, 0x01, 0x01, 0x01, 0x01})));
  EXPECT_FALSE(read(bytes({0xa2, 0x61, 'a', 0x01, 0x61, 'a', 0x02})));
  EXPECT_FALSE(read(bytes({0xa1, 0x41, 'a', 0x01}))) << "bytes are no key";
}

TEST(Cbor, WhatAuthenticatorsDoNotWriteIsRefused) {
  EXPECT_FALSE(read(bytes({0x5f, 0x41, 'a', 0xff}))) << "a string of unknown length";
  EXPECT_FALSE(read(bytes({0x9f, 0x01, 0xff}))) << "an array of unknown length";
  EXPECT_FALSE(read(bytes({0xbf, 0x01, 0x01, 0xff}))) << "a map of unknown length";
  EXPECT_FALSE(read(bytes({0xc0, 0x01}))) << "a tag";
  EXPECT_FALSE(read(bytes({0xf9, 0x3c, 0x00}))) << "a floating point number";
  EXPECT_FALSE(read(bytes({0xf7}))) << "undefined";
  EXPECT_FALSE(read(bytes({0x1c}))) << "a reserved length";
  EXPECT_FALSE(read(bytes({0x62, 0xc0, 0x80}))) << "text that is no UTF-8";
}

TEST(Cbor, NothingStandsBehindTheItem) {
  const auto two = bytes({0x01, 0x02});
  EXPECT_FALSE(read(two));
  EXPECT_EQ(read_first(two)->length, 1U);
}

TEST(Cbor, AClaimedLengthCostsNothing) {
  EXPECT_FALSE(read(bytes({0x9b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})));
  EXPECT_FALSE(read(bytes({0xbb, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})));
  EXPECT_FALSE(read(bytes({0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})));
}

TEST(Cbor, DepthAndNumberOfItemsAreBounded) {
  EXPECT_TRUE(read(std::string(max_depth - 1, '\x81') + '\x01'));
  EXPECT_FALSE(read(std::string(max_depth, '\x81') + '\x01'));
  const auto of = [](std::size_t n) {
    return bytes({0x99, static_cast<unsigned>(n >> 8U), static_cast<unsigned>(n & 255U)}) + std::string(n, '\x01');
  };
  EXPECT_TRUE(read(of(max_items - 1)));
  EXPECT_FALSE(read(of(max_items)));
}

RC_GTEST_PROP(Cbor, WhatIsCutShortIsNoItem, ()) {
  const auto whole =
      bytes({0xa2, 0x63, 'f', 'm', 't', 0x64, 'n', 'o', 'n', 'e', 0x01, 0x82, 0x19, 0x01, 0x00, 0x42, 0, 0});
  RC_ASSERT(read(whole).has_value());
  const auto n = *rc::gen::inRange<std::size_t>(0, whole.size());
  RC_ASSERT(!read_first(std::string_view(whole).substr(0, n)));
}

}  // namespace
}  // namespace bookmarket::auth::cbor
