// Records and labelled queries from files, as the relevance and speed programs read them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "services/catalog/search/search.hpp"

namespace bookmarket::bench {

/// One row of the documents: columns id, isbn13, title, authors (split on ';'), year, publisher, language, by header.
struct Record {
  std::string id, isbn13, title, publisher, language;
  std::vector<std::string> authors;
  int year = 0;
};

struct LabelledQuery {
  std::string id, category, text;
  std::vector<std::string> expected;
};

/// Both exit the program with a message when the file cannot be read.
std::vector<Record> read_records(const std::string& csv_path);
std::vector<LabelledQuery> read_queries(const std::string& tsv_path);

/// One record as one work.
catalog::search::Entry to_entry(const Record& record);

}  // namespace bookmarket::bench
