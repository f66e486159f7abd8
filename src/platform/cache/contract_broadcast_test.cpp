#include <algorithm>
#include <set>

#include "platform/cache/cache_contract.hpp"

namespace bookmarket::cache::contract {
namespace {

using Messages = std::vector<std::string>;

void everybody_hears(Subject& s) {
  Heard here, there, other;
  const auto a = s.must(s.here().subscribe("works", here.listener()), "subscribe");
  const auto b = s.must(s.there().subscribe("works", there.listener()), "subscribe");
  const auto c = s.must(s.here().subscribe("prices", other.listener()), "subscribe");
  const std::string bytes("w\0\r\n\xff", 5);
  for (const auto& message : Messages{bytes, "", "third"}) s.must(s.here().publish("works", message), "publish");
  s.must(s.there().publish("prices", "p"), "publish");
  s.must(s.there().publish("nobody", "listens"), "publish");
  s.expect(here.messages(3) == Messages{bytes, "", "third"}, "the publisher's instance hears, in order, any bytes");
  s.expect(there.messages(3) == Messages{bytes, "", "third"}, "other instances hear the same");
  s.expect(other.messages(1) == Messages{"p"}, "a channel carries only its own");
}

void ended_hears_nothing(Subject& s) {
  Heard ended, stays;
  auto ends = s.must(s.here().subscribe("works", ended.listener()), "subscribe");
  const auto rest = s.must(s.here().subscribe("works", stays.listener()), "subscribe");
  s.must(s.here().publish("works", "1"), "publish");
  s.expect(ended.messages(1) == Messages{"1"}, "a subscriber hears");
  ends.reset();
  s.must(s.here().publish("works", "2"), "publish");
  s.expect(stays.messages(2) == Messages{"1", "2"}, "the others still hear");
  s.expect(ended.messages(1) == Messages{"1"}, "a subscription that ended hears nothing more");
}

void no_publication_is_lost(Subject& s) {
  constexpr int publications = 500;
  Heard here, there;
  const auto a = s.must(s.here().subscribe("works", here.listener()), "subscribe");
  const auto b = s.must(s.there().subscribe("works", there.listener()), "subscribe");
  std::vector<std::future<Result<void>>> running;
  std::vector<std::future<Result<std::unique_ptr<Subscription>>>> coming;
  for (int i = 0; i < publications; ++i) {
    running.push_back(s.start((i % 2 == 0 ? s.here() : s.there()).publish("works", std::to_string(i))));
    // Subscribers come and go meanwhile: each future ends its subscription as it is read.
    if (i % 10 == 0) coming.push_back(s.start(s.here().subscribe("works", Heard().listener())));
  }
  for (auto& one : coming) s.must(one.get(), "subscribe");
  for (auto& one : running) s.must(one.get(), "publish");
  for (const auto* heard : {&here, &there}) {
    const auto messages = heard->messages(publications);
    if (!s.expect(messages.size() == publications && std::set(messages.begin(), messages.end()).size() == publications,
                  "of racing publications each is heard once by every subscriber"))
      return;
  }
}

void listeners_may_call(Subject& s) {
  auto& cache = s.here();
  Heard replies;
  const auto reply = s.must(cache.subscribe("replies", replies.listener()), "subscribe");
  // Started, not awaited: a listener must not block.
  std::vector<std::future<Result<void>>> started;
  auto question =
      s.must(cache.subscribe("questions", {[&](const std::string& bytes) {
                               started.push_back(s.start(cache.set("asked", bytes, std::chrono::minutes(1))));
                               started.push_back(s.start(cache.publish("replies", "re: " + bytes)));
                             }}),
             "subscribe");
  s.must(cache.publish("questions", "why"), "publish");
  s.expect(replies.messages(1) == Messages{"re: why"}, "a listener may call the cache");
  question.reset();  // waits for the listener
  for (auto& one : started) s.must(one.get(), "what a listener called");
}

void a_cut_is_told(Subject& s) {
  Heard heard;
  const auto subscription = s.must(s.here().subscribe("works", heard.listener()), "subscribe");
  if (!s.cut()) return;  // nothing between publisher and subscriber can be lost
  s.expect(heard.missed(), "a lost connection is told to its subscribers");
  // It may be re-made a moment later; what is published until then is lost.
  bool again = false;
  for (int i = 0; i < 50 && !again; ++i) {
    s.must(s.there().publish("works", "after"), "publish");
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    again = !heard.messages(0).empty();
  }
  s.expect(again, "and re-made unaided");
}

}  // namespace

std::vector<Check> broadcast_checks() {
  return {{"EveryInstanceHearsAPublication", everybody_hears},
          {"AnEndedSubscriptionHearsNothing", ended_hears_nothing},
          {"NoRacingPublicationIsLost", no_publication_is_lost},
          {"AListenerMayCallTheCache", listeners_may_call},
          {"ALostConnectionIsTold", a_cut_is_told}};
}

}  // namespace bookmarket::cache::contract
