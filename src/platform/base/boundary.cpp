#include "platform/base/boundary.hpp"

namespace bookmarket {

Error error_of(const std::exception_ptr& thrown) {
  Error error{ErrorKind::internal, "internal", "Something broke on our side."};
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& e) {
    error.cause = e.what();
  } catch (...) {
    error.cause = "an exception of unknown type";
  }
  return error;
}

}  // namespace bookmarket
