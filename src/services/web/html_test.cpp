#include "services/web/html.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace bookmarket::web {
namespace {

TEST(Html, TextIsEscaped) { EXPECT_EQ(Html("<b>\"&\"</b>").str(), "&lt;b&gt;&quot;&amp;&quot;&lt;/b&gt;"); }

TEST(Html, ElementsNestWithoutEscapingTwice) {
  EXPECT_EQ(element("p", {{"class", "a b"}}, {"1 < 2", element("i", {}, {"x"})}).str(),
            "<p class=\"a b\">1 &lt; 2<i>x</i></p>");
}

TEST(Html, AttributesAreEscapedAndLeftOutWhenEmpty) {
  EXPECT_EQ(element("a", {{"href", "/?a&\"b"}, {"lang", ""}}, {"x"}).str(), "<a href=\"/?a&amp;&quot;b\">x</a>");
  EXPECT_EQ(element("img", {{"src", "/c.svg"}, {"alt", ""}}).str(), "<img src=\"/c.svg\" alt=\"\">");
}

RC_GTEST_PROP(Html, NoTextCanOpenAnElementOrEndAnAttribute, ()) {
  const auto text = *rc::gen::arbitrary<std::string>();
  const auto markup = escape_html(text);
  RC_ASSERT(markup.find_first_of("<>\"") == std::string::npos);
  const auto whole = element("a", {{"title", "x" + text}}, {text}).str();
  RC_ASSERT(std::ranges::count(whole, '<') == 2);
  RC_ASSERT(std::ranges::count(whole, '"') == 2);
}

TEST(Template, SlotsAreFilledByNameAndOnlyOnce) {
  const Template t("<p>{{a}}</p>{{b}}{{a}}");
  EXPECT_EQ(t.fill({{"a", "{{b}}"}, {"b", Html::drawn("<br>")}}).str(), "<p>{{b}}</p><br>{{b}}");
  EXPECT_EQ(t.fill({}).str(), "<p></p>");
}

TEST(Template, BracesThatNeverCloseAreText) { EXPECT_EQ(Template("a {{ b").fill({}).str(), "a {{ b"); }

}  // namespace
}  // namespace bookmarket::web
