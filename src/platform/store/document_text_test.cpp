#include "platform/store/document_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "platform/store/index_key.hpp"
#include "platform/store/page_cursor.hpp"

namespace bookmarket::store {
namespace {

/// UTF-8 of arbitrary code points, with those that JSON and keys escape among them.
rc::Gen<std::string> any_text() {
  return rc::gen::map(rc::gen::container<std::u32string>(rc::gen::oneOf(rc::gen::inRange<char32_t>(0, 0x80),
                                                                        rc::gen::inRange<char32_t>(0x80, 0xD800),
                                                                        rc::gen::inRange<char32_t>(0xE000, 0x110000))),
                      [](const std::u32string& points) {
                        std::string out;
                        const auto add = [&](char32_t bits) { out += static_cast<char>(bits); };
                        for (const char32_t c : points) {
                          if (c < 0x80) {
                            add(c);
                          } else if (c < 0x800) {
                            add(0xC0 | c >> 6), add(0x80 | (c & 63));
                          } else if (c < 0x10000) {
                            add(0xE0 | c >> 12), add(0x80 | (c >> 6 & 63)), add(0x80 | (c & 63));
                          } else {
                            add(0xF0 | c >> 18), add(0x80 | (c >> 12 & 63)), add(0x80 | (c >> 6 & 63)),
                                add(0x80 | (c & 63));
                          }
                        }
                        return out;
                      });
}

rc::Gen<Object> any_object(int depth);

rc::Gen<Value> any_scalar() {
  return rc::gen::oneOf(rc::gen::map(rc::gen::arbitrary<bool>(), [](bool b) { return Value(b); }),
                        rc::gen::map(rc::gen::arbitrary<std::int64_t>(), [](std::int64_t n) { return Value(n); }),
                        rc::gen::map(rc::gen::arbitrary<std::int64_t>(),
                                     [](std::int64_t n) { return Value(Timestamp(std::chrono::milliseconds(n))); }),
                        rc::gen::map(any_text(), [](std::string s) { return Value(std::move(s)); }),
                        rc::gen::map(rc::gen::arbitrary<Bytes>(), [](Bytes b) { return Value(std::move(b)); }));
}

rc::Gen<Value> any_value(int depth) {
  if (depth == 0) return any_scalar();
  return rc::gen::oneOf(any_scalar(), any_scalar(), any_scalar(),
                        rc::gen::map(rc::gen::container<Array>(rc::gen::lazy([depth] { return any_value(depth - 1); })),
                                     [](Array a) { return Value(std::move(a)); }),
                        rc::gen::map(any_object(depth - 1), [](Object o) { return Value(std::move(o)); }));
}

rc::Gen<Object> any_object(int depth) {
  const auto name =
      rc::gen::oneOf(any_text(), rc::gen::elementOf(std::vector<std::string>{"", "$", "$t", "$b", "$$t", "t", "$ref"}));
  return rc::gen::map(rc::gen::container<std::vector<Object::Member>>(
                          rc::gen::pair(name, rc::gen::lazy([depth] { return any_value(depth); }))),
                      [](std::vector<Object::Member> members) {
                        Object out;
                        for (auto& [key, value] : members) out.set(std::move(key), std::move(value));
                        return out;
                      });
}

RC_GTEST_PROP(DocumentText, KeepsEveryObjectExactly, ()) {
  const auto body = *rc::gen::resize(12, any_object(3));
  const auto text = to_text(body);
  RC_PRE((text.has_value() || text.error().code == "document_too_large"));  // RC_ macros do not short-circuit
  RC_ASSERT(text.has_value());
  const auto read = from_text(*text);
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == body);
}

TEST(DocumentText, IsTheDocumentedForm) {
  Object body;
  body.set("n", -1);
  body.set("at", Timestamp(std::chrono::milliseconds(1'700'000'000'000)));
  body.set("raw", Bytes{'h', 'e', 'l', 'l', 'o'});
  body.set("$ref", Array{true, "ґ\"\n"});
  EXPECT_EQ(to_text(body), R"({"n":-1,"at":{"$t":1700000000000},"raw":{"$b":"aGVsbG8="},"$$ref":[true,"ґ\"\n"]})");
}

RC_GTEST_PROP(DocumentText, AnyBytesAreReadOrReported, (const std::string& bytes)) {
  const auto body = from_text(bytes);
  RC_ASSERT((body || body.error().code == "store_corrupt"));
}

int sign(int n) { return n < 0 ? -1 : n > 0 ? 1 : 0; }

RC_GTEST_PROP(IndexKey, OrdersLikeTheValues, ()) {
  const auto a = *any_scalar(), b = *any_scalar();
  const auto less = [](const Value& x, const Value& y) {
    if (x.data().index() != y.data().index()) return x.data().index() < y.data().index();
    if (const auto* t = x.as<std::string>()) return *t < *y.as<std::string>();
    if (const auto* n = x.as<std::int64_t>()) return *n < *y.as<std::int64_t>();
    if (const auto* t = x.as<Timestamp>()) return *t < *y.as<Timestamp>();
    if (const auto* r = x.as<Bytes>()) return *r < *y.as<Bytes>();
    return *x.as<bool>() < *y.as<bool>();
  };
  std::string key_a, key_b;
  RC_ASSERT((append_key(key_a, a) && append_key(key_b, b)));
  RC_ASSERT(sign(key_a.compare(key_b)) == (less(a, b) ? -1 : less(b, a) ? 1 : 0));
  // What follows does not disturb the order, unless the values are the same.
  if (key_a != key_b) {
    const bool before = key_a < key_b;
    RC_ASSERT((append_key(key_a, *any_scalar()) && append_key(key_b, *any_scalar())));
    RC_ASSERT((key_a < key_b) == before);
  }
}

RC_GTEST_PROP(PageCursor, GivesItsPositionBackToItsQueryOnly,
              (const std::string& position, std::uint64_t query, std::uint64_t other)) {
  const auto cursor = to_cursor(query, position);
  const auto back = from_cursor(query, cursor);
  RC_ASSERT(back.has_value());
  RC_ASSERT(*back == position);
  RC_ASSERT((query == other || !from_cursor(other, cursor)));
  RC_ASSERT(cursor.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
            cursor.npos);
}

}  // namespace
}  // namespace bookmarket::store
