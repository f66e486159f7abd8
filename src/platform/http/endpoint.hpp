// One declaration per endpoint: it gives the dispatcher, validation, OpenAPI 3.1 and the metrics label.
#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/tagged.hpp"
#include "platform/base/task.hpp"
#include "platform/shape/json.hpp"
#include "platform/shape/json_read.hpp"
#include "platform/shape/schema.hpp"
#include "platform/shape/text.hpp"

namespace bookmarket::http {

enum class Method : std::uint8_t { get, post, put, patch, remove };
[[nodiscard]] std::string_view name_of(Method method);  ///< GET …

/// Who may call; every route says so. Whose things they may touch is for the use case.
enum class Access : std::uint8_t { anyone, signed_in, moderator, admin };
[[nodiscard]] std::string_view name_of(Access access);  ///< as the enumerator is called

/// Who calls, as a verified token says.
struct Caller {
  Uuid account = {}, session = {};
  Timestamp signed_in_at = {};  ///< when they last proved who they are
  bool moderator = false, admin = false;
  /// What a personal API token is for. None: a session, which may whatever its owner may.
  std::optional<std::vector<std::string>> scopes = {};

  [[nodiscard]] bool may(Access access) const {
    return access == Access::moderator ? moderator || admin : access != Access::admin || admin;
  }
  /// `scope`: EndpointInfo::scope.
  [[nodiscard]] bool has_scope(std::string_view scope) const {
    return !scopes || (!scope.empty() && std::ranges::find(*scopes, scope) != scopes->end());
  }
};
/// Errors: `unauthenticated` for a token that is none, expired, or of a session that has ended; `unavailable`.
using Authenticate = std::function<Task<Caller>(std::string token)>;

/// What a use case may know of a request besides its input. Header values are as sent, empty when absent.
struct Context {
  std::optional<Caller> caller = {};  ///< set where the route asks who calls
  std::string address = {};           ///< of the client; empty on a private socket
  std::string target = {};            ///< path and query as sent
  std::string authorization = {}, content_type = {}, cookie = {}, origin = {}, user_agent = {}, idempotency_key = {};
};
/// `ready`: the answer is kept as a ready byte string for at most 5 s while its tags hold, and a CDN may keep it as
/// long. `daily`: the same here, but clients and CDNs may keep it for a day. `immutable`: its address changes with its
/// content. `none`: made anew, never stored.
enum class Caching : std::uint8_t { none, ready, daily, immutable };

struct Header {
  std::string name, value;
};

/// What a handler answers with.
struct Content {
  int status = 200;
  std::string type = "application/json";  ///< empty: it has no body
  std::string body = {};
  std::vector<std::string> tags = {};  ///< documents it was made from: "work:<id>"
  std::vector<Header> headers = {};
};

struct RawRequest {
  std::vector<shape::NamedText> texts;  ///< path parameters, then query parameters
  std::string body;
  Context context = {};
};

/// An answer with a status and headers of its own.
template <class T>
struct Reply {
  T value = {};
  int status = 200;
  std::vector<Header> headers = {};
};

struct EndpointInfo {
  Method method = Method::get;
  std::string_view path;          ///< /api/v1/works/{id}
  std::string_view operation_id;  ///< the use case's one name
  std::string_view summary;
  std::string_view description = {};
  std::string_view tag;
  Access access = Access::anyone;
  std::string_view scope = {};  ///< that an API token needs; empty: no API token opens this route
  int status = 200;             ///< of success
  Caching caching = Caching::ready;
  std::vector<int> errors = {400};  ///< problem statuses a caller can meet, besides 503
};

/// How many bytes a request may bring, asked when its head is there; an Error refuses it before a byte is taken.
/// `target`: path and query as sent. `length`: of its Content-Length, 0 where it says none.
using AdmitBody =
    std::function<Result<std::uint64_t>(std::string_view target, std::string_view content_type, std::uint64_t length)>;

struct Endpoint {
  EndpointInfo info;
  std::function<Task<Content>(RawRequest)> handle;
  std::optional<shape::Schema> parameters, request_body, response;
  AdmitBody admit_body = {};                       ///< empty: up to http.max_body_bytes
  std::string response_type = "application/json";  ///< several are joined by commas; empty: without a body
};

[[nodiscard]] bool is_json(std::string_view content_type);

/// Nothing to read from the request, or nothing to say in the answer.
struct NoInput {};
using NoOutput = NoInput;

class Routes {
 public:
  /// `label` tells the routes of a private socket from the public ones in metrics and logs.
  explicit Routes(std::string label = {}) : label_(std::move(label)) {}

  /// Path and query parameters fill In; Out is written as JSON.
  template <class In, class Out, class F>
  void get(EndpointInfo info, F use_case) {
    Endpoint e{.info = std::move(info),
               .handle = {},
               .parameters = shape::schema_of<In>(schemas_),
               .request_body = {},
               .response = shape::schema_of<Out>(schemas_)};
    e.handle = [use_case = std::move(use_case)](RawRequest raw) { return answer<In, Out>(use_case, std::move(raw)); };
    endpoints_.push_back(std::move(e));
  }
  /// Reads for one caller: never kept, neither here nor by a CDN.
  template <class In, class Out, class F>
  void get_own(EndpointInfo info, F use_case) {
    info.caching = Caching::none;
    Endpoint e{.info = std::move(info),
               .handle = {},
               .parameters = shape::schema_of<In>(schemas_),
               .request_body = {},
               .response = shape::schema_of<Out>(schemas_)};
    e.handle = [use_case = std::move(use_case)](RawRequest raw) {
      return answer_own<In, Out>(use_case, std::move(raw));
    };
    endpoints_.push_back(std::move(e));
  }
  /// Commands: path parameters fill Path, the JSON body fills Body. `use_case(Path, Body, Context)` gives a Reply<Out>.
  template <class Path, class Body, class Out, class F>
  void command(EndpointInfo info, F use_case) {
    info.caching = Caching::none;
    Endpoint e{.info = std::move(info),
               .handle = {},
               .parameters = shape::schema_of<Path>(schemas_),
               .request_body = {},
               .response = {}};
    if constexpr (!std::same_as<Body, NoInput>) e.request_body = shape::schema_of<Body>(schemas_);
    if constexpr (std::same_as<Out, NoOutput>)
      e.response_type.clear();
    else
      e.response = shape::schema_of<Out>(schemas_);
    e.handle = [use_case = std::move(use_case)](RawRequest raw) {
      return obey<Path, Body, Out>(use_case, std::move(raw));
    };
    endpoints_.push_back(std::move(e));
  }
  /// The JSON body fills In.
  template <class In, class Out, class F>
  void post(EndpointInfo info, F use_case) {
    info.method = Method::post;
    info.caching = Caching::none;
    Endpoint e{.info = std::move(info),
               .handle = {},
               .parameters = {},
               .request_body = shape::schema_of<In>(schemas_),
               .response = shape::schema_of<Out>(schemas_)};
    e.handle = [use_case = std::move(use_case)](RawRequest raw) { return accept<In, Out>(use_case, std::move(raw)); };
    endpoints_.push_back(std::move(e));
  }
  /// Takes a body of any type and size that `admit` lets in. `use_case(target, content_type, bytes)`.
  template <class F>
  void upload(EndpointInfo info, AdmitBody admit, F use_case) {
    info.caching = Caching::none;
    Endpoint e{.info = std::move(info), .handle = {}, .parameters = {}, .request_body = {}, .response = {}};
    e.admit_body = std::move(admit);
    e.response_type.clear();
    e.handle = [use_case = std::move(use_case)](RawRequest raw) { return take<F>(use_case, std::move(raw)); };
    endpoints_.push_back(std::move(e));
  }
  /// Answers that are not JSON: pages, covers, metrics.
  template <class In, class F>
  void get_content(EndpointInfo info, std::string type, F use_case) {
    Endpoint e{.info = std::move(info),
               .handle = {},
               .parameters = shape::schema_of<In>(schemas_),
               .request_body = {},
               .response = {},
               .response_type = std::move(type)};
    e.handle = [use_case = std::move(use_case)](RawRequest raw) { return content<In>(use_case, std::move(raw)); };
    endpoints_.push_back(std::move(e));
  }
  /// Files for one caller: never kept. `use_case(In, Context)` gives Content of one of `types`, which are joined by
  /// commas.
  template <class In, class F>
  void get_own_content(EndpointInfo info, std::string types, F use_case) {
    info.caching = Caching::none;
    Endpoint e{.info = std::move(info),
               .handle = {},
               .parameters = shape::schema_of<In>(schemas_),
               .request_body = {},
               .response = {},
               .response_type = std::move(types)};
    e.handle = [use_case = std::move(use_case)](RawRequest raw) { return own_content<In>(use_case, std::move(raw)); };
    endpoints_.push_back(std::move(e));
  }
  /// Pages: any parameters are taken as they come, path parameters first.
  void page(EndpointInfo info, std::function<Task<Content>(std::vector<shape::NamedText>)> make) {
    Endpoint e{.info = std::move(info),
               .handle = {},
               .parameters = {},
               .request_body = {},
               .response = {},
               .response_type = "text/html"};
    e.handle = [make = std::move(make)](RawRequest raw) { return make(std::move(raw.texts)); };
    endpoints_.push_back(std::move(e));
  }
  /// Tells who calls the routes that ask; without it nobody may call them.
  void authenticate(Authenticate how) { authenticate_ = std::move(how); }
  [[nodiscard]] const Authenticate& authenticate() const { return authenticate_; }
  /// Answers GET for addresses outside /api that nothing else matches (the 404 page).
  void otherwise(std::function<Task<Content>(std::string path)> handle) { otherwise_ = std::move(handle); }
  /// A file kept in memory for good; `path` is its exact address.
  void file(std::string path, std::string type, std::string body, Caching caching, std::string brotli = {},
            std::string gzip = {}) {
    files_.push_back({std::move(path), std::move(type), std::move(body), caching, std::move(brotli), std::move(gzip)});
  }

  struct File {
    std::string path, type, body;
    Caching caching;
    std::string brotli, gzip;  ///< empty: not precompressed
  };
  [[nodiscard]] const std::string& label() const { return label_; }
  [[nodiscard]] const std::vector<Endpoint>& endpoints() const { return endpoints_; }
  [[nodiscard]] const std::vector<File>& files() const { return files_; }
  [[nodiscard]] const shape::Schemas& schemas() const { return schemas_; }
  [[nodiscard]] const std::function<Task<Content>(std::string)>& otherwise() const { return otherwise_; }

 private:
  template <class In, class Out, class F>
  static Task<Content> answer(F use_case, RawRequest raw) {
    auto in = shape::from_texts<In>(raw.texts);
    if (!in) co_return fail(std::move(in).error());
    Result<Tagged<Out>> out = co_await use_case(std::move(*in));
    if (!out) co_return fail(std::move(out).error());
    Content c;
    shape::write_json(c.body, out->value);
    c.tags = std::move(out->tags);
    co_return c;
  }
  template <class In, class Out, class F>
  static Task<Content> answer_own(F use_case, RawRequest raw) {
    auto in = shape::from_texts<In>(raw.texts);
    if (!in) co_return fail(std::move(in).error());
    Result<Out> out = co_await use_case(std::move(*in), std::move(raw.context));
    if (!out) co_return fail(std::move(out).error());
    Content c;
    shape::write_json(c.body, *out);
    co_return c;
  }
  template <class Path, class Body, class Out, class F>
  static Task<Content> obey(F use_case, RawRequest raw) {
    auto path = shape::from_texts<Path>(raw.texts);
    Result<Body> body = Body{};
    if constexpr (!std::same_as<Body, NoInput>) {
      // What a form of a foreign page can send is not taken.
      if (!is_json(raw.context.content_type))
        co_return fail(ErrorKind::unsupported, "not_json", "Send the body as application/json.");
      body = shape::from_json<Body>(raw.body);
    }
    if (!path || !body) co_return fail(joined(std::move(path), std::move(body)));
    Result<Reply<Out>> out = co_await use_case(std::move(*path), std::move(*body), std::move(raw.context));
    if (!out) co_return fail(std::move(out).error());
    Content c{.status = out->status};
    if constexpr (std::same_as<Out, NoOutput>)
      c.type.clear();
    else
      shape::write_json(c.body, out->value);
    c.headers = std::move(out->headers);
    co_return c;
  }
  /// Whose error it is, or both at once: every wrong field is named.
  template <class A, class B>
  static Error joined(Result<A> a, Result<B> b) {
    if (a) return std::move(b).error();
    if (!b) a.error().fields.insert(a.error().fields.end(), b.error().fields.begin(), b.error().fields.end());
    return std::move(a).error();
  }
  template <class In, class Out, class F>
  static Task<Content> accept(F use_case, RawRequest raw) {
    auto in = shape::from_json<In>(raw.body);
    if (!in) co_return fail(std::move(in).error());
    Result<Out> out = co_await use_case(std::move(*in));
    if (!out) co_return fail(std::move(out).error());
    Content c;
    shape::write_json(c.body, *out);
    co_return c;
  }
  template <class F>
  static Task<Content> take(F use_case, RawRequest raw) {
    Result<void> done =
        co_await use_case(std::move(raw.context.target), std::move(raw.context.content_type), std::move(raw.body));
    if (!done) co_return fail(std::move(done).error());
    co_return Content{.status = 204, .type = {}};
  }
  template <class In, class F>
  static Task<Content> content(F use_case, RawRequest raw) {
    auto in = shape::from_texts<In>(raw.texts);
    if (!in) co_return fail(std::move(in).error());
    co_return co_await use_case(std::move(*in));
  }
  template <class In, class F>
  static Task<Content> own_content(F use_case, RawRequest raw) {
    auto in = shape::from_texts<In>(raw.texts);
    if (!in) co_return fail(std::move(in).error());
    co_return co_await use_case(std::move(*in), std::move(raw.context));
  }

  std::string label_;
  std::vector<Endpoint> endpoints_;
  std::vector<File> files_;
  shape::Schemas schemas_;
  std::function<Task<Content>(std::string)> otherwise_;
  Authenticate authenticate_;
};

/// The OpenAPI 3.1 document of all endpoints whose path starts with /api/, /covers/, /health/ or /.well-known/,
/// pretty-printed.
[[nodiscard]] std::string openapi(const Routes& routes, std::string_view version);

}  // namespace bookmarket::http

template <>
struct bookmarket::shape::Describe<bookmarket::http::NoInput> {
  static constexpr std::string_view name = "NoInput", doc = "";
  static constexpr auto fields = std::tuple{};
};
