// Writes the filter of breached passwords (services/auth/domain/breached.hpp) from plain lists, one password a line.
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "services/auth/domain/breached.hpp"

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "build_filter OUTPUT LIST...\n"
                 "\n"
                 "Each LIST holds one password a line. Those shorter than 8 characters and those that are not UTF-8\n"
                 "are left out; case does not matter. The same passwords give the same bytes in any order.\n";
    return 2;
  }
  std::vector<std::string> passwords;
  for (int i = 2; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    if (!in) {
      std::cerr << argv[i] << " cannot be read\n";
      return 1;
    }
    for (std::string line; std::getline(in, line);) {
      if (line.ends_with('\r')) line.pop_back();
      passwords.push_back(line);
    }
  }
  const std::string bytes = bookmarket::auth::BreachedPasswords::build(passwords);
  std::ofstream out(argv[1], std::ios::binary);
  if (!out.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).flush()) {
    std::cerr << argv[1] << " cannot be written\n";
    return 1;
  }
  const auto filter = bookmarket::auth::BreachedPasswords::load(bytes, argv[1]);
  if (!filter) return 1;
  std::cout << passwords.size() << " lines, " << filter->size() << " passwords, " << bytes.size() << " bytes\n";
}
