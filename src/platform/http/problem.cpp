#include "platform/http/problem.hpp"

#include "platform/shape/json.hpp"

namespace bookmarket::http {

int status_of(const Error& error) {
  if (error.code == "method_not_allowed") return 405;
  if (error.code == "request_timeout") return 408;
  if (error.code == "target_too_long") return 414;
  if (error.code == "header_too_large") return 431;
  switch (error.kind) {
    case ErrorKind::invalid:
      return 400;
    case ErrorKind::unauthenticated:
      return 401;
    case ErrorKind::forbidden:
      return 403;
    case ErrorKind::not_found:
      return 404;
    case ErrorKind::conflict:
      return 409;
    case ErrorKind::contradicted:
      return 422;
    case ErrorKind::too_large:
      return 413;
    case ErrorKind::unsupported:
      return 415;
    case ErrorKind::rate_limited:
      return 429;
    case ErrorKind::unavailable:
      return 503;
    case ErrorKind::internal:
      return 500;
  }
  return 500;
}

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 301:
      return "Moved Permanently";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 503:
      return "Service Unavailable";
    default:
      return status < 500 ? "Error" : "Internal Server Error";
  }
}

std::string problem_json(const Error& error, std::string_view trace_id) {
  const int status = status_of(error);
  std::string out = R"({"type":"about:blank","title":)";
  shape::write_json_string(out, reason_of(status));
  out += R"(,"status":)" + std::to_string(status) + R"(,"code":)";
  shape::write_json_string(out, error.code);
  out += R"(,"detail":)";
  shape::write_json_string(out, error.detail);
  if (!error.fields.empty()) {
    out += R"(,"errors":[)";
    for (std::size_t i = 0; i < error.fields.size(); ++i) {
      out += i == 0 ? R"({"pointer":)" : R"(,{"pointer":)";
      shape::write_json_string(out, error.fields[i].pointer);
      out += R"(,"code":)";
      shape::write_json_string(out, error.fields[i].code);
      out += R"(,"detail":)";
      shape::write_json_string(out, error.fields[i].detail);
      out += '}';
    }
    out += ']';
  }
  out += R"(,"trace_id":)";
  shape::write_json_string(out, trace_id);
  out += '}';
  return out;
}

}  // namespace bookmarket::http
