#include <cstdio>

#include "commands/commands.hpp"
#include "roles/wiring.hpp"

namespace bookmarket::commands {

int openapi() {
  std::fputs(roles::openapi_document().c_str(), stdout);
  return ok;
}

}  // namespace bookmarket::commands
