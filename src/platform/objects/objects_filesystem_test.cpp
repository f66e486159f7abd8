// What only the filesystem promises: its files, and what happens when they are not as they should be.
#include "platform/objects/objects_filesystem.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <fstream>

#include "platform/base/contract_runner.hpp"
#include "platform/base/failpoint.hpp"
#include "platform/base/id.hpp"

namespace bookmarket::objects {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

struct FilesystemTest : testing::Test {
  ~FilesystemTest() override {
    set_failpoint("objects.write", FailpointAction::off);
    objects.reset();
    fs::remove_all(directory);
  }
  [[nodiscard]] Result<std::unique_ptr<Objects>> create(const fs::path& at) const {
    return create_filesystem_objects({.directory = at, .urls = urls, .clock = clock});
  }
  void open() { objects = create(directory).value(); }
  Result<std::string> put(const std::string& key, const std::string& bytes) {
    return runner.wait(objects->put(key, bytes, {.content_type = "text/plain"}));
  }
  std::string bytes_of(const std::string& key) {
    auto got = runner.wait(objects->get(key, 100'000'000));
    return !got ? got.error().code : *got ? (*got)->bytes : "(absent)";
  }
  [[nodiscard]] bool nothing_half_done() const { return fs::is_empty(directory / "~incoming"); }

  Runner runner;
  Clock clock;
  SignedUrls urls = SignedUrls::create({.secret = std::string(32, 's'), .clock = clock}).value();
  fs::path directory = fs::temp_directory_path() / ("objects-" + Uuid::v7(clock.now()).to_string());
  std::unique_ptr<Objects> objects;
};

void expect_unusable(const auto& result, const std::string& names) {
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(result.error().code, "objects_unusable");
  EXPECT_THAT(result.error().cause, HasSubstr(names));
}

TEST_F(FilesystemTest, ObjectsAreForTheirOwnerAlone) {
  open();
  ASSERT_TRUE(put("a/b", "x"));
  EXPECT_EQ(fs::status(directory).permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::status(directory / "a~").permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::status(directory / "a~" / "b").permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(FilesystemTest, ADirectoryThatCannotBeIsToldAtOnce) {
  std::ofstream(directory) << "x";
  expect_unusable(create(directory), directory.string());
  expect_unusable(create(directory / "below"), (directory / "below").string());
  expect_unusable(create("/proc/bookmarket"), "/proc/bookmarket");
}

TEST_F(FilesystemTest, ADirectoryThatCannotBeWrittenIsToldAtOnce) {
  expect_unusable(create("/proc/self"), "/proc/self");  // exists, and not even root may write there
}

TEST_F(FilesystemTest, ObjectsOutliveTheProgram) {
  open();
  ASSERT_TRUE(put("a/b", "kept"));
  std::ofstream(directory / "~incoming" / "half") << "by a killed process";
  objects.reset();
  open();
  EXPECT_EQ(bytes_of("a/b"), "kept");
  EXPECT_TRUE(nothing_half_done());
}

TEST_F(FilesystemTest, TheTimeIsTheProcessesClock) {
  open();
  clock.advance(std::chrono::hours(48));
  const auto before = clock.now();
  ASSERT_TRUE(put("a", "x"));
  const auto head = runner.wait(objects->head("a")).value().value();
  EXPECT_GE(head.modified, before);
  EXPECT_LE(head.modified, clock.now());
}

TEST_F(FilesystemTest, ASymbolicLinkIsNotFollowed) {
  open();
  const auto outside = directory.string() + ".outside";
  fs::create_directory(outside);
  ASSERT_TRUE(put("real/secret", "secret"));
  fs::copy(directory / "real~" / "secret", fs::path(outside) / "secret");
  fs::create_symlink(outside, directory / "linked~");
  fs::create_symlink(fs::path(outside) / "secret", directory / "link");
  expect_unusable(runner.wait(objects->get("linked/secret", 100)), "linked/secret");
  expect_unusable(runner.wait(objects->get("link", 100)), "link");
  expect_unusable(put("linked/new", "x"), "linked/new");
  expect_unusable(runner.wait(objects->remove("linked/secret")), "linked/secret");
  const auto page = runner.wait(objects->list("", "", 10)).value();
  ASSERT_EQ(page.objects.size(), 1U) << "links are not listed";
  ASSERT_TRUE(put("link", "x")) << "a put replaces the link itself";
  EXPECT_EQ(bytes_of("link"), "x");
  EXPECT_EQ(std::distance(fs::directory_iterator(outside), fs::directory_iterator()), 1) << "nothing was written there";
  EXPECT_EQ(fs::file_size(fs::path(outside) / "secret"), 512U + 6U) << "what was there is as it was";
  fs::remove_all(outside);
}

TEST_F(FilesystemTest, APipeIsNotWaitedFor) {
  open();
  ASSERT_EQ(::mkfifo((directory / "pipe").c_str(), 0600), 0);
  expect_unusable(runner.wait(objects->get("pipe", 100)), "pipe");
  EXPECT_TRUE(runner.wait(objects->list("", "", 10)).value().objects.empty());
}

TEST_F(FilesystemTest, ADamagedFileIsToldNotServed) {
  open();
  ASSERT_TRUE(put("a", "0123456789"));
  for (const std::uintmax_t size : {521U, 512U, 100U, 0U}) {
    fs::resize_file(directory / "a", size);
    expect_unusable(runner.wait(objects->get("a", 100)), (directory / "a").string());
    expect_unusable(runner.wait(objects->head("a")), (directory / "a").string());
  }
  std::ofstream(directory / "a") << std::string(600, 'x');
  expect_unusable(runner.wait(objects->open("a")), (directory / "a").string());
  EXPECT_EQ(runner.wait(objects->list("", "", 10)).value().objects.size(), 1U) << "so that it can be erased";
  ASSERT_TRUE(put("a", "whole"));
  EXPECT_EQ(bytes_of("a"), "whole");
}

/// Beyond its limit a file takes half of a write and then nothing, as on a full disk.
TEST_F(FilesystemTest, AFullDiskLeavesWhatWasThere) {
  open();
  ASSERT_TRUE(put("a", "before"));
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  auto* const handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{100'000, before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const auto full = put("a", std::string(300'000, 'x'));
  const auto fits = put("b", "small");
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  expect_unusable(full, directory.string());
  EXPECT_TRUE(fits) << "what still fits is put";
  EXPECT_EQ(bytes_of("a"), "before");
  EXPECT_TRUE(nothing_half_done());
}

TEST_F(FilesystemTest, AFailedWriteLeavesNothing) {
  open();
  set_failpoint("objects.write", FailpointAction::fail);
  EXPECT_EQ(put("a/b", "x").error().kind, ErrorKind::unavailable);
  EXPECT_EQ(bytes_of("a/b"), "(absent)");
  EXPECT_TRUE(nothing_half_done());
}

TEST_F(FilesystemTest, ADirectoryThatWentAwayIsUnavailable) {
  open();
  ASSERT_TRUE(put("a", "x"));
  fs::remove_all(directory);
  expect_unusable(put("a", "y"), directory.string());
}

TEST_F(FilesystemTest, EmptyDirectoriesGoWithTheirLastObject) {
  open();
  ASSERT_TRUE(put("users/42/photos/a", "x"));
  ASSERT_TRUE(put("users/7/a", "x"));
  ASSERT_TRUE(runner.wait(objects->remove("users/42/photos/a")));
  EXPECT_FALSE(fs::exists(directory / "users~" / "42~"));
  EXPECT_TRUE(fs::exists(directory / "users~" / "7~" / "a"));
}

TEST_F(FilesystemTest, AFullQueueSheds) {
  objects = create_filesystem_objects({.directory = directory, .urls = urls, .max_waiting = 0, .clock = clock}).value();
  const auto shed = put("a", "x");
  ASSERT_FALSE(shed);
  EXPECT_EQ(shed.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(shed.error().code, "pool_full");
  ASSERT_TRUE(shed.error().retry_after);
}

TEST(SignedUrlsTest, AnotherSecretsSignatureIsRefused) {
  const Clock clock;
  const auto ours = SignedUrls::create({.secret = std::string(32, 'a'), .clock = clock}).value();
  const auto theirs = SignedUrls::create({.secret = std::string(32, 'b'), .clock = clock}).value();
  const auto url = theirs.download("a", std::chrono::seconds(60)).value().url;
  EXPECT_TRUE(theirs.accept_download(url));
  EXPECT_EQ(ours.accept_download(url).error().code, "signature_invalid");
}

TEST(SignedUrlsTest, AnAddressIsOfItsPath) {
  const Clock clock;
  const auto urls = SignedUrls::create({.path = "/files/", .secret = std::string(32, 'a'), .clock = clock}).value();
  const auto url = urls.download("a/b.pdf", std::chrono::seconds(60)).value().url;
  EXPECT_THAT(url, testing::StartsWith("/files/a/b.pdf?"));
  EXPECT_EQ(urls.accept_download(url).value(), "a/b.pdf");
  for (const std::string& other :
       {"/objects/" + url.substr(7), url.substr(7), "/files/" + url, url + "&x=1", url + "#x",
        std::string("/files/&signature="), std::string("&signature="), std::string()})
    EXPECT_EQ(urls.accept_download(other).error().code, "signature_invalid") << other;
}

TEST(SignedUrlsTest, AWeakSecretOrAnOpenPathIsRefused) {
  const Clock clock;
  EXPECT_FALSE(SignedUrls::create({.secret = std::string(31, 'a'), .clock = clock}));
  EXPECT_FALSE(SignedUrls::create({.path = "/files", .secret = std::string(32, 'a'), .clock = clock}));
  EXPECT_FALSE(SignedUrls::create({.path = "files/", .secret = std::string(32, 'a'), .clock = clock}));
}

}  // namespace
}  // namespace bookmarket::objects
