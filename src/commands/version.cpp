#include "roles/version.hpp"

#include <cstdio>

#include "commands/commands.hpp"

namespace bookmarket::commands {

int version() {
  std::printf("bookmarket %s\n", std::string(roles::version).c_str());
  return ok;
}

}  // namespace bookmarket::commands
