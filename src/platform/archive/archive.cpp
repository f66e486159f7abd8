#include "platform/archive/archive.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

namespace bookmarket::archive {
namespace {

struct Free {
  void operator()(::archive* a) const { archive_write_free(a); }
  void operator()(::archive_entry* e) const { archive_entry_free(e); }
};
using Writer = std::unique_ptr<::archive, Free>;
using Entry = std::unique_ptr<::archive_entry, Free>;

std::unexpected<Error> broken(::archive* writer) {
  const auto* why = archive_error_string(writer);
  return fail(ErrorKind::internal, "archive_failed", "Something broke on our side.", why == nullptr ? "" : why);
}

la_ssize_t append(::archive*, void* out, const void* bytes, std::size_t size) {
  static_cast<std::string*>(out)->append(static_cast<const char*>(bytes), size);
  return static_cast<la_ssize_t>(size);
}

bool add(::archive* writer, const File& file, Timestamp at) {
  const Entry entry(archive_entry_new());
  archive_entry_set_pathname(entry.get(), file.name.c_str());
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(file.bytes.size()));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0644);
  archive_entry_set_mtime(entry.get(), std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count(), 0);
  const int chosen =
      file.dense ? archive_write_zip_set_compression_store(writer) : archive_write_zip_set_compression_deflate(writer);
  return chosen == ARCHIVE_OK && archive_write_header(writer, entry.get()) == ARCHIVE_OK &&
         archive_write_data(writer, file.bytes.data(), file.bytes.size()) == std::ssize(file.bytes) &&
         archive_write_finish_entry(writer) == ARCHIVE_OK;
}

}  // namespace

Result<std::string> zip(const std::vector<File>& files, Timestamp at) {
  std::string out;  // outlives the writer, which may still write when it is freed
  const Writer writer(archive_write_new());
  if (archive_write_set_format_zip(writer.get()) != ARCHIVE_OK ||
      archive_write_set_bytes_in_last_block(writer.get(), 1) != ARCHIVE_OK ||
      archive_write_open(writer.get(), &out, nullptr, append, nullptr) != ARCHIVE_OK)
    return broken(writer.get());
  for (const auto& file : files)
    if (!add(writer.get(), file, at)) return broken(writer.get());
  if (archive_write_close(writer.get()) != ARCHIVE_OK) return broken(writer.get());
  return out;
}

}  // namespace bookmarket::archive
