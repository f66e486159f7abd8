#include "platform/shape/json_read.hpp"

#include <boost/json/parse.hpp>

namespace bookmarket::shape {

Result<boost::json::value> parse_json(std::string_view text) {
  boost::json::error_code problem;
  boost::json::parse_options options;
  options.max_depth = 32;
  auto value = boost::json::parse(boost::json::string_view(text.data(), text.size()), problem, {}, options);
  if (problem)
    return fail(
        Error{ErrorKind::invalid, "not_json", "The body is not JSON.", {{"/body", "not_json", problem.message()}}});
  return value;
}

}  // namespace bookmarket::shape
