// What auth keeps so that letters can be sent and people can take their data along.
#pragma once

#include "platform/shape/shape.hpp"
#include "services/auth/domain/ids.hpp"

namespace bookmarket::auth {

/// What a letter that is due says beside its words. Id: the letter's.
struct StoredLetter {
  AccountId account_id;
  std::string to = {};                  ///< another address than the account's
  std::string email = {}, reason = {};  ///< see LetterValues
};

enum class ExportState : std::uint8_t { running, ready, failed };

/// Everything about a person, in parts. Id: the account's.
struct StoredExport {
  ExportId id;  ///< of this one, so that another's parts are not taken for its own
  AccountId account_id;
  ExportState state = ExportState::running;
  Timestamp asked_at;
  std::string service = {}, cursor = {};   ///< where the next part begins; empty: at the first
  std::int64_t objects_taken = 0;          ///< of the page there
  std::int64_t documents = 0, photos = 0;  ///< in the parts that are there
  std::vector<std::int64_t> parts = {};    ///< their bytes
  std::string at = {};                     ///< which file is being written, for people
  std::int64_t documents_so_far = 0, photos_so_far = 0;
  std::optional<Timestamp> finished_at = {}, removed_at = {};
};
[[nodiscard]] inline std::string export_prefix(std::string_view account) {
  return "exports/" + std::string(account) + "/";
}
/// `part`: from 1.
[[nodiscard]] inline std::string export_key(const StoredExport& made, std::size_t part) {
  return export_prefix(made.account_id.to_string()) + made.id.to_string() + "/bookmarket-" + std::to_string(part) +
         ".zip";
}

}  // namespace bookmarket::auth

namespace bookmarket::shape {

template <>
struct Slugs<auth::ExportState> {
  static constexpr std::string_view name = "ExportState";
  static constexpr std::array<std::string_view, 3> values{"running", "ready", "failed"};
};
template <>
struct Describe<auth::StoredLetter> {
  using T = auth::StoredLetter;
  static constexpr std::string_view name = "StoredLetter", doc = "";
  static constexpr auto fields =
      std::tuple{field("account_id", &T::account_id, {}), field("to", &T::to, {.pii = true}),
                 field("email", &T::email, {.pii = true}), field("reason", &T::reason, {.pii = true})};
};
template <>
struct Describe<auth::StoredExport> {
  using T = auth::StoredExport;
  static constexpr std::string_view name = "StoredExport", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {}),
                                            field("account_id", &T::account_id, {}),
                                            field("state", &T::state, {}),
                                            field("asked_at", &T::asked_at, {}),
                                            field("service", &T::service, {}),
                                            field("cursor", &T::cursor, {}),
                                            field("objects_taken", &T::objects_taken, {}),
                                            field("documents", &T::documents, {}),
                                            field("photos", &T::photos, {}),
                                            field("parts", &T::parts, {}),
                                            field("at", &T::at, {}),
                                            field("documents_so_far", &T::documents_so_far, {}),
                                            field("photos_so_far", &T::photos_so_far, {}),
                                            field("finished_at", &T::finished_at, {}),
                                            field("removed_at", &T::removed_at, {})};
};

}  // namespace bookmarket::shape
