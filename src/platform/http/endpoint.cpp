#include "platform/http/endpoint.hpp"

#include <boost/beast/core/string.hpp>

namespace bookmarket::http {

std::string_view name_of(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::patch:
      return "PATCH";
    case Method::remove:
      return "DELETE";
  }
  return "";
}

std::string_view name_of(Access access) {
  switch (access) {
    case Access::anyone:
      return "anyone";
    case Access::signed_in:
      return "signed_in";
    case Access::moderator:
      return "moderator";
    case Access::admin:
      return "admin";
  }
  return "";
}

bool is_json(std::string_view content_type) {
  auto type = content_type.substr(0, content_type.find(';'));
  type = type.substr(0, type.find_last_not_of(" \t") + 1);
  return boost::beast::iequals({type.data(), type.size()}, "application/json");
}

}  // namespace bookmarket::http
