#include "platform/objects/objects_contract.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "platform/base/id.hpp"
#include "platform/objects/objects_filesystem.hpp"

namespace bookmarket::objects::contract {
namespace {

namespace fs = std::filesystem;

/// Its client does what the program's route will do: it asks SignedUrls, then the adapter.
class FilesystemInstance final : public Instance {
 public:
  FilesystemInstance() : directory_(fs::temp_directory_path() / ("objects-" + Uuid::v7(clock_.now()).to_string())) {
    objects_ = create_filesystem_objects({.directory = directory_, .urls = urls_, .clock = clock_}).value();
  }
  ~FilesystemInstance() override {
    objects_.reset();
    fs::remove_all(directory_);
  }
  FilesystemInstance(const FilesystemInstance&) = delete;
  FilesystemInstance& operator=(const FilesystemInstance&) = delete;
  Objects& objects() override { return *objects_; }
  void advance(std::chrono::seconds by) override { clock_.advance(by); }
  Result<std::string> request(const std::string& method, const std::string& url, const std::string& type,
                              const std::string& body) override {
    if (method == "PUT") {
      auto upload = urls_.accept_upload(url, type, body.size());
      if (!upload) return fail(std::move(upload.error()));
      auto put = runner_.wait(objects_->put(upload->key, body, upload->attributes));
      if (!put) return fail(std::move(put.error()));
      return std::string();
    }
    auto key = urls_.accept_download(url);
    if (!key) return fail(std::move(key.error()));
    auto got = runner_.wait(objects_->get(*key, 1'000'000));
    if (!got) return fail(std::move(got.error()));
    if (!*got) return fail(ErrorKind::not_found, "object_not_found", "There is no such object.");
    return std::move((*got)->bytes);
  }

 private:
  Clock clock_;
  SignedUrls urls_ = SignedUrls::create({.secret = std::string(32, 's'), .clock = clock_}).value();
  fs::path directory_;
  std::unique_ptr<Objects> objects_;
  Runner runner_;
};

}  // namespace

/// Another adapter of the port is one more line here.
std::vector<Adapter> adapters() {
  return {{"Filesystem", [] { return std::make_unique<FilesystemInstance>(); }}};
}

std::vector<Check> all_checks() {
  std::vector<Check> all;
  for (auto* part : {object_checks, list_checks, signed_checks})
    for (auto& check : part()) all.push_back(std::move(check));
  return all;
}

namespace {

class ObjectsContract : public testing::TestWithParam<std::tuple<Adapter, Check>> {};

TEST_P(ObjectsContract, Holds) {
  Subject subject(std::get<0>(GetParam()));
  std::get<1>(GetParam()).run(subject);
  for (const auto& failure : subject.failures()) ADD_FAILURE() << failure;
}

INSTANTIATE_TEST_SUITE_P(Adapters, ObjectsContract,
                         testing::Combine(testing::ValuesIn(adapters()), testing::ValuesIn(all_checks())),
                         [](const auto& info) {
                           return std::get<0>(info.param).name + std::get<1>(info.param).promise;
                         });

}  // namespace
}  // namespace bookmarket::objects::contract
