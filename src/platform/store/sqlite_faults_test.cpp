#include "platform/store/sqlite_faults.hpp"

#include <new>

namespace bookmarket::store {
namespace {

struct File {
  sqlite3_file base;
  FaultyDisk* disk;
  const char* path;
  sqlite3_file* inner() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
const sqlite3_io_methods& real(sqlite3_file* file) { return *of(file).inner()->pMethods; }

int fault(FaultyDisk& disk, bool sync) {
  const auto current = disk.current.load();
  if (current == FaultyDisk::Fault::none || disk.passing-- > 0) return SQLITE_OK;
  disk.passing = 0;
  if (sync != (current == FaultyDisk::Fault::sync_error)) return SQLITE_OK;
  ++disk.failed;
  return sync ? SQLITE_IOERR_FSYNC : current == FaultyDisk::Fault::full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

const sqlite3_io_methods methods{
    .iVersion = 2,
    .xClose = [](sqlite3_file* f) { return real(f).xClose(of(f).inner()); },
    .xRead = [](sqlite3_file* f, void* to, int n, sqlite3_int64 at) { return real(f).xRead(of(f).inner(), to, n, at); },
    .xWrite =
        [](sqlite3_file* f, const void* from, int n, sqlite3_int64 at) {
          if (const int rc = fault(*of(f).disk, false); rc != SQLITE_OK) return rc;
          return real(f).xWrite(of(f).inner(), from, n, at);
        },
    .xTruncate = [](sqlite3_file* f, sqlite3_int64 size) { return real(f).xTruncate(of(f).inner(), size); },
    .xSync =
        [](sqlite3_file* f, int flags) {
          if (const int rc = fault(*of(f).disk, true); rc != SQLITE_OK) return rc;
          const std::string path = of(f).path;
          const std::lock_guard lock(of(f).disk->synced);
          std::filesystem::copy_file(path, path + ".synced", std::filesystem::copy_options::overwrite_existing);
          return real(f).xSync(of(f).inner(), flags);
        },
    .xFileSize = [](sqlite3_file* f, sqlite3_int64* size) { return real(f).xFileSize(of(f).inner(), size); },
    .xLock = [](sqlite3_file* f, int level) { return real(f).xLock(of(f).inner(), level); },
    .xUnlock = [](sqlite3_file* f, int level) { return real(f).xUnlock(of(f).inner(), level); },
    .xCheckReservedLock = [](sqlite3_file* f, int* out) { return real(f).xCheckReservedLock(of(f).inner(), out); },
    .xFileControl = [](sqlite3_file* f, int op, void* arg) { return real(f).xFileControl(of(f).inner(), op, arg); },
    .xSectorSize = [](sqlite3_file* f) { return real(f).xSectorSize(of(f).inner()); },
    .xDeviceCharacteristics = [](sqlite3_file* f) { return real(f).xDeviceCharacteristics(of(f).inner()); },
    .xShmMap = [](sqlite3_file* f, int page, int size, int extend,
                  void volatile** out) { return real(f).xShmMap(of(f).inner(), page, size, extend, out); },
    .xShmLock = [](sqlite3_file* f, int offset, int n,
                   int flags) { return real(f).xShmLock(of(f).inner(), offset, n, flags); },
    .xShmBarrier = [](sqlite3_file* f) { real(f).xShmBarrier(of(f).inner()); },
    .xShmUnmap = [](sqlite3_file* f, int remove) { return real(f).xShmUnmap(of(f).inner(), remove); },
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

}  // namespace

FaultyDisk::FaultyDisk() : real_(sqlite3_vfs_find(nullptr)) {
  vfs_ = *real_;
  vfs_.zName = "faulty";
  vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
  vfs_.pAppData = this;
  vfs_.xOpen = [](sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out) {
    auto* disk = static_cast<FaultyDisk*>(vfs->pAppData);
    auto& f = *new (file) File{{nullptr}, disk, path};
    const int rc = disk->real_->xOpen(disk->real_, path, f.inner(), flags, out);
    if (f.inner()->pMethods != nullptr) f.base.pMethods = &methods;
    return rc;
  };
  sqlite3_vfs_register(&vfs_, 1);
}

FaultyDisk::~FaultyDisk() {
  sqlite3_vfs_unregister(&vfs_);
  sqlite3_vfs_register(real_, 1);
}

void FaultyDisk::power_cut(const std::string& path, const std::string& as) {
  const std::lock_guard lock(synced);
  for (const std::string file : {"", "-wal"})
    if (std::filesystem::exists(path + file + ".synced"))
      std::filesystem::copy_file(path + file + ".synced", as + file, std::filesystem::copy_options::overwrite_existing);
}

}  // namespace bookmarket::store
