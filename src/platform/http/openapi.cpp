#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <ranges>
#include <set>

#include "platform/http/endpoint.hpp"
#include "platform/http/problem.hpp"

namespace bookmarket::http {
namespace {

namespace json = boost::json;

/// An example is written as text: true, 24 and ["uk"] mean themselves, anything else is a string.
json::value example(const shape::Schema& s) {
  if (s.type == "string") return json::value(s.example);
  json::error_code problem;
  auto v = json::parse(s.example, problem);
  return problem ? json::value(s.example) : v;
}

json::object write(const shape::Schema& s) {
  json::object o;
  if (!s.ref.empty()) {
    o["$ref"] = "#/components/schemas/" + s.ref;
    if (!s.doc.empty()) o["description"] = s.doc;
    return o;
  }
  o["type"] = s.type;
  if (!s.doc.empty()) o["description"] = s.doc;
  if (!s.format.empty()) o["format"] = s.format;
  if (!s.pattern.empty()) o["pattern"] = s.pattern;
  if (!s.one_of.empty()) o["enum"] = json::array(s.one_of.begin(), s.one_of.end());
  if (s.minimum) o["minimum"] = *s.minimum;
  if (s.maximum) o["maximum"] = *s.maximum;
  const bool array = s.type == "array";
  if (s.min_length) o[array ? "minItems" : "minLength"] = *s.min_length;
  if (s.max_length) o[array ? "maxItems" : "maxLength"] = *s.max_length;
  if (s.items) o["items"] = write(*s.items);
  if (!s.example.empty()) o["examples"] = json::array{example(s)};
  if (s.type == "object") {
    json::object properties;
    json::array required;
    for (const auto& p : s.properties) {
      properties[p.name] = write(p.schema);
      if (p.required) required.emplace_back(p.name);
    }
    o["properties"] = std::move(properties);
    if (!required.empty()) o["required"] = std::move(required);
  }
  return o;
}

json::object problem_schema() {
  return json::parse(R"({
    "type":"object","description":"A problem (RFC 9457). `errors` names every wrong field by JSON pointer.",
    "properties":{
      "type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},
      "code":{"type":"string","description":"Stable slug."},"detail":{"type":"string"},
      "errors":{"type":"array","items":{"type":"object","properties":{
        "pointer":{"type":"string","examples":["/query/limit"]},"code":{"type":"string"},"detail":{"type":"string"}},
        "required":["pointer","code","detail"]}},
      "trace_id":{"type":"string","description":"Quote it when you report a fault."}},
    "required":["type","title","status","code","detail","trace_id"]})")
      .as_object();
}

json::object operation(const Endpoint& e, const shape::Schemas& schemas) {
  json::object op;
  op["operationId"] = e.info.operation_id;
  op["summary"] = e.info.summary;
  if (!e.info.description.empty()) op["description"] = e.info.description;
  op["tags"] = json::array{e.info.tag};
  op["security"] = json::array{};
  if (e.info.access != Access::anyone) op["security"].get_array().push_back({{"bearer", json::array{}}});
  op["x-access"] = name_of(e.info.access);
  if (!e.info.scope.empty()) op["x-scope"] = e.info.scope;
  if (e.parameters && !schemas.at(e.parameters->ref).properties.empty()) {
    json::array parameters;
    for (const auto& p : schemas.at(e.parameters->ref).properties) {
      const bool in_path = e.info.path.find("{" + p.name + "}") != std::string_view::npos;
      auto schema = write(p.schema);
      json::object parameter{{"name", p.name}, {"in", in_path ? "path" : "query"}};
      if (const auto* doc = schema.if_contains("description")) parameter["description"] = *doc;
      schema.erase("description");
      if (const auto* examples = schema.if_contains("examples")) parameter["example"] = examples->at(0);
      schema.erase("examples");
      const bool array = p.schema.type == "array";
      if (in_path || (p.required && !array)) parameter["required"] = true;
      if (array) parameter["explode"] = true;
      parameter["schema"] = std::move(schema);
      parameters.push_back(std::move(parameter));
    }
    op["parameters"] = std::move(parameters);
  }
  if (e.request_body)
    op["requestBody"] = {{"required", true}, {"content", {{"application/json", {{"schema", write(*e.request_body)}}}}}};
  json::object responses;
  json::object ok{{"description", reason_of(e.info.status)}};
  json::object content;
  for (const auto type : e.response_type | std::views::split(','))
    content[std::string_view(type.begin(), type.end())] = {
        {"schema", e.response ? write(*e.response) : json::object{{"type", "string"}}}};
  if (!content.empty()) ok["content"] = std::move(content);
  responses[std::to_string(e.info.status)] = std::move(ok);
  auto statuses = e.info.errors;
  // 403 also where all who are signed in may: API tokens may not everywhere.
  if (e.info.access != Access::anyone) statuses.insert(statuses.end(), {401, 403});
  statuses.push_back(503);
  for (const int status : statuses)
    responses[std::to_string(status)] = {
        {"description", reason_of(status)},
        {"content", {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}};
  op["responses"] = std::move(responses);
  return op;
}

/// The names of all schemas that `schema` is made of.
void collect(const shape::Schema& schema, const shape::Schemas& schemas, std::set<std::string>& names) {
  if (!schema.ref.empty() && names.insert(schema.ref).second) collect(schemas.at(schema.ref), schemas, names);
  if (schema.items) collect(*schema.items, schemas, names);
  for (const auto& p : schema.properties) collect(p.schema, schemas, names);
}

void pretty(std::string& out, const json::value& v, const std::string& indent = "\n") {
  const auto deeper = indent + "  ";
  if (v.is_object() && !v.get_object().empty()) {
    out += '{';
    const char* comma = "";
    for (const auto& [name, member] : v.get_object()) {
      out += comma + deeper + json::serialize(json::value(name)) + ": ";
      pretty(out, member, deeper);
      comma = ",";
    }
    out += indent + "}";
  } else if (v.is_array() && !v.get_array().empty()) {
    out += '[';
    const char* comma = "";
    for (const auto& member : v.get_array()) {
      out += comma + deeper;
      pretty(out, member, deeper);
      comma = ",";
    }
    out += indent + "]";
  } else {
    out += json::serialize(v);
  }
}

}  // namespace

std::string openapi(const Routes& routes, std::string_view version) {
  json::object doc;
  doc["openapi"] = "3.1.0";
  doc["info"] = {{"title", "BookMarket"},
                 {"version", version},
                 {"description",
                  "An open marketplace where people buy, sell and exchange used books. Money is in integer minor "
                  "units. Optional members are left out, never null. Errors are problem+json (RFC 9457)."},
                 {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}};
  doc["servers"] = json::array{json::object{{"url", "/"}}};
  std::vector<std::string> tags;
  json::object paths;
  for (const auto& e : routes.endpoints()) {
    if (!e.info.path.starts_with("/api/") && !e.info.path.starts_with("/covers/") &&
        !e.info.path.starts_with("/health/") && !e.info.path.starts_with("/.well-known/"))
      continue;
    if (std::find(tags.begin(), tags.end(), e.info.tag) == tags.end()) tags.emplace_back(e.info.tag);
    auto& item = paths[e.info.path];
    if (!item.is_object()) item = json::object{};
    auto method = std::string(name_of(e.info.method));
    std::ranges::transform(method, method.begin(), [](char c) { return static_cast<char>(c | 0x20); });
    item.get_object()[method] = operation(e, routes.schemas());
  }
  json::array tag_list;
  for (const auto& t : tags) tag_list.push_back(json::object{{"name", t}});
  doc["tags"] = std::move(tag_list);
  doc["paths"] = std::move(paths);
  json::object schemas;
  std::vector<std::string_view> inputs;
  std::set<std::string> bodies;  // no member but these is taken
  for (const auto& e : routes.endpoints()) {
    if (e.parameters) inputs.push_back(e.parameters->ref);
    if (e.request_body) collect(*e.request_body, routes.schemas(), bodies);
  }
  for (const auto& [name, schema] : routes.schemas())
    if (std::find(inputs.begin(), inputs.end(), name) == inputs.end()) schemas[name] = write(schema);
  for (const auto& name : bodies)
    if (routes.schemas().at(name).type == "object" && !routes.schemas().at(name).open)
      schemas.at(name).as_object()["additionalProperties"] = false;
  schemas["Problem"] = problem_schema();
  doc["components"] = {{"schemas", std::move(schemas)},
                       {"securitySchemes",
                        {{"bearer",
                          {{"type", "http"},
                           {"scheme", "bearer"},
                           {"description", "A short-lived access token, or a personal one."}}}}}};
  std::string out;
  pretty(out, doc);
  out += '\n';
  return out;
}

}  // namespace bookmarket::http
