// What auth takes and answers with where people take their data along, or leave.
#pragma once

#include "services/auth/data_privacy.hpp"
#include "services/auth/views.hpp"

namespace bookmarket::auth {

struct ErasureWanted {
  std::string email;
};
struct ErasurePlanned {
  Timestamp erased_at;
};

struct ExportPart {
  std::string url;
  std::int64_t bytes = 0;
};
struct ExportView {
  ExportState state = ExportState::running;
  Timestamp asked_at;
  std::optional<std::string> at = {};
  std::int64_t documents = 0, photos = 0;
  std::optional<Timestamp> finished_at = {}, removed_at = {};
  std::vector<ExportPart> parts = {};
  std::optional<Timestamp> urls_until = {};
};

}  // namespace bookmarket::auth

namespace bookmarket::shape {

template <>
struct Describe<auth::ErasureWanted> {
  using T = auth::ErasureWanted;
  static constexpr std::string_view name = "ErasureWanted", doc = "The account's address, typed again.";
  static constexpr auto fields = std::tuple{field("email", &T::email, auth_fields::email)};
};
template <>
struct Describe<auth::ErasurePlanned> {
  using T = auth::ErasurePlanned;
  static constexpr std::string_view name = "ErasurePlanned", doc = "";
  static constexpr auto fields =
      std::tuple{field("erased_at", &T::erased_at, {.doc = "When it begins. Signing in before that calls it off."})};
};
template <>
struct Describe<auth::ExportPart> {
  using T = auth::ExportPart;
  static constexpr std::string_view name = "ExportPart", doc = "A ZIP file.";
  static constexpr auto fields = std::tuple{
      field("url", &T::url, {.doc = "To download it, for whoever has this address; a path of this site, or absolute."}),
      field("bytes", &T::bytes, {})};
};
template <>
struct Describe<auth::ExportView> {
  using T = auth::ExportView;
  static constexpr std::string_view name = "Export", doc = "Everything that the market knows of a person.";
  static constexpr auto fields = std::tuple{
      field("state", &T::state, {.doc = "failed: ask for it again."}),
      field("asked_at", &T::asked_at, {}),
      field("at", &T::at, {.doc = "Which file is being written.", .example = "catalog/copies.json"}),
      field("documents", &T::documents, {.doc = "Written so far."}),
      field("photos", &T::photos, {.doc = "Written so far."}),
      field("finished_at", &T::finished_at, {}),
      field("removed_at", &T::removed_at, {.doc = "When it will be removed."}),
      field("parts", &T::parts, {.doc = "Once it is ready."}),
      field("urls_until", &T::urls_until, {.doc = "How long their addresses are good; ask again for others."})};
};

}  // namespace bookmarket::shape
