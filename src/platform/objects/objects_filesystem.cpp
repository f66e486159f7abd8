#include "platform/objects/objects_filesystem.hpp"

#include "platform/objects/object_files.hpp"

namespace bookmarket::objects {
namespace {

class FileReader final : public Reader {
 public:
  FileReader(WorkerPool& pool, OpenObject object) : pool_(pool), object_(std::move(object)) {}
  [[nodiscard]] const Head& head() const override { return object_.head; }
  Task<std::string> next() override {
    if (offset_ == object_.head.size) co_return std::string();
    auto piece = co_await pool_.run([this] { return object_.read(offset_, piece_bytes); });
    if (piece) offset_ += piece->size();
    co_return piece;
  }

 private:
  WorkerPool& pool_;
  OpenObject object_;
  std::uint64_t offset_ = 0;
};

class FilesystemObjects final : public Objects {
 public:
  FilesystemObjects(FilesystemOptions options, std::unique_ptr<ObjectFiles> files)
      : options_(std::move(options)),
        files_(std::move(files)),
        pool_("objects", options_.threads, options_.max_waiting) {}

  Task<std::string> put(std::string key, std::string bytes, Attributes attributes) override {
    auto head = co_await write(std::move(key), std::move(bytes), std::move(attributes), true);
    if (!head) co_return fail(std::move(head.error()));
    co_return std::move((*head)->etag);
  }
  Task<bool> put_if_absent(std::string key, std::string bytes, Attributes attributes) override {
    auto head = co_await write(std::move(key), std::move(bytes), std::move(attributes), false);
    if (!head) co_return fail(std::move(head.error()));
    co_return head->has_value();
  }

  Task<std::optional<Head>> head(std::string key) override {
    co_return co_await with_object<Head>(std::move(key), [](OpenObject object) -> Result<Head> { return object.head; });
  }
  Task<std::optional<Object>> get(std::string key, std::uint64_t max_bytes) override {
    co_return co_await with_object<Object>(std::move(key), [max_bytes](OpenObject object) -> Result<Object> {
      if (object.head.size > max_bytes)
        return fail(ErrorKind::too_large, "object_too_large",
                    "The object has more than " + std::to_string(max_bytes) + " bytes.");
      auto bytes = object.read(0, object.head.size);
      if (!bytes) return fail(std::move(bytes.error()));
      return Object{std::move(object.head), std::move(*bytes)};
    });
  }
  Task<std::unique_ptr<Reader>> open(std::string key) override {
    using Opened = std::unique_ptr<Reader>;
    auto found = co_await with_object<Opened>(std::move(key), [this](OpenObject object) -> Result<Opened> {
      return std::make_unique<FileReader>(pool_, std::move(object));
    });
    if (!found) co_return fail(std::move(found.error()));
    co_return *found ? std::move(**found) : nullptr;
  }

  Task<void> remove(std::string key) override {
    if (auto sound = check_key(key); !sound) co_return sound;
    co_return co_await pool_.run([this, k = std::move(key)] { return files_->remove(k); });
  }
  Task<Page> list(std::string prefix, std::string cursor, unsigned limit) override {
    if (auto sound = check_list(prefix, cursor, limit); !sound) co_return fail(std::move(sound.error()));
    co_return co_await pool_.run(
        [this, limit, p = std::move(prefix), c = std::move(cursor)] { return files_->list(p, c, limit); });
  }

  Result<SignedRequest> sign_upload(const Upload& upload, std::chrono::seconds valid_for) override {
    return options_.urls.upload(upload, valid_for);
  }
  Result<SignedRequest> sign_download(const std::string& key, std::chrono::seconds valid_for) override {
    return options_.urls.download(key, valid_for);
  }

 private:
  Task<std::optional<Head>> write(std::string key, std::string bytes, Attributes attributes, bool replace) {
    if (auto sound = check_object(key, attributes); !sound) co_return fail(std::move(sound.error()));
    co_return co_await pool_.run([this, replace, k = std::move(key), b = std::move(bytes), a = std::move(attributes)] {
      return files_->put(k, b, a, options_.clock.now(), replace);
    });
  }
  /// What `use` makes of the object, on the pool; empty if absent.
  template <class T, class F>
  Task<std::optional<T>> with_object(std::string key, F use) {
    if (auto sound = check_key(key); !sound) co_return fail(std::move(sound.error()));
    co_return co_await pool_.run([this, use, k = std::move(key)]() -> Result<std::optional<T>> {
      auto found = files_->find(k);
      if (!found) return fail(std::move(found.error()));
      if (!*found) return std::optional<T>();
      auto used = use(std::move(**found));
      if (!used) return fail(std::move(used.error()));
      return std::optional<T>(std::move(*used));
    });
  }

  FilesystemOptions options_;
  std::unique_ptr<ObjectFiles> files_;
  WorkerPool pool_;  // last: its jobs use the rest
};

}  // namespace

Result<std::unique_ptr<Objects>> create_filesystem_objects(FilesystemOptions options) {
  auto files = ObjectFiles::open(options.directory);
  if (!files) return fail(std::move(files.error()));
  return std::make_unique<FilesystemObjects>(std::move(options), std::move(*files));
}

}  // namespace bookmarket::objects
