// Authors whose books nearly all belong to one genre.
#pragma once

#include <optional>
#include <string_view>

#include "services/catalog/domain/vocabulary.hpp"

namespace bookmarket::catalog {

/// By AuthorName::key: "крісті|агата" → crime, "austen|jane" → classics.
[[nodiscard]] std::optional<Genre> genre_of_author(std::string_view author_key);

}  // namespace bookmarket::catalog
