// The contract suite of the objects port: checks that every adapter must pass, and that broken ones must fail.
#pragma once

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "platform/base/contract_runner.hpp"
#include "platform/objects/objects.hpp"

namespace bookmarket::objects::contract {

/// No object yet, as one adapter keeps them, and a client that has nothing but signed requests.
struct Instance {
  virtual ~Instance() = default;
  virtual Objects& objects() = 0;
  virtual void advance(std::chrono::seconds by) = 0;  ///< the time by which signed requests are valid
  /// Makes the request with a body as a client would; `type` is its Content-Type. What a download gave, empty for an
  /// upload.
  virtual Result<std::string> request(const std::string& method, const std::string& url, const std::string& type,
                                      const std::string& body) = 0;
};
struct Adapter {
  std::string name;
  std::function<std::unique_ptr<Instance>()> create;
};
inline void PrintTo(const Adapter& adapter, std::ostream* out) { *out << adapter.name; }

class Subject : public ContractSubject<Instance> {
 public:
  explicit Subject(const Adapter& adapter) : ContractSubject(adapter.create()) {}
  [[nodiscard]] Objects& objects() { return instance_->objects(); }
  void advance(std::chrono::seconds by) { instance_->advance(by); }
  Result<std::string> request(const std::string& method, const std::string& url, const std::string& type = "",
                              const std::string& body = "") {
    return instance_->request(method, url, type, body);
  }

  void put(const std::string& key, const std::string& bytes, const std::string& type = "text/plain") {
    must(objects().put(key, bytes, {.content_type = type}), "put " + key);
  }
  /// The bytes, or what tells an object of none from no object.
  std::string bytes_of(const std::string& key) {
    auto got = must(objects().get(key, 100'000'000), "get " + key);
    return got ? got->bytes : "(absent)";
  }
  std::vector<std::string> keys(const std::string& prefix, const std::string& cursor = "", unsigned limit = 1000) {
    std::vector<std::string> out;
    for (auto& one : must(objects().list(prefix, cursor, limit), "list " + prefix).objects) out.push_back(one.key);
    return out;
  }
};

using Check = ContractCheck<Subject>;
[[nodiscard]] std::vector<Check> object_checks();
[[nodiscard]] std::vector<Check> list_checks();
[[nodiscard]] std::vector<Check> signed_checks();
[[nodiscard]] std::vector<Check> all_checks();
[[nodiscard]] std::vector<Adapter> adapters();

}  // namespace bookmarket::objects::contract
