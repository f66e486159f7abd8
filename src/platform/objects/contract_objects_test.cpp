// Promises about single objects.
#include <algorithm>

#include "platform/objects/objects_contract.hpp"

namespace bookmarket::objects::contract {
namespace {

std::string all_bytes(std::size_t size) {
  std::string out(size, '\0');
  for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<char>(i * 31 % 256);
  return out;
}
/// The error, or one of another kind than any that is looked for.
template <class T>
Error error_in(const Result<T>& result) {
  return result ? Error{} : result.error();
}
bool is_uniform(const std::string& bytes) {
  return std::ranges::all_of(bytes, [&](char c) { return c == bytes.front(); });
}
std::string read_all(Subject& s, Reader& reader) {
  std::string out;
  for (;;) {
    const auto piece = s.must(reader.next(), "read");
    s.expect(piece.size() <= Reader::piece_bytes, "a piece has a bounded size");
    if (piece.empty()) return out;
    out += piece;
  }
}

void comes_back(Subject& s) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{700'000}}) {
    const auto bytes = all_bytes(size);
    const Attributes attributes{"image/svg+xml; charset=utf-8", std::string(cached_for_ever)};
    const auto etag = s.must(s.objects().put("photos/1/a.svg", bytes, attributes), "put");
    s.expect(!etag.empty() && !etag.contains('"'), "an etag is a text without quotes");
    const auto head = s.must(s.objects().head("photos/1/a.svg"), "head");
    if (!s.expect(head.has_value(), "what was put has a head")) return;
    s.expect(head->size == size && head->attributes == attributes && head->etag == etag, "head tells what was put");
    const auto got = s.must(s.objects().get("photos/1/a.svg", size), "get");
    if (!s.expect(got.has_value(), "what was put is there")) return;
    s.expect(got->bytes == bytes, "bytes come back as they were");
    s.expect(got->head == head, "get tells what head told");
    const auto reader = s.must(s.objects().open("photos/1/a.svg"), "open");
    if (!s.expect(reader != nullptr, "what was put can be opened")) return;
    s.expect(reader->head() == head, "a stream tells what head told");
    s.expect(read_all(s, *reader) == bytes, "a stream gives the bytes as they were");
  }
}

void puts_replace(Subject& s) {
  const auto first = s.must(s.objects().put("a", "first", {"text/plain"}), "put");
  const Attributes attributes{"text/html", std::string(cached_for_ever)};
  const auto second = s.must(s.objects().put("a", "other", attributes), "put again");
  s.expect(s.bytes_of("a") == "other", "the last put stays");
  s.expect(first != second, "other bytes have another etag");
  const auto head = s.must(s.objects().head("a"), "head");
  s.expect(head && head->attributes == attributes && head->etag == second, "what is told is that of the last put");
}

void if_absent(Subject& s) {
  s.expect(s.must(s.objects().put_if_absent("a", "first", {"text/plain"}), "put"), "where none is, it is put");
  s.expect(!s.must(s.objects().put_if_absent("a", "second", {"text/html"}), "put"), "where one is, that is told");
  s.expect(s.bytes_of("a") == "first", "and that one stays");
  s.must(s.objects().remove("a"), "remove");
  s.expect(s.must(s.objects().put_if_absent("a", "third", {"text/plain"}), "put"), "after removal none is there");
}

void one_wins(Subject& s) {
  std::vector<std::future<Result<bool>>> racing;
  for (int i = 0; i < 16; ++i)
    racing.push_back(s.start(s.objects().put_if_absent("race/a", std::to_string(i), {"text/plain"})));
  std::vector<std::string> winners;
  for (int i = 0; i < 16; ++i)
    if (s.must(racing[i].get(), "put")) winners.push_back(std::to_string(i));
  s.expect(winners.size() == 1, "of racing puts if absent one wins");
  s.expect(!winners.empty() && s.bytes_of("race/a") == winners.front(), "and its bytes are there");
}

void absence(Subject& s) {
  for (const std::string key : {"a", "a/b/c", "there/not"}) {
    s.put("there", "x");
    s.expect(!s.must(s.objects().head(key), "head"), "head of none is empty");
    s.expect(!s.must(s.objects().get(key, 10), "get"), "get of none is empty");
    s.expect(s.must(s.objects().open(key), "open") == nullptr, "none cannot be opened");
  }
}

void removal(Subject& s) {
  for (const std::string key : {"a", "a/b", "a/b/c", "a.b"}) s.put(key, key);
  s.must(s.objects().remove("a/b"), "remove");
  s.expect(s.bytes_of("a/b") == "(absent)", "what is removed is gone");
  for (const std::string key : {"a", "a/b/c", "a.b"}) s.expect(s.bytes_of(key) == key, "others stay");
  s.must(s.objects().remove("a/b"), "remove again");
  s.must(s.objects().remove("never/was"), "remove what never was");
  s.put("a/b", "back");
  s.expect(s.bytes_of("a/b") == "back", "its key can be used again");
}

void never_half(Subject& s) {
  constexpr int rounds = 12;
  constexpr std::size_t size = 900'000;
  s.put("half", std::string(size, 'x'));
  std::vector<std::future<Result<std::string>>> writing;
  std::vector<std::future<Result<std::optional<Object>>>> reading;
  for (int i = 0; i < rounds; ++i) {
    const auto letter = static_cast<char>('a' + i);
    writing.push_back(s.start(s.objects().put("half", std::string(size + static_cast<std::size_t>(i), letter),
                                              {std::string("text/") + letter})));
    for (int j = 0; j < 3; ++j) reading.push_back(s.start(s.objects().get("half", size * 2)));
  }
  for (auto& one : reading) {
    const auto got = s.must(one.get(), "get");
    if (!s.expect(got.has_value(), "an object being replaced is always there")) continue;
    s.expect(got->bytes.size() == got->head.size && got->bytes.size() >= size && is_uniform(got->bytes),
             "a reader never sees half of a put");
    const auto letter = got->bytes.empty() ? '?' : got->bytes.front();
    s.expect(letter == 'x' || got->head.attributes.content_type == std::string("text/") + letter,
             "bytes and attributes are of one put");
  }
  for (auto& one : writing) s.must(one.get(), "put");
}

void streams_one_version(Subject& s) {
  const std::string old(Reader::piece_bytes * 2 + 10, 'o');
  for (const bool removed : {false, true}) {
    s.put("stream", old);
    const auto reader = s.must(s.objects().open("stream"), "open");
    if (!s.expect(reader != nullptr, "what was put can be opened")) return;
    auto bytes = s.must(reader->next(), "read");
    if (removed)
      s.must(s.objects().remove("stream"), "remove");
    else
      s.put("stream", std::string(old.size(), 'n'));
    bytes += read_all(s, *reader);
    s.expect(bytes == old, "a stream is one version to its end");
  }
}

void bounded(Subject& s) {
  s.put("a", "12345");
  s.expect_error(s.wait(s.objects().get("a", 4)), ErrorKind::too_large, "object_too_large", "more than was asked for");
  s.expect(s.must(s.objects().get("a", 5), "get").has_value(), "exactly as much is given");
}

void proper_keys(Subject& s) {
  const auto refused = [&](const std::string& key) {
    for (const auto& error : {error_in(s.wait(s.objects().put(key, "x", {"text/plain"}))),
                              error_in(s.wait(s.objects().put_if_absent(key, "x", {"text/plain"}))),
                              error_in(s.wait(s.objects().get(key, 1))), error_in(s.wait(s.objects().head(key))),
                              error_in(s.wait(s.objects().open(key))), error_in(s.wait(s.objects().remove(key))),
                              error_in(s.objects().sign_download(key, std::chrono::seconds(60))),
                              error_in(s.objects().sign_upload({key, {"text/plain"}, 1}, std::chrono::seconds(60)))})
      s.expect(error.kind == ErrorKind::invalid && error.code == "invalid_object" && error.fields.size() == 1 &&
                   error.fields[0].pointer == "/key",
               "'" + key + "' is refused as a key");
  };
  for (const std::string& key :
       {std::string(),
        std::string("/"),
        std::string("/a"),
        std::string("a/"),
        std::string("a//b"),
        std::string(".."),
        std::string("."),
        std::string("a/../b"),
        std::string("a/./b"),
        std::string("../../etc/passwd"),
        std::string("a\0b", 3),
        std::string("a\nb"),
        std::string("a b"),
        std::string("a\\b"),
        std::string("a%2e"),
        std::string("a~"),
        std::string("a?b"),
        std::string("a#b"),
        std::string("їжак"),
        std::string(201, 'a'),
        std::string(300, 'a').replace(150, 1, "/") + "/" + std::string(200, 'b') + "/" + std::string(30, 'c')})
    refused(key);
  for (const std::string& key : {std::string("..."), std::string("a..b"), std::string(".hidden"), std::string("-"),
                                 std::string("!$&'()*+,-.:;=@_/09azAZ"), std::string(200, 'a'),
                                 std::string(512, 'a').replace(170, 1, "/").replace(341, 1, "/")}) {
    s.put(key, "x" + key);
    s.expect(s.bytes_of(key) == "x" + key, "'" + key + "' is a key");
  }
}

void proper_attributes(Subject& s) {
  const auto refused = [&](const Attributes& attributes, const std::string& pointer) {
    const auto put = s.wait(s.objects().put("a", "x", attributes));
    s.expect_error(put, ErrorKind::invalid, "invalid_object", pointer + " that ends a header");
    s.expect(!put && std::ranges::count(put.error().fields, pointer, &FieldError::pointer) == 1, pointer + " is named");
  };
  for (const std::string type : {"", "image", "image/", "/png", "a/b\r\nX: y", "a/b\n", "тип/b", "a b/c"})
    refused({type}, "/content_type");
  for (const std::string control : {"", "no-cache\r\nX: y", "no-cache\n", "кеш"})
    refused({"text/plain", control}, "/cache_control");
  refused({"text/" + std::string(130, 'x')}, "/content_type");
  s.expect(s.bytes_of("a") == "(absent)", "what was refused is not put");
}

/// False: what was put was not there.
Task<bool> put_and_remove(Objects* objects, std::string key, int times) {
  for (int i = 0; i < times; ++i) {
    if (auto put = co_await objects->put(key, "x", {"text/plain"}); !put) co_return fail(std::move(put.error()));
    const auto head = co_await objects->head(key);
    if (!head || !*head) co_return false;
    if (auto removed = co_await objects->remove(key); !removed) co_return fail(std::move(removed.error()));
  }
  co_return true;
}

void racing_neighbours(Subject& s) {
  std::vector<std::future<Result<bool>>> racing;
  for (const std::string key : {"n/x/1", "n/x/2", "n/x/y/3", "n/4", "n/x"})
    racing.push_back(s.start(put_and_remove(&s.objects(), key, 60)));
  for (auto& one : racing) s.expect(s.must(one.get(), "put beside removals"), "neighbours do not remove what was put");
}

}  // namespace

std::vector<Check> object_checks() {
  return {{"AnObjectComesBackWhole", comes_back},
          {"ALaterPutReplaces", puts_replace},
          {"PutIfAbsentLeavesWhatIsThere", if_absent},
          {"OfRacingPutsIfAbsentOneWins", one_wins},
          {"AbsenceIsNoError", absence},
          {"WhatIsRemovedIsGone", removal},
          {"NobodySeesHalf", never_half},
          {"AStreamIsOneVersion", streams_one_version},
          {"NoMoreIsReadThanAskedFor", bounded},
          {"OnlyPathsAreKeys", proper_keys},
          {"NoAttributeCanEndItsHeader", proper_attributes},
          {"NeighboursDoNotDisturb", racing_neighbours}};
}

}  // namespace bookmarket::objects::contract
