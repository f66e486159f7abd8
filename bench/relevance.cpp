// How well search finds what people mean: recall@10 and MRR a category of labelled or generated queries.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <string>

#include "relevance_data.hpp"
#include "relevance_generate.hpp"
#include "services/catalog/search/engine.hpp"
#include "services/catalog/search/results.hpp"

namespace {

using namespace bookmarket;
using namespace bookmarket::catalog::search;

constexpr const char* usage =
    "relevance --docs FILE.csv --queries FILE.tsv [--engine embedded] [--out FILE] [--misses]\n"
    "relevance --docs FILE.csv --generate N [--seed S] [--out FILE] [--misses]\n\n"
    "  --docs      header with id,isbn13,title,authors,year,publisher[,language]; one row is one result\n"
    "  --queries   tab-separated with header: qid, category, query, expected ids by space\n"
    "  --generate  N queries a category made from the records: typos, cut titles, transliteration, layouts\n"
    "  --out       qid, rank, id of every result, tab-separated\n"
    "  --misses    the queries that missed something, to stderr\n"
    "Prints `category n recall@10 mrr` a line and one line `all`; CPU time a query to stderr.\n";

struct Options {
  std::string docs, queries, out;
  std::size_t generate = 0;
  std::uint64_t seed = 1;
  bool misses = false;
};

Options read_options(int argc, char** argv) {
  Options o;
  const auto stop = [](const std::string& why) {
    std::fprintf(stderr, "%s\n\n%s", why.c_str(), usage);
    std::exit(2);
  };
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    if (name == "--help") {
      std::printf("%s", usage);
      std::exit(0);
    }
    if (name == "--misses") {
      o.misses = true;
      continue;
    }
    if (i + 1 >= argc) stop(name + " needs a value");
    const std::string value = argv[++i];
    if (name == "--docs")
      o.docs = value;
    else if (name == "--queries")
      o.queries = value;
    else if (name == "--out")
      o.out = value;
    else if (name == "--generate")
      o.generate = std::strtoul(value.c_str(), nullptr, 10);
    else if (name == "--seed")
      o.seed = std::strtoull(value.c_str(), nullptr, 10);
    else if (name != "--engine")
      stop("unknown option " + name);
    else if (value != "embedded")
      stop("unknown engine " + value + "; there is: embedded");
  }
  if (o.docs.empty() || o.queries.empty() == (o.generate == 0))
    stop("--docs and one of --queries, --generate are needed");
  return o;
}

double cpu_us() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e6 + static_cast<double>(t.tv_nsec) / 1e3;
}

struct Score {
  std::size_t n = 0;
  double recall = 0, mrr = 0;

  void add(double r, double m) {
    ++n;
    recall += r;
    mrr += m;
  }
  void print(const std::string& name) const {
    const auto d = static_cast<double>(std::max<std::size_t>(n, 1));
    std::printf("%s %zu %.4f %.4f\n", name.c_str(), n, recall / d, mrr / d);
  }
};

}  // namespace

int main(int argc, char** argv) {
  const auto options = read_options(argc, argv);
  const auto records = bench::read_records(options.docs);
  const auto queries = options.generate != 0 ? bench::generate_queries(records, options.generate, options.seed)
                                             : bench::read_queries(options.queries);
  const std::shared_ptr<const Stemmer> stemmer = load_hunspell("/usr/share/hunspell");
  if (!stemmer) {
    std::fprintf(stderr, "hunspell-uk and hunspell-en-us are needed\n");
    return 2;
  }
  SegmentBuilder builder;
  for (const auto& r : records) builder.add(bench::to_entry(r));
  State state;
  state.append(builder.finish({}, stemmer.get()));

  std::ofstream out;
  if (!options.out.empty()) {
    out.open(options.out);
    if (!out) {
      std::fprintf(stderr, "cannot write %s\n", options.out.c_str());
      return 2;
    }
  }
  std::map<std::string, Score> scores;
  Score all;
  std::vector<double> times;
  for (const auto& q : queries) {
    Request request{.text = q.text, .limit = 10, .facets = false};
    const double from = cpu_us();
    const auto page = run_search(state, stemmer.get(), request);
    times.push_back(cpu_us() - from);
    if (!page) return 1;
    double hits = 0, mrr = 0;
    for (std::size_t i = 0; i < page->hits.size(); ++i) {
      if (out) out << q.id << '\t' << i + 1 << '\t' << page->hits[i].id << '\n';
      if (std::ranges::find(q.expected, page->hits[i].id) == q.expected.end()) continue;
      hits += 1;
      if (mrr == 0) mrr = 1.0 / static_cast<double>(i + 1);
    }
    const double recall =
        q.expected.empty() ? 0 : hits / static_cast<double>(std::min<std::size_t>(10, q.expected.size()));
    if (options.misses && recall < 1) {
      std::fprintf(stderr, "%.2f %s «%s» total %u understood «%s»\n", recall, q.category.c_str(), q.text.c_str(),
                   page->total, page->understood.c_str());
      const auto& s = *state.parts[0].segment;
      for (const auto& h : page->hits) {
        const auto d = *s.document(h.id);
        std::fprintf(stderr, "      %c %.*s / %.*s\n",
                     std::ranges::find(q.expected, h.id) == q.expected.end() ? '-' : '+',
                     static_cast<int>(s.titles[d].size()), s.titles[d].data(), static_cast<int>(s.authors[d].size()),
                     s.authors[d].data());
      }
      int shown = 0;
      for (const auto& id : q.expected)
        if (std::ranges::find(page->hits, id, &Hit::id) == page->hits.end() && shown++ < 3)
          if (const auto d = s.document(id))
            std::fprintf(stderr, "      missing: %.*s / %.*s\n", static_cast<int>(s.titles[*d].size()),
                         s.titles[*d].data(), static_cast<int>(s.authors[*d].size()), s.authors[*d].data());
    }
    scores[q.category].add(recall, mrr);
    all.add(recall, mrr);
  }
  for (const auto& [category, score] : scores) score.print(category);
  all.print("all");
  std::ranges::sort(times);
  double sum = 0;
  for (const double t : times) sum += t;
  if (!times.empty())
    std::fprintf(stderr, "cpu_us_per_query mean %.0f p50 %.0f p99 %.0f max %.0f\n",
                 sum / static_cast<double>(times.size()), times[times.size() / 2], times[times.size() * 99 / 100],
                 times.back());
  return 0;
}
