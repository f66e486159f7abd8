#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "platform/config/config.hpp"

namespace bookmarket {
namespace {

enum class Mode : std::uint8_t { development, production };
struct Settings {
  Mode environment = Mode::development;
  int port = 8080;
  bool access = true;
  std::string host = "127.0.0.1";
  std::string key;
};

}  // namespace
namespace shape {
template <>
struct Slugs<Mode> {
  static constexpr std::array<std::string_view, 2> values{"development", "production"};
};
template <>
struct Describe<Settings> {
  static constexpr auto fields =
      std::tuple{field("environment", &Settings::environment, {.doc = "Where this runs."}),
                 field("http.port", &Settings::port, {.doc = "Port.", .min = 0, .max = 65535}),
                 field("http.access", &Settings::access, {}), field("http.host", &Settings::host, {}),
                 field("pay.key", &Settings::key, {.secret = true})};
};
}  // namespace shape
namespace {

using Flags = std::map<std::string, std::string>;

/// Tests of this file run side by side, each in a process of its own.
std::string write_file(const std::string& text) {
  const auto path = testing::TempDir() + "config_test." + std::to_string(getpid()) + ".toml";
  std::ofstream(path) << text;
  return path;
}

TEST(Config, LaterSourcesWinAndEachValueKnowsItsSource) {
  const auto file = write_file("environment = \"production\"\n[http]\nport = 1\naccess = false\n");
  setenv("BOOKMARKET_HTTP_PORT", "2", 1);
  const auto loaded = config::load<Settings>(file, Flags{{"http.host", "::1"}});
  unsetenv("BOOKMARKET_HTTP_PORT");
  ASSERT_TRUE(loaded) << loaded.error().detail;
  EXPECT_EQ(loaded->settings.environment, Mode::production);
  EXPECT_EQ(loaded->settings.port, 2);
  EXPECT_FALSE(loaded->settings.access);
  EXPECT_EQ(loaded->source.at("http.port"), "environment BOOKMARKET_HTTP_PORT");
  EXPECT_EQ(loaded->source.at("http.access"), "file " + file);
  EXPECT_EQ(loaded->source.at("http.host"), "flag --http.host");
  EXPECT_EQ(loaded->source.at("pay.key"), "default");
}

TEST(Config, AWrongValueNamesItsSettingAndSource) {
  const auto r = config::load<Settings>("", Flags{{"http.port", "65536"}});
  ASSERT_FALSE(r);
  EXPECT_THAT(r.error().detail,
              testing::AllOf(testing::HasSubstr("http.port"), testing::HasSubstr("flag --http.port")));
}

TEST(Config, AnUnknownKeyOrVariableIsRefusedByName) {
  const auto r = config::load<Settings>(write_file("[http]\nprot = 1\n"), {});
  ASSERT_FALSE(r);
  EXPECT_THAT(r.error().detail, testing::HasSubstr("http.prot"));
  setenv("BOOKMARKET_HTTP_PROT", "2", 1);
  const auto e = config::load<Settings>("", {});
  unsetenv("BOOKMARKET_HTTP_PROT");
  ASSERT_FALSE(e);
  EXPECT_THAT(e.error().detail, testing::HasSubstr("BOOKMARKET_HTTP_PROT"));
}

TEST(Config, AllThatIsWrongIsNamedAtOnce) {
  setenv("BOOKMARKET_HTTP_ACCESS", "maybe", 1);
  const auto r = config::load<Settings>(write_file("environment = \"moon\"\nsun = 1\n[http]\nprot = 1\n"),
                                        Flags{{"http.port", "65536"}});
  unsetenv("BOOKMARKET_HTTP_ACCESS");
  ASSERT_FALSE(r);
  for (const auto* name : {"environment", "sun", "http.prot", "BOOKMARKET_HTTP_ACCESS", "--http.port"})
    EXPECT_THAT(r.error().detail, testing::HasSubstr(name));
}

TEST(Config, ABrokenFileIsReportedWithItsLine) {
  const auto r = config::load<Settings>(write_file("a = \n[http\n"), {});
  ASSERT_FALSE(r);
  EXPECT_THAT(r.error().detail, testing::HasSubstr("line 1"));
  EXPECT_FALSE(config::load<Settings>("no-such-file.toml", {}));
}

TEST(Config, PrintedSettingsCanBeReadBackAndHideSecrets) {
  const auto loaded = config::load<Settings>("", Flags{{"pay.key", "s3cret"}, {"http.host", "a\"b"}});
  ASSERT_TRUE(loaded);
  const auto text = config::print(*loaded);
  EXPECT_THAT(text, testing::Not(testing::HasSubstr("s3cret")));
  const auto again = config::load<Settings>(write_file(text), {});
  ASSERT_TRUE(again) << again.error().detail;
  EXPECT_EQ(again->settings.host, "a\"b");
}

}  // namespace
}  // namespace bookmarket
