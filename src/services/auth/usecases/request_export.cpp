#include "services/auth/usecases/export.hpp"
#include "services/auth/usecases/proof.hpp"

namespace bookmarket::auth {
namespace {

constexpr std::chrono::minutes urls_for{15};

Result<ExportView> view_of(const Auth& auth, const StoredExport& made) {
  ExportView out{.state = made.state,
                 .asked_at = made.asked_at,
                 .documents = made.documents_so_far,
                 .photos = made.photos_so_far,
                 .finished_at = made.finished_at,
                 .removed_at = made.removed_at};
  if (made.state == ExportState::running && !made.at.empty()) out.at = made.at;
  if (made.state != ExportState::ready) return out;
  if (auth.objects == nullptr) return unavailable("objects_unusable", "this process has no objects");
  for (std::size_t i = 0; i < made.parts.size(); ++i) {
    auto request = auth.objects->sign_download(export_key(made, i + 1), urls_for);
    if (!request) return fail(std::move(request).error());
    out.parts.push_back({std::move(request->url), made.parts[i]});
    out.urls_until = request->expires;
  }
  return out;
}

/// In place of one that is finished.
Task<void> keep(Auth& auth, StoredExport fresh) {
  const auto id = fresh.account_id.to_string();
  auto kept = co_await auth.store.insert("exports", id, {shape::to_object(fresh)});
  if (!kept && kept.error().kind == ErrorKind::conflict)
    kept = co_await auth.store.update("exports", id, [fresh](const store::Document& d) -> Result<store::Change> {
      const auto before = shape::from_object<StoredExport>(d.body);
      if (!before) return fail(before.error());
      if (before->state == ExportState::running)
        return fail(ErrorKind::conflict, "export_running", "Your data are being gathered already.");
      return store::Change{shape::to_object(fresh)};
    });
  if (!kept) co_return fail(std::move(kept).error());
  co_return Result<void>{};
}

}  // namespace

Task<ExportView> request_export(Auth& auth, Who who, Client client) {
  if (auto proven = proven_recently(auth, who); !proven) co_return fail(std::move(proven).error());
  const auto id = who.account.to_string();
  auto allowed = co_await allow_attempt(auth, "export:" + id, 10, std::chrono::hours(24));
  if (!allowed) co_return fail(std::move(allowed).error());
  const auto now = auth.clock.now();
  const StoredExport fresh{.id = ExportId::v7(now), .account_id = who.account, .asked_at = now};
  auto kept = co_await keep(auth, fresh);
  if (!kept) co_return fail(std::move(kept).error());
  auto due = co_await auth.store.schedule({.kind = export_work, .id = id, .due_at = now});
  if (!due) co_return fail(std::move(due).error());
  auto noted = co_await note(auth, who.account, "request_export", std::move(client));
  if (!noted) co_return fail(std::move(noted).error());
  co_return view_of(auth, fresh);
}

Task<ExportView> show_export(Auth& auth, AccountId account) {
  auto made = co_await store::find<StoredExport>(auth.store, "exports", account.to_string());
  if (!made) co_return fail(std::move(made).error());
  if (!*made) co_return fail(ErrorKind::not_found, "export_not_found", "You have not asked for your data lately.");
  co_return view_of(auth, **made);
}

}  // namespace bookmarket::auth
