#include "services/catalog/api_parts.hpp"
#include "services/catalog/usecases/moderation.hpp"

namespace bookmarket::catalog {
namespace {

struct DecisionPath {
  CaseId id;
};
struct CasePath {
  CaseId id;
};

}  // namespace
}  // namespace bookmarket::catalog

namespace bookmarket::shape {

template <>
struct Describe<catalog::DecisionPath> {
  static constexpr std::string_view name = "DecisionPath", doc = "";
  static constexpr auto fields =
      std::tuple{field("id", &catalog::DecisionPath::id, {.doc = "Of a decision about oneself."})};
};
template <>
struct Describe<catalog::CasePath> {
  static constexpr std::string_view name = "CasePath", doc = "";
  static constexpr auto fields = std::tuple{field("id", &catalog::CasePath::id, {.doc = "Of the case."})};
};
template <>
struct Describe<catalog::PageQuery> {
  using T = catalog::PageQuery;
  static constexpr std::string_view name = "PageQuery", doc = "";
  static constexpr auto fields =
      std::tuple{field("cursor", &T::cursor, catalog::cursor_info), field("limit", &T::limit, catalog::limit_info)};
};
template <>
struct Describe<catalog::CasesQuery> {
  using T = catalog::CasesQuery;
  static constexpr std::string_view name = "CasesQuery", doc = "";
  static constexpr auto fields =
      std::tuple{field("state", &T::state, {.doc = "open unless told."}),
                 field("kind", &T::kind, {.doc = "Only cases of this kind."}),
                 field("mine", &T::mine, {.doc = "Only those that one has taken."}),
                 field("cursor", &T::cursor, catalog::cursor_info), field("limit", &T::limit, catalog::limit_info)};
};

}  // namespace bookmarket::shape

namespace bookmarket::catalog {
namespace {

using http::as_reply, http::Context, http::Method, http::NoInput;

PersonId person_of(const Context& context) { return {context.caller->account}; }
Moderator moderator_of(const Context& context) { return {person_of(context), context.caller->admin}; }

/// A route of moderators.
http::EndpointInfo theirs(Method method, std::string_view path, std::string_view operation, std::string_view summary,
                          std::vector<int> errors, int status = 200) {
  return {.method = method,
          .path = path,
          .operation_id = operation,
          .summary = summary,
          .tag = "moderation",
          .access = http::Access::moderator,
          .status = status,
          .errors = std::move(errors)};
}

void add_for_everybody(http::Routes& routes, Catalog* catalog) {
  auto tell = own("moderation", Method::post, "/api/v1/reports", "report", "Report a copy or a person",
                  {400, 404, 409, 415, 429}, 201);
  tell.description =
      "The answer says that it came in; list_reports tells the outcome. Reports about the same gather in one case, and "
      "each person has one of them. The reported person does not learn who it was.";
  routes.command<NoInput, NewReport, ReportView>(tell, [catalog](NoInput, NewReport b, Context c) {
    return as_reply(report(*catalog, person_of(c), std::move(b)), 201);
  });
  routes.get_own<PageQuery, ReportsView>(
      own("moderation", Method::get, "/api/v1/me/reports", "list_reports", "What one has reported, and what came of it",
          {400}),
      [catalog](PageQuery q, Context c) { return list_reports(*catalog, person_of(c), std::move(q)); });
  routes.get_own<PageQuery, DecisionsView>(
      own("moderation", Method::get, "/api/v1/me/decisions", "list_decisions",
          "What moderators decided about oneself and one's copies, and why", {400}),
      [catalog](PageQuery q, Context c) { return list_decisions(*catalog, person_of(c), std::move(q)); });
  auto appeal = own("moderation", Method::post, "/api/v1/me/decisions/{id}/appeal", "appeal_decision",
                    "Say that a decision is wrong", {400, 404, 409, 415}, 201);
  appeal.description = "Once, until the decision's appeal_until. Another moderator decides, if there is another.";
  routes.command<DecisionPath, NewAppeal, DecisionView>(appeal, [catalog](DecisionPath p, NewAppeal b, Context c) {
    return as_reply(appeal_decision(*catalog, person_of(c), p.id, std::move(b)), 201);
  });
}

void add_for_moderators(http::Routes& routes, Catalog* catalog) {
  routes.get_own<CasesQuery, CasesView>(
      theirs(Method::get, "/api/v1/moderation/cases", "list_cases", "What waits for a decision", {400}),
      [catalog](CasesQuery q, Context c) { return list_cases(*catalog, person_of(c), std::move(q)); });
  routes.get_own<CasePath, CaseView>(theirs(Method::get, "/api/v1/moderation/cases/{id}", "show_case",
                                            "A case with its reports, what it is about, and its history", {400, 404}),
                                     [catalog](CasePath p, const Context&) { return show_case(*catalog, p.id); });
  auto take = theirs(Method::put, "/api/v1/moderation/cases/{id}/taken", "take_case", "Take a case for an hour",
                     {400, 404, 409});
  take.description = "So that two do not decide at once. Nobody takes what is about themselves.";
  routes.command<CasePath, NoInput, CaseCard>(
      take, [catalog](CasePath p, NoInput, Context c) { return as_reply(take_case(*catalog, moderator_of(c), p.id)); });
  routes.command<CasePath, NoInput, CaseCard>(
      theirs(Method::remove, "/api/v1/moderation/cases/{id}/taken", "release_case", "Give a case back",
             {400, 404, 409}),
      [catalog](CasePath p, NoInput, Context c) { return as_reply(release_case(*catalog, moderator_of(c), p.id)); });
  auto decide = theirs(Method::post, "/api/v1/moderation/cases/{id}/decision", "decide_case", "Decide a case",
                       {400, 404, 409, 415});
  decide.description =
      "Of a case that one has taken, at the version that one has seen. It is done within seconds; whom it takes "
      "something "
      "from finds the reasons at list_decisions.";
  routes.command<CasePath, NewDecision, CaseCard>(decide, [catalog](CasePath p, NewDecision b, Context c) {
    return as_reply(decide_case(*catalog, moderator_of(c), p.id, std::move(b)));
  });
  routes.command<CasePath, NewAppeal, CaseCard>(
      theirs(Method::post, "/api/v1/moderation/cases/{id}/appeal", "appeal_for",
             "Write down an appeal that came another way, as a blocked account cannot send it", {400, 404, 409, 415},
             201),
      [catalog](CasePath p, NewAppeal b, Context c) {
        return as_reply(appeal_for(*catalog, person_of(c), p.id, std::move(b)), 201);
      });
}

}  // namespace

void add_moderation_routes(http::Routes& routes, Catalog* catalog) {
  add_for_everybody(routes, catalog);
  add_for_moderators(routes, catalog);
}

}  // namespace bookmarket::catalog
