// The contract suite is itself tested: each broken adapter must fail the check that guards the promise it breaks.
#include <gtest/gtest.h>

#include <algorithm>

#include "platform/objects/objects_contract.hpp"

namespace bookmarket::objects::contract {
namespace {

/// Objects that behave like others; each broken one overrides what it breaks.
class Forwarding : public Objects {
 public:
  explicit Forwarding(Objects& inner) : inner_(inner) {}
  Task<std::string> put(std::string k, std::string b, Attributes a) override {
    return inner_.put(std::move(k), std::move(b), std::move(a));
  }
  Task<bool> put_if_absent(std::string k, std::string b, Attributes a) override {
    return inner_.put_if_absent(std::move(k), std::move(b), std::move(a));
  }
  Task<std::optional<Head>> head(std::string k) override { return inner_.head(std::move(k)); }
  Task<std::optional<Object>> get(std::string k, std::uint64_t m) override { return inner_.get(std::move(k), m); }
  Task<std::unique_ptr<Reader>> open(std::string k) override { return inner_.open(std::move(k)); }
  Task<void> remove(std::string k) override { return inner_.remove(std::move(k)); }
  Task<Page> list(std::string p, std::string c, unsigned l) override {
    return inner_.list(std::move(p), std::move(c), l);
  }
  Result<SignedRequest> sign_upload(const Upload& u, std::chrono::seconds v) override {
    return inner_.sign_upload(u, v);
  }
  Result<SignedRequest> sign_download(const std::string& k, std::chrono::seconds v) override {
    return inner_.sign_download(k, v);
  }

 protected:
  Objects& inner_;
};

struct TakesBytesForText : Forwarding {
  using Forwarding::Forwarding;
  Task<std::string> put(std::string k, std::string b, Attributes a) override { return inner_.put(k, b.c_str(), a); }
};
struct ForgetsCacheControl : Forwarding {
  using Forwarding::Forwarding;
  Task<std::string> put(std::string k, std::string b, Attributes a) override {
    return inner_.put(std::move(k), std::move(b), {std::move(a.content_type)});
  }
};
struct NeverReplaces : Forwarding {
  using Forwarding::Forwarding;
  Task<std::string> put(std::string k, std::string b, Attributes a) override {
    static_cast<void>(co_await inner_.put_if_absent(k, std::move(b), std::move(a)));
    co_return (co_await inner_.head(k))->value().etag;
  }
};
struct LooksBeforeItPuts : Forwarding {
  using Forwarding::Forwarding;
  Task<bool> put_if_absent(std::string k, std::string b, Attributes a) override {
    if ((co_await inner_.head(k))->has_value()) co_return false;
    static_cast<void>(co_await inner_.put(std::move(k), std::move(b), std::move(a)));
    co_return true;
  }
};
struct ReplacesIfAbsent : Forwarding {
  using Forwarding::Forwarding;
  Task<bool> put_if_absent(std::string k, std::string b, Attributes a) override {
    const bool absent = !(co_await inner_.head(k))->has_value();
    static_cast<void>(co_await inner_.put(std::move(k), std::move(b), std::move(a)));
    co_return absent;
  }
};
struct AbsentIsAnError : Forwarding {
  using Forwarding::Forwarding;
  Task<std::optional<Head>> head(std::string k) override {
    auto head = co_await inner_.head(std::move(k));
    if (head && !*head) co_return fail(ErrorKind::not_found, "object_not_found", "None.");
    co_return head;
  }
};
/// As `rm -r` does.
struct RemovesWhatIsBelow : Forwarding {
  using Forwarding::Forwarding;
  Task<void> remove(std::string k) override {
    const auto below = co_await inner_.list(k + "/", "", 1000);
    if (below)
      for (const auto& one : below->objects) static_cast<void>(co_await inner_.remove(one.key));
    co_return co_await inner_.remove(k);
  }
};
struct WritesInPlace : Forwarding {
  using Forwarding::Forwarding;
  Task<std::string> put(std::string k, std::string b, Attributes a) override {
    static_cast<void>(co_await inner_.put(k, b.substr(0, b.size() / 2), a));
    co_return co_await inner_.put(k, std::move(b), std::move(a));
  }
};
/// Opens anew for each piece.
class ForgetfulReader final : public Reader {
 public:
  ForgetfulReader(Objects& from, std::string key, Head head)
      : from_(from), key_(std::move(key)), head_(std::move(head)) {}
  [[nodiscard]] const Head& head() const override { return head_; }
  Task<std::string> next() override {
    auto got = co_await from_.get(key_, 100'000'000);
    if (!got || !*got || at_ >= (*got)->bytes.size()) co_return std::string();
    auto piece = (*got)->bytes.substr(at_, piece_bytes);
    at_ += piece.size();
    co_return piece;
  }

 private:
  Objects& from_;
  std::string key_;
  Head head_;
  std::size_t at_ = 0;
};
struct StreamsWhatIsThere : Forwarding {
  using Forwarding::Forwarding;
  Task<std::unique_ptr<Reader>> open(std::string k) override {
    const auto head = co_await inner_.head(k);
    if (!head || !*head) co_return nullptr;
    co_return std::make_unique<ForgetfulReader>(inner_, k, **head);
  }
};
struct IgnoresTheBound : Forwarding {
  using Forwarding::Forwarding;
  Task<std::optional<Object>> get(std::string k, std::uint64_t) override {
    return inner_.get(std::move(k), 1'000'000'000);
  }
};
struct CleansKeys : Forwarding {
  using Forwarding::Forwarding;
  Task<std::string> put(std::string k, std::string b, Attributes a) override {
    for (auto at = k.find(".."); at != std::string::npos; at = k.find("..")) k.erase(at, 3);
    return inner_.put(std::move(k), std::move(b), std::move(a));
  }
};
struct CutsAttributes : Forwarding {
  using Forwarding::Forwarding;
  Task<std::string> put(std::string k, std::string b, Attributes a) override {
    a.content_type = a.content_type.substr(0, a.content_type.find_first_of("\r\n"));
    return inner_.put(std::move(k), std::move(b), std::move(a));
  }
};
struct ListsAsItComes : Forwarding {
  using Forwarding::Forwarding;
  Task<Page> list(std::string p, std::string c, unsigned l) override {
    auto page = co_await inner_.list(std::move(p), std::move(c), l);
    // As a file system does: what is in a directory together.
    if (page)
      std::ranges::sort(page->objects, {},
                        [](const Listed& one) { return std::pair(std::ranges::count(one.key, '/'), one.key); });
    co_return page;
  }
};
struct ListsWholeSegments : Forwarding {
  using Forwarding::Forwarding;
  Task<Page> list(std::string p, std::string c, unsigned l) override {
    if (!p.empty() && !p.ends_with('/')) p += '/';
    return inner_.list(std::move(p), std::move(c), l);
  }
};
struct CutsTheList : Forwarding {
  using Forwarding::Forwarding;
  Task<Page> list(std::string p, std::string c, unsigned l) override {
    auto page = co_await inner_.list(std::move(p), std::move(c), l);
    if (page) page->next_cursor.clear();
    co_return page;
  }
};
struct PagesByNumber : Forwarding {
  using Forwarding::Forwarding;
  Task<Page> list(std::string p, std::string c, unsigned l) override {
    auto all = co_await inner_.list(std::move(p), "", 1000);
    if (!all) co_return all;
    const auto from = c.empty() ? std::size_t{0} : std::stoul(c);
    Page page;
    for (auto i = from; i < std::min<std::size_t>(from + l, all->objects.size()); ++i)
      page.objects.push_back(all->objects[i]);
    if (from + l < all->objects.size()) page.next_cursor = std::to_string(from + l);
    co_return page;
  }
};
struct SignsAnySize : Forwarding {
  using Forwarding::Forwarding;
  Result<SignedRequest> sign_upload(const Upload& u, std::chrono::seconds v) override {
    return inner_.sign_upload({u.key, u.attributes, u.max_bytes + 1}, v);
  }
};
struct SignsNoCacheControl : Forwarding {
  using Forwarding::Forwarding;
  Result<SignedRequest> sign_upload(const Upload& u, std::chrono::seconds v) override {
    return inner_.sign_upload({u.key, {u.attributes.content_type}, u.max_bytes}, v);
  }
};
struct SignsForLong : Forwarding {
  using Forwarding::Forwarding;
  Result<SignedRequest> sign_download(const std::string& k, std::chrono::seconds v) override {
    return inner_.sign_download(k, v + std::chrono::hours(1));
  }
};

/// `Request` may break what the client's requests meet.
using Request = std::function<Result<std::string>(Instance&, const std::string& method, const std::string& url,
                                                  const std::string& type, const std::string& body)>;
Result<std::string> honest(Instance& i, const std::string& method, const std::string& url, const std::string& type,
                           const std::string& body) {
  return i.request(method, url, type, body);
}
/// Looks whether there is a signature, not whether it is right.
Result<std::string> believes(Instance& i, const std::string& method, const std::string& url, const std::string& type,
                             const std::string& body) {
  if (auto made = i.request(method, url, type, body); made || method != "GET" || !url.contains("signature="))
    return made;
  return "secret";
}
Result<std::string> gives_to_all(Instance& i, const std::string& method, const std::string& url,
                                 const std::string& type, const std::string& body) {
  if (method == "GET" && !url.contains('?')) return "secret";
  return i.request(method, url, type, body);
}
Result<std::string> any_type(Instance& i, const std::string& method, const std::string& url, const std::string& type,
                             const std::string& body) {
  return i.request(method, url, method == "PUT" ? "image/jpeg" : type, body);
}

template <class Broken>
class BrokenInstance final : public Instance {
 public:
  explicit BrokenInstance(Request request) : request_(std::move(request)) {}
  Objects& objects() override { return broken_; }
  void advance(std::chrono::seconds by) override { inner_->advance(by); }
  Result<std::string> request(const std::string& method, const std::string& url, const std::string& type,
                              const std::string& body) override {
    return request_(*inner_, method, url, type, body);
  }

 private:
  Request request_;
  std::unique_ptr<Instance> inner_ = adapters().front().create();
  Broken broken_{inner_->objects()};
};

struct Violation {
  Adapter adapter;
  std::string caught_by;
};
template <class Broken>
Violation violation(std::string name, std::string caught_by, const Request& request = honest) {
  return {{std::move(name), [request] { return std::make_unique<BrokenInstance<Broken>>(request); }},
          std::move(caught_by)};
}
void PrintTo(const Violation& v, std::ostream* out) { *out << v.adapter.name; }

#define VIOLATION(broken, check) violation<broken>(#broken, check)
const std::vector<Violation> violations{
    VIOLATION(TakesBytesForText, "AnObjectComesBackWhole"),
    VIOLATION(ForgetsCacheControl, "AnObjectComesBackWhole"),
    VIOLATION(NeverReplaces, "ALaterPutReplaces"),
    VIOLATION(ReplacesIfAbsent, "PutIfAbsentLeavesWhatIsThere"),
    VIOLATION(LooksBeforeItPuts, "OfRacingPutsIfAbsentOneWins"),
    VIOLATION(AbsentIsAnError, "AbsenceIsNoError"),
    VIOLATION(RemovesWhatIsBelow, "WhatIsRemovedIsGone"),
    VIOLATION(WritesInPlace, "NobodySeesHalf"),
    VIOLATION(StreamsWhatIsThere, "AStreamIsOneVersion"),
    VIOLATION(IgnoresTheBound, "NoMoreIsReadThanAskedFor"),
    VIOLATION(CleansKeys, "OnlyPathsAreKeys"),
    VIOLATION(CutsAttributes, "NoAttributeCanEndItsHeader"),
    VIOLATION(ListsAsItComes, "KeysAreListedInOrder"),
    VIOLATION(ListsWholeSegments, "APrefixNarrowsTheList"),
    VIOLATION(CutsTheList, "PagesAreTheWholeList"),
    VIOLATION(PagesByNumber, "ACursorSurvivesChanges"),
    VIOLATION(SignsAnySize, "ASignedUploadIsBoundToSizeAndType"),
    VIOLATION(SignsNoCacheControl, "ASignedUploadPuts"),
    VIOLATION(SignsForLong, "SignedRequestsExpire"),
    violation<Forwarding>("BelievesAnySignature", "AChangedAddressIsRefused", believes),
    violation<Forwarding>("GivesToAll", "ASignedDownloadGives", gives_to_all),
    violation<Forwarding>("TakesAnyType", "ASignedUploadIsBoundToSizeAndType", any_type),
};

class ObjectsContractCatches : public testing::TestWithParam<Violation> {};

TEST_P(ObjectsContractCatches, ABrokenAdapter) {
  const auto checks = all_checks();
  const auto check = std::ranges::find(checks, GetParam().caught_by, &Check::promise);
  ASSERT_NE(check, checks.end());
  // A race is not lost every time, so it gets ten chances.
  for (int attempt = 0; attempt < 10; ++attempt) {
    Subject subject(GetParam().adapter);
    check->run(subject);
    if (!subject.failures().empty()) return;
  }
  ADD_FAILURE() << GetParam().caught_by << " did not catch it";
}

/// Else a violation might be caught for what every adapter is caught for.
TEST(ObjectsContractPasses, AnHonestOne) {
  for (const auto& check : all_checks()) {
    Subject subject(violation<Forwarding>("Honest", "").adapter);
    check.run(subject);
    EXPECT_TRUE(subject.failures().empty()) << check.promise;
  }
}

INSTANTIATE_TEST_SUITE_P(Planted, ObjectsContractCatches, testing::ValuesIn(violations),
                         [](const auto& info) { return info.param.adapter.name; });

}  // namespace
}  // namespace bookmarket::objects::contract
