#include "services/catalog/domain/work_key.hpp"

namespace bookmarket::catalog {

std::string work_key(const Title& title, const AuthorName* first_author) {
  std::string key = title.key.empty() ? title.shown : title.key;  // a title of signs alone («?!») has no folded form
  key += '\n';
  if (first_author) key += first_author->work_key;
  key += '\n';
  key += title.volume_key;
  return key;
}

}  // namespace bookmarket::catalog
