// Genres from what cataloguers write: «роман : для серед. шк. віку», «зб. поезій», «навч. посіб.».
#pragma once

#include <string_view>

#include "services/catalog/domain/vocabulary.hpp"

namespace bookmarket::catalog {

/// One of the twelve genres, or `other` where nothing speaks for one. Total and deterministic, for any bytes.
/// `note`: the cataloguer's own words; `title` and `author` as printed decide where the note says too little.
[[nodiscard]] Genre genre_of(std::string_view note, std::string_view title, std::string_view author);

}  // namespace bookmarket::catalog
