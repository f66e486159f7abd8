// What a read was made from, so that whoever keeps the result knows when it is no longer true.
#pragma once

#include <string>
#include <vector>

namespace bookmarket {

template <class T>
struct Tagged {
  T value;
  std::vector<std::string> tags = {};  ///< "work:<id>", "seller:<id>", …
};

}  // namespace bookmarket
