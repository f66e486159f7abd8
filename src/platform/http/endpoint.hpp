// One declaration per endpoint: it gives the dispatcher, validation, OpenAPI 3.1 and the metrics label.
#pragma once

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

enum class Method : std::uint8_t { get, post };
/// Who may call. There are no accounts yet; every route still says so.
enum class Access : std::uint8_t { anyone };
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
  std::string type = "application/json";
  std::string body = {};
  std::vector<std::string> tags = {};  ///< documents it was made from: "work:<id>"
  std::vector<Header> headers = {};
};

struct RawRequest {
  std::vector<shape::NamedText> texts;  ///< path parameters, then query parameters
  std::string body;
};

struct EndpointInfo {
  Method method = Method::get;
  std::string_view path;          ///< /api/v1/works/{id}
  std::string_view operation_id;  ///< the use case's one name
  std::string_view summary;
  std::string_view description = {};
  std::string_view tag;
  Access access = Access::anyone;
  Caching caching = Caching::ready;
  std::vector<int> errors = {400};  ///< problem statuses a caller can meet, besides 503
};

struct Endpoint {
  EndpointInfo info;
  std::function<Task<Content>(RawRequest)> handle;
  std::optional<shape::Schema> parameters, request_body, response;
  std::string response_type = "application/json";
};

/// Nothing to read from the request.
struct NoInput {};

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
  static Task<Content> accept(F use_case, RawRequest raw) {
    auto in = shape::from_json<In>(raw.body);
    if (!in) co_return fail(std::move(in).error());
    Result<Out> out = co_await use_case(std::move(*in));
    if (!out) co_return fail(std::move(out).error());
    Content c;
    shape::write_json(c.body, *out);
    co_return c;
  }
  template <class In, class F>
  static Task<Content> content(F use_case, RawRequest raw) {
    auto in = shape::from_texts<In>(raw.texts);
    if (!in) co_return fail(std::move(in).error());
    co_return co_await use_case(std::move(*in));
  }

  std::string label_;
  std::vector<Endpoint> endpoints_;
  std::vector<File> files_;
  shape::Schemas schemas_;
  std::function<Task<Content>(std::string)> otherwise_;
};

/// The OpenAPI 3.1 document of all endpoints whose path starts with /api/, /covers/ or /health/, pretty-printed.
[[nodiscard]] std::string openapi(const Routes& routes, std::string_view version);

}  // namespace bookmarket::http

template <>
struct bookmarket::shape::Describe<bookmarket::http::NoInput> {
  static constexpr std::string_view name = "NoInput", doc = "";
  static constexpr auto fields = std::tuple{};
};
