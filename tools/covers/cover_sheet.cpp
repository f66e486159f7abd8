// Reads lines of title TAB author TAB genre and writes a page with their covers, to look at.
#include <array>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "services/catalog/covers/covers.hpp"

int main() {
  using namespace bookmarket::catalog;
  std::vector<std::array<std::string, 3>> rows;
  for (std::string line; std::getline(std::cin, line);) {
    const auto first = line.find('\t'), second = line.find('\t', first + 1);
    if (second == line.npos) continue;
    rows.push_back({line.substr(0, first), line.substr(first + 1, second - first - 1), line.substr(second + 1)});
  }
  std::vector<covers::CoverText> texts;
  for (const auto& [title, author, genre] : rows)
    texts.push_back({title, author, from_slug<Genre>(genre_slugs, genre).value_or(Genre::other)});

  const auto variants = covers::variants_in_list(texts);
  std::vector<std::string> svgs;
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < texts.size(); ++i) svgs.push_back(covers::cover_svg(texts[i], variants[i]));
  const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;

  std::size_t bytes = 0;
  std::cout << "<!doctype html><meta "
               "charset=utf-8><style>body{background:#f4f4ef;margin:24px;display:grid;gap:20px;"
               "grid-template-columns:repeat(auto-fill,210px)}img{border-radius:3px 6px 6px 3px;"
               "box-shadow:0 1px 2px #0003,0 6px 14px #0003}</style>\n";
  for (const auto& svg : svgs) {
    bytes += svg.size();
    std::string escaped;
    for (const char c : svg) c == '#' ? escaped += "%23" : c == '\'' ? escaped += "%27" : escaped += c;
    std::cout << "<img width=210 height=300 src='data:image/svg+xml," << escaped << "'>\n";
  }
  std::fprintf(stderr, "%zu covers, %.1f µs and %zu bytes each\n", svgs.size(), took.count() / svgs.size(),
               svgs.empty() ? 0 : bytes / svgs.size());
}
