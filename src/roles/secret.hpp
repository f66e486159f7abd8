// What this market alone knows, and how a wrong setting is told.
#pragma once

#include "roles/data_directory.hpp"
#include "roles/settings.hpp"

namespace bookmarket::roles {

[[nodiscard]] std::unexpected<Error> bad_setting(std::string detail);
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path);

/// 32 bytes: as set, else kept beside the data, where only this user may read it. Blocks.
[[nodiscard]] Result<std::string> secret_of(const Settings& settings, const DataDirectory& directory);

}  // namespace bookmarket::roles
