#include "services/auth/api_parts.hpp"
#include "services/auth/usecases/change_email.hpp"
#include "services/auth/usecases/people.hpp"

namespace bookmarket::auth {
namespace {

struct AccountPath {
  AccountId id;
};
struct AccountQuery {
  std::string email;
};

}  // namespace
}  // namespace bookmarket::auth

template <>
struct bookmarket::shape::Describe<bookmarket::auth::AccountPath> {
  using T = auth::AccountPath;
  static constexpr std::string_view name = "AccountPath", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {.doc = "Of the account."})};
};
template <>
struct bookmarket::shape::Describe<bookmarket::auth::AccountQuery> {
  using T = auth::AccountQuery;
  static constexpr std::string_view name = "AccountQuery", doc = "";
  static constexpr auto fields = std::tuple{field(
      "email", &T::email, {.doc = "Its address.", .example = "lesia@example.org", .max_length = 320, .pii = true})};
};

namespace bookmarket::auth {
namespace {

using http::Access, http::Method, http::NoInput, http::NoOutput;

Actor actor_of(const Context& context) { return {account_of(context), context.caller->admin, client_of(context)}; }

}  // namespace

void add_people_routes(http::Routes& routes, Auth* auth) {
  routes.command<NoInput, EmailChange, NoOutput>(
      {.method = Method::put,
       .path = "/api/v1/me/email",
       .operation_id = "change_email",
       .summary = "Move one's account to another address",
       .description = "With the password, or within ten minutes after one has proved who one is (prove_identity). "
                      "Letters go to both addresses; the link in the new one's confirms it (verify_email). The answer "
                      "does not tell whether the new address has an account.",
       .tag = "accounts",
       .access = Access::signed_in,
       .status = 202,
       .errors = {400, 403, 415, 429}},
      [auth](NoInput, EmailChange b, Context c) {
        return done(change_email(*auth, who_of(c), std::move(b), client_of(c)), 202);
      });
  routes.get_own<AccountQuery, PersonView>(
      {.path = "/api/v1/accounts",
       .operation_id = "find_account",
       .summary = "Find an account by its address",
       .tag = "moderation",
       .access = Access::moderator,
       .errors = {400, 404}},
      [auth](AccountQuery q, Context c) { return find_account(*auth, actor_of(c), std::move(q.email)); });
  routes.command<AccountPath, BlockReason, NoOutput>(
      {.method = Method::put,
       .path = "/api/v1/accounts/{id}/block",
       .operation_id = "block_account",
       .summary = "Block an account",
       .description = "Ends its sessions and API tokens' work within seconds. Moderators and administrators are for "
                      "administrators to block.",
       .tag = "moderation",
       .access = Access::moderator,
       .status = 204,
       .errors = {400, 404, 415}},
      [auth](AccountPath p, BlockReason b, Context c) {
        return done(block_account(*auth, actor_of(c), p.id, std::move(b)));
      });
  routes.command<AccountPath, NoInput, NoOutput>(
      {.method = Method::remove,
       .path = "/api/v1/accounts/{id}/block",
       .operation_id = "unblock_account",
       .summary = "Open a blocked account again",
       .tag = "moderation",
       .access = Access::moderator,
       .status = 204,
       .errors = {400, 404}},
      [auth](AccountPath p, NoInput, Context c) { return done(unblock_account(*auth, actor_of(c), p.id)); });
  routes.command<AccountPath, RolesWanted, PersonView>(
      {.method = Method::put,
       .path = "/api/v1/accounts/{id}/roles",
       .operation_id = "set_roles",
       .summary = "Say what somebody may do",
       .description = "The last administrator stays one.",
       .tag = "moderation",
       .access = Access::admin,
       .errors = {400, 404, 409, 415}},
      [auth](AccountPath p, RolesWanted b, Context c) {
        return as_reply(set_roles(*auth, actor_of(c), p.id, std::move(b)));
      });
}

}  // namespace bookmarket::auth
