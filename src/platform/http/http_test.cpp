#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "platform/http/compress.hpp"
#include "platform/http/freshness.hpp"
#include "platform/http/problem.hpp"
#include "platform/http/ready.hpp"
#include "platform/http/target.hpp"

namespace bookmarket::http {
namespace {

RC_GTEST_PROP(Target, AnyBytesSurviveEncodingAndDecoding, (const std::string& bytes)) {
  RC_ASSERT(percent_decode(percent_encode(bytes), true) == bytes);
}

TEST(Target, APercentSignThatEncodesNothingStaysAsItIs) {
  EXPECT_EQ(percent_decode("100%", true), "100%");
  EXPECT_EQ(percent_decode("%4", true), "%4");
  EXPECT_EQ(percent_decode("%zz+%41", true), "%zz A");
}

TEST(Target, QueryPairsKeepTheirOrderAndRepetition) {
  const auto t = parse_target("/a/b?x=1&&y&x=%D1%96=");
  ASSERT_TRUE(t);
  EXPECT_EQ(t->path, "/a/b");
  ASSERT_EQ(t->query.size(), 3U);
  EXPECT_EQ(t->query[1].name, "y");
  EXPECT_EQ(t->query[2].value, "і=");
  EXPECT_FALSE(parse_target("http://host/"));
  EXPECT_FALSE(parse_target(""));
}

TEST(Paths, MatchSegmentBySegment) {
  std::vector<shape::NamedText> params;
  EXPECT_TRUE(match_path("/api/v1/works/{id}", "/api/v1/works/42", params));
  EXPECT_EQ(params[0].value, "42");
  EXPECT_TRUE(match_path("/covers/{id}.svg", "/covers/a%20b.svg", params));
  EXPECT_EQ(params[0].value, "a b");
  EXPECT_FALSE(match_path("/covers/{id}.svg", "/covers/.svg", params));
  EXPECT_FALSE(match_path("/api/v1/works/{id}", "/api/v1/works/", params));
  EXPECT_FALSE(match_path("/api/v1/works/{id}", "/api/v1/works/1/2", params));
  EXPECT_TRUE(match_path("/", "/", params));
  EXPECT_FALSE(match_path("/", "//", params));
}

TEST(Codings, TheSmallestTheClientTakesIsChosen) {
  EXPECT_EQ(choose_coding("gzip, deflate, br"), Coding::brotli);
  EXPECT_EQ(choose_coding("gzip;q=0.5, br;q=0"), Coding::gzip);
  EXPECT_EQ(choose_coding("GZIP"), Coding::gzip);
  EXPECT_EQ(choose_coding("identity"), Coding::identity);
  EXPECT_EQ(choose_coding(""), Coding::identity);
  EXPECT_EQ(choose_coding("brx"), Coding::identity);
  EXPECT_EQ(choose_coding("br;Q=0, gzip"), Coding::gzip);
  EXPECT_EQ(choose_coding("*"), Coding::brotli);
  EXPECT_EQ(choose_coding("identity;q=0, *;q=0.5"), Coding::brotli);
  EXPECT_EQ(choose_coding("br;q=0, *"), Coding::gzip);
  EXPECT_EQ(choose_coding("gzip, *;q=0"), Coding::gzip);
  EXPECT_EQ(choose_coding("*;q=0.0"), Coding::identity);
}

TEST(Codings, TheOneTheClientPrefersIsChosen) {
  EXPECT_EQ(choose_coding("br;q=0.5, gzip"), Coding::gzip);
  EXPECT_EQ(choose_coding("br;q=0.5, gzip;q=0.500"), Coding::brotli);
  EXPECT_EQ(choose_coding("gzip;q=0.2, *;q=0.1"), Coding::gzip);
  EXPECT_EQ(choose_coding("gzip;q=0.5, identity"), Coding::identity);
}

TEST(Codings, AMalformedWeightMakesItsMemberNoneAtAll) {
  for (const auto* weight : {"q=1.5", "q=2", "q=-1", "q=", "q=x", "q=0.1234", "q=1.001", "q=.5", "q", "q=0,5"})
    EXPECT_EQ(choose_coding("gzip, br;" + std::string(weight)), Coding::gzip) << weight;
  EXPECT_EQ(choose_coding("br;q=7, *;q=0.5"), Coding::brotli) << "then it is one of the others";
}

TEST(Freshness, AnAnswerHoldsUntilOneOfItsTagsIsBumpedOrAllIsFlushed) {
  Freshness f;
  const std::vector<TagSlot> tags{Freshness::slot_of("work:1"), Freshness::slot_of("work:2")};
  auto moment = f.moment();
  EXPECT_TRUE(f.holds(tags, moment));
  f.bump("work:3");
  EXPECT_TRUE(f.holds(tags, moment));
  f.bump("work:2");
  EXPECT_FALSE(f.holds(tags, moment));
  moment = f.moment();
  EXPECT_TRUE(f.holds(tags, moment));
  f.flush();
  EXPECT_FALSE(f.holds(tags, moment));
  EXPECT_TRUE(f.holds(tags, f.moment()));
}

TEST(Freshness, AFillThatBeganBeforeTheBumpIsDiscarded) {
  Freshness f;
  const auto begun = f.moment();
  f.bump("work:1");  // while the handler was still reading
  EXPECT_FALSE(f.holds({Freshness::slot_of("work:1")}, begun));
}

TEST(ReadyCache, StaysUnderItsBoundAndDropsTheOldest) {
  ReadyCache cache(10'000);
  for (int i = 0; i < 100; ++i) {
    Ready r;
    r.body.assign(1000, 'x');
    cache.put("k" + std::to_string(i), std::make_shared<const Ready>(std::move(r)));
    EXPECT_LE(cache.bytes(), 10'000U);
  }
  EXPECT_EQ(cache.find("k0"), nullptr);
  EXPECT_NE(cache.find("k99"), nullptr);
}

TEST(ReadyCache, KeysCountAsOftenAsTheyAreStored) {
  ReadyCache cache(1'000'000);
  cache.put(std::string(50'000, 'k'), std::make_shared<const Ready>());
  EXPECT_GE(cache.bytes(), 100'000U);
}

TEST(ReadyCache, ReplacingAnEntryKeepsTheCount) {
  ReadyCache cache(100'000);
  for (int i = 0; i < 50; ++i) cache.put("same", std::make_shared<const Ready>());
  const auto one = cache.bytes();
  cache.put("same", std::make_shared<const Ready>());
  EXPECT_EQ(cache.bytes(), one);
}

TEST(Ready, TheTagOfAnAnswerDependsOnItsBytesAndCoding) {
  const Content a{.body = "one"}, b{.body = "two"};
  const auto plain = make_ready(a, Coding::identity, a.body, Caching::ready);
  EXPECT_EQ(plain.etag, make_ready(a, Coding::identity, a.body, Caching::ready).etag);
  EXPECT_NE(plain.etag, make_ready(b, Coding::identity, b.body, Caching::ready).etag);
  EXPECT_NE(plain.etag, make_ready(a, Coding::gzip, compress(Coding::gzip, a.body), Caching::ready).etag);
  EXPECT_TRUE(make_ready(a, Coding::identity, a.body, Caching::none).etag.empty());
}

TEST(Problems, CarryEveryFieldAndNeverTheCause) {
  const Error e{ErrorKind::invalid, "invalid_request",
                "Wrong.",           {{"/query/a", "x", "y"}, {"/query/b", "x", "y"}},
                "SELECT secret",    {}};
  const auto json = problem_json(e, "t1");
  EXPECT_THAT(json, testing::HasSubstr(R"("status":400)"));
  EXPECT_THAT(json, testing::HasSubstr(R"("pointer":"/query/b")"));
  EXPECT_THAT(json, testing::Not(testing::HasSubstr("SELECT")));
}

}  // namespace
}  // namespace bookmarket::http
