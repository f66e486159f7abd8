#include "relevance_data.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

namespace bookmarket::bench {
namespace {

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    std::fprintf(stderr, "cannot read %s\n", path.c_str());
    std::exit(2);
  }
  std::ostringstream all;
  all << in.rdbuf();
  auto text = std::move(all).str();
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  return text;
}

/// RFC 4180 rows.
class Csv {
 public:
  explicit Csv(std::string text) : text_(std::move(text)) {}

  bool next(std::vector<std::string>& row) {
    row.clear();
    if (at_ >= text_.size()) return false;
    std::string field;
    bool quoted = false;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (quoted) {
        if (c != '"') {
          field += c;
        } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
          field += text_[++at_];
        } else {
          quoted = false;
        }
      } else if (c == '"' && field.empty()) {
        quoted = true;
      } else if (c == ',') {
        row.push_back(std::move(field));
        field.clear();
      } else if (c == '\n') {
        ++at_;
        break;
      } else if (c != '\r') {
        field += c;
      }
    }
    row.push_back(std::move(field));
    return true;
  }

 private:
  std::string text_;
  std::size_t at_ = 0;
};

std::vector<std::string> split(const std::string& text, char by) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, by);) {
    const auto first = part.find_first_not_of(" \t\r");
    if (first != part.npos) out.push_back(part.substr(first, part.find_last_not_of(" \t\r") - first + 1));
  }
  return out;
}

}  // namespace

std::vector<Record> read_records(const std::string& csv_path) {
  Csv csv(read_file(csv_path));
  std::vector<std::string> row;
  if (!csv.next(row)) return {};
  std::map<std::string, std::size_t> columns;
  for (std::size_t i = 0; i < row.size(); ++i) columns[row[i]] = i;
  std::vector<Record> out;
  while (csv.next(row)) {
    const auto field = [&](const char* name) {
      const auto it = columns.find(name);
      return it == columns.end() || it->second >= row.size() ? std::string() : row[it->second];
    };
    Record r{field("id"),
             field("isbn13"),
             field("title"),
             field("publisher"),
             field("language"),
             split(field("authors"), ';'),
             std::atoi(field("year").c_str())};
    if (!r.id.empty()) out.push_back(std::move(r));
  }
  return out;
}

std::vector<LabelledQuery> read_queries(const std::string& tsv_path) {
  std::istringstream in(read_file(tsv_path));
  std::vector<LabelledQuery> out;
  std::string line;
  while (std::getline(in, line)) {
    if (out.empty() && line.starts_with("qid\t")) continue;  // header
    std::vector<std::string> fields;
    std::istringstream cells(line);
    for (std::string f; std::getline(cells, f, '\t');) fields.push_back(std::move(f));
    if (fields.size() < 4) continue;
    out.push_back({fields[0], fields[1], fields[2], split(fields[3], ' ')});
  }
  return out;
}

catalog::search::Entry to_entry(const Record& r) {
  return {.id = r.id,
          .editions = {{.title = r.title,
                        .authors = r.authors,
                        .publisher = r.publisher,
                        .isbn13 = r.isbn13,
                        .language = r.language.size() == 2 ? r.language : std::string(),
                        .year = r.year}}};
}

}  // namespace bookmarket::bench
