#include "services/catalog/search/russian_words.hpp"

namespace bookmarket::catalog::search {
std::vector<std::string> ukrainian_for(std::string_view) { return {}; }
}  // namespace bookmarket::catalog::search
