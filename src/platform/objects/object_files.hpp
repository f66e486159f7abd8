// Objects as files of one directory. Calls block on the disk.
//
// The object photos/42/a.avif is the file photos~/42~/a.avif: the tilde, which keys do not have, keeps the object
// `photos` apart from the directory of the same name. A file begins with a header of 512 bytes (version, attributes,
// etag, size as lines), so that bytes and attributes change together. What is being written stands in `~incoming`.
#pragma once

#include <filesystem>
#include <mutex>

#include "platform/objects/objects.hpp"

namespace bookmarket::objects {

/// An open file or directory of POSIX.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

/// An object opened for reading: one version, whatever is written meanwhile.
struct OpenObject {
  Descriptor file;
  Head head;
  /// `unavailable` where the file is shorter than its header says. Short only at the end.
  [[nodiscard]] Result<std::string> read(std::uint64_t offset, std::size_t at_most) const;
};

/// Error of every call: `unavailable`, code objects_unusable, whose cause names the file. Symbolic links are not
/// followed; where one stands in the place of a directory or an object, that is such an error.
/// One process at a time: puts and removals order themselves by a mutex.
class ObjectFiles {
 public:
  /// Makes the directory if absent, for its owner alone, and proves that it can be written.
  [[nodiscard]] static Result<std::unique_ptr<ObjectFiles>> open(std::filesystem::path directory);

  /// Null where there is one already and `replace` is false.
  [[nodiscard]] Result<std::optional<Head>> put(const std::string& key, std::string_view bytes,
                                                const Attributes& attributes, Timestamp now, bool replace);
  [[nodiscard]] Result<std::optional<OpenObject>> find(const std::string& key) const;
  [[nodiscard]] Result<void> remove(const std::string& key);
  /// Reads each directory on the way to the page whole.
  [[nodiscard]] Result<Page> list(const std::string& prefix, const std::string& cursor, unsigned limit) const;

 private:
  struct Place {
    std::vector<Descriptor> directories;  ///< from the first below the root to the one with the file
    std::vector<std::string> segments;    ///< of the key
    [[nodiscard]] const std::string& name() const { return segments.back(); }
  };
  ObjectFiles(std::filesystem::path directory, Descriptor root, Descriptor incoming)
      : directory_(std::move(directory)), root_(std::move(root)), incoming_(std::move(incoming)) {}
  [[nodiscard]] std::unexpected<Error> broken(std::string_view what, const std::string& key) const;
  /// Null: a directory is missing, and was not to be made.
  [[nodiscard]] Result<std::optional<Place>> place(const std::string& key, bool make) const;
  [[nodiscard]] int directory_of(const Place& place) const {
    return place.directories.empty() ? root_.number() : place.directories.back().number();
  }
  [[nodiscard]] Result<void> write(int file, const Head& head, std::string_view bytes, const std::string& key) const;
  [[nodiscard]] Result<void> walk(int directory, const std::string& at, const std::string& prefix,
                                  const std::string& cursor, std::size_t enough, std::vector<Listed>& out) const;

  std::filesystem::path directory_;
  Descriptor root_, incoming_;
  std::mutex naming_;  ///< held while directories come and go and files get their names
};

}  // namespace bookmarket::objects
