// What search costs, in CPU time of one thread: texts, browsing, suggestions, all of it again while 200 updates a
// second come in; indexing, memory, snapshot.
#include <malloc.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <thread>

#include "relevance_data.hpp"
#include "relevance_generate.hpp"
#include "services/catalog/search/engine.hpp"
#include "services/catalog/search/results.hpp"
#include "services/catalog/search/snapshot.hpp"
#include "services/catalog/search/text.hpp"

namespace {

using namespace bookmarket;
using namespace bookmarket::catalog;
using namespace bookmarket::catalog::search;

constexpr const char* usage =
    "search --docs FILE.csv [--queries FILE.tsv] [--snapshot FILE]\n"
    "\n"
    "Measures the embedded search index over the records of FILE.csv (the columns of bench/relevance); every record "
    "gets\n"
    "up to two made-up offers. Queries are those of FILE.tsv, else made from the records.\n"
    "\n"
    "Prints `figure value unit` a line. Times are CPU time of the asking thread, as mean, p99 and worst:\n"
    "  text_*           a query with facets; text_filtered: with a price and two grades besides\n"
    "  browse_KIND_*    no text, each sort order: all works, or by genre, language, price, or these three together\n"
    "  suggest_*        suggestions for every beginning of every query\n"
    "  *_under_updates  the same while one entry is replaced every 5 ms; *_ratio: its mean against alone, before and "
    "after\n"
    "  index_rate_*     records indexed a CPU second; first: the dictionary is asked for every word\n"
    "  index_bytes      arrays of the index; rss: the process, with dictionaries and the data of this program\n";

double clock_us(clockid_t clock) {
  timespec t{};
  clock_gettime(clock, &t);
  return static_cast<double>(t.tv_sec) * 1e6 + static_cast<double>(t.tv_nsec) / 1e3;
}
double thread_us() { return clock_us(CLOCK_THREAD_CPUTIME_ID); }

double resident_mb() {
  std::ifstream in("/proc/self/statm");
  std::size_t all = 0, resident = 0;
  in >> all >> resident;
  return static_cast<double>(resident) * 4096 / 1e6;
}

double print_times(const std::string& name, std::vector<double> times) {
  std::ranges::sort(times);
  double sum = 0;
  for (const double t : times) sum += t;
  const double mean = sum / static_cast<double>(times.size());
  std::printf("%s_mean %.0f us\n%s_p99 %.0f us\n%s_max %.0f us\n", name.c_str(), mean, name.c_str(),
              times[times.size() * 99 / 100], name.c_str(), times.back());
  return mean;
}

Entry with_offers(const bench::Record& record, std::uint64_t n) {
  static constexpr const char* places[] = {"UA80000000000093317", "UA46060250010015970", "UA63120270010096107",
                                           "UA51100270010076757", "UA12020010010037010"};
  auto entry = bench::to_entry(record);
  n = (n + 1) * 0x9E3779B97F4A7C15ULL;
  entry.genre = static_cast<Genre>(n >> 60 > 12 ? 12 : n >> 60);
  for (std::uint64_t i = 0; i < (n >> 50) % 3; ++i)
    entry.offers.push_back(
        {.price = (n >> 40 & 7) == 0 ? std::nullopt : std::optional<std::int64_t>((n >> 30 & 1023) * 100),
         .grade = static_cast<Grade>((n >> 20) % 5),
         .for_exchange = (n >> 10 & 1) != 0,
         .place = places[(n >> 12) % 5],
         .listed_at = Timestamp(std::chrono::milliseconds(n >> 24))});
  return entry;
}

using Requests = std::vector<Request>;

/// Browsing by one kind of filter, each in every order.
std::map<std::string, Requests> browsing() {
  static constexpr auto sorts = {Sort::relevance,  Sort::newest,    Sort::price_asc,
                                 Sort::price_desc, Sort::year_desc, Sort::title};
  std::map<std::string, Requests> out;
  const auto add = [&](const char* kind, const Filters& filters) {
    for (const auto sort : sorts) out[kind].push_back({.filters = filters, .sort = sort});
  };
  static constexpr const char* languages[] = {"uk", "ru", "en", "de"};
  for (std::int64_t n = 0; n < 12; ++n) {
    const auto genre = static_cast<Genre>(n);
    const std::string language = languages[n % 4];
    const std::int64_t low = n * 7'000, high = low + 5'000 * (1 + n % 5);
    add("all", {});
    add("genre", {.genres = {genre}});
    add("language", {.languages = {language}});
    add("price", {.price_min = low, .price_max = high});
    add("together", {.languages = {language}, .genres = {genre, Genre::prose}, .price_max = high});
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  std::map<std::string, std::string> options;
  for (int i = 1; i + 1 < argc; i += 2) options[argv[i]] = argv[i + 1];
  if (!options.contains("--docs")) {
    std::printf("%s", usage);
    return 2;
  }
  const auto snapshot_path = options.contains("--snapshot")
                                 ? options["--snapshot"]
                                 : (std::filesystem::temp_directory_path() / "bench_search.snapshot").string();
  const std::shared_ptr<const Stemmer> stemmer = load_hunspell("/usr/share/hunspell");
  std::vector<std::string> texts;
  std::vector<bench::Record> updates;
  {
    const auto records = bench::read_records(options["--docs"]);
    for (const auto& q : options.contains("--queries") ? bench::read_queries(options["--queries"])
                                                       : bench::generate_queries(records, 100, 1))
      texts.push_back(q.text);
    for (std::size_t i = 0; i < records.size(); i += 1 + records.size() / 4000) updates.push_back(records[i]);
    const auto build = [&](std::span<const std::shared_ptr<const Segment>> known, const char* figure) {
      SegmentBuilder builder;
      const double from = thread_us();
      for (std::size_t i = 0; i < records.size(); ++i) builder.add(with_offers(records[i], i));
      auto segment = builder.finish(known, stemmer.get());
      std::printf("%s %.0f docs/CPU-s\n", figure, static_cast<double>(records.size()) / (thread_us() - from) * 1e6);
      return segment;
    };
    std::vector<std::shared_ptr<const Segment>> known{build({}, "index_rate_first")};
    State state;
    state.append(build(known, "index_rate_stems_known"));
    const double from = clock_us(CLOCK_MONOTONIC);
    if (!write_snapshot(snapshot_path, state, "1")) return 1;
    std::printf("snapshot_save %.0f ms\n", (clock_us(CLOCK_MONOTONIC) - from) / 1e3);
  }
  malloc_trim(0);  // of the records, which the index must not reuse unseen
  const double before = resident_mb();
  Engine engine;
  engine.set_stemmer(stemmer);
  {
    const double from = clock_us(CLOCK_MONOTONIC);
    auto snapshot = read_snapshot(snapshot_path);
    if (!snapshot) return 1;
    engine.replace(std::move(snapshot->state));
    std::printf("snapshot_load %.0f ms\n", (clock_us(CLOCK_MONOTONIC) - from) / 1e3);
  }
  std::printf("documents %zu\n", engine.state()->size());
  std::printf("index_bytes %.1f MB\n", static_cast<double>(engine.state()->parts[0].segment->bytes()) / 1e6);
  std::printf("rss_of_index %.1f MB\n", resident_mb() - before);

  const auto search = [&](const std::string& name, const Requests& requests) {
    std::vector<double> times;
    for (int round = 0; round < 3; ++round)
      for (const auto& request : requests) {
        const double from = thread_us();
        if (!run_search(*engine.state(), engine.stemmer().get(), request)) std::exit(1);
        times.push_back(thread_us() - from);
      }
    return print_times(name, std::move(times));
  };
  const auto suggest = [&](const std::string& name) {
    std::vector<double> times;
    for (const auto& text : texts)
      for (std::size_t n = 1; n <= letters(text); ++n) {
        const double from = thread_us();
        (void)run_suggest(*engine.state(), engine.stemmer().get(), first_letters(text, n), 8);
        times.push_back(thread_us() - from);
      }
    return print_times(name, std::move(times));
  };
  Requests plain, filtered;
  for (const auto& text : texts) {
    plain.push_back({.text = text});
    filtered.push_back({.text = text, .filters = {.grades = {Grade::like_new, Grade::very_good}, .price_max = 50'000}});
  }
  const auto all = [&](const std::string& suffix) {
    std::map<std::string, double> means;
    means["text"] = search("text" + suffix, plain);
    means["text_filtered"] = search("text_filtered" + suffix, filtered);
    for (const auto& [kind, requests] : browsing())
      means["browse_" + kind] = search("browse_" + std::string(kind).append(suffix), requests);
    means["suggest"] = suggest("suggest" + suffix);
    return means;
  };

  const auto alone = all("");
  std::atomic<bool> stop = false;
  std::atomic<double> writer_us = 0;
  std::atomic<std::size_t> written = 0;
  std::thread writer([&] {
    const double from = thread_us();
    auto due = std::chrono::steady_clock::now();
    for (std::size_t i = 0; !stop; ++i, ++written) {
      const Entry entry = with_offers(updates[i % updates.size()], i);
      engine.put({&entry, 1});
      std::this_thread::sleep_until(due += std::chrono::milliseconds(5));
    }
    writer_us = thread_us() - from;
  });
  std::this_thread::sleep_for(std::chrono::seconds(5));
  const auto busy = all("_under_updates");
  std::printf("segments %zu\n", engine.state()->parts.size());
  stop = true;
  writer.join();
  engine.compact();
  const auto again = all("_again");
  for (const auto& [name, mean] : busy)
    std::printf("%s_ratio %.2f times\n", name.c_str(), 2 * mean / (alone.at(name) + again.at(name)));
  std::printf("update %.0f us\n", writer_us / static_cast<double>(written.load()));
  std::printf("rss %.1f MB\n", resident_mb());
  return 0;
}
