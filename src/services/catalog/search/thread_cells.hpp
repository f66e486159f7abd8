// Working space of a query that is as large as the index: kept by the thread, zero between queries.
#pragma once

#include <cstddef>
#include <vector>

namespace bookmarket::catalog::search {

/// Whoever writes into cells sets them back.
template <class Cell>
std::vector<Cell>& thread_cells(std::size_t least) {
  thread_local std::vector<Cell> cells;
  if (cells.size() < least) cells.resize(least);
  return cells;
}

}  // namespace bookmarket::catalog::search
