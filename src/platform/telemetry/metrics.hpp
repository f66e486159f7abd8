// Metrics in the Prometheus text format. Subsystems register a collector; nothing is counted on a shared line.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace bookmarket::telemetry {

struct Label {
  std::string_view name;
  std::string value;
};

/// What one scrape collects.
class Scrape {
 public:
  void counter(std::string_view name, std::string_view help, double value, std::vector<Label> labels = {});
  void gauge(std::string_view name, std::string_view help, double value, std::vector<Label> labels = {});
  /// `upper_seconds` are bucket bounds, `counts` their non-cumulative counts with one more for +Inf.
  void histogram(std::string_view name, std::string_view help, const std::vector<double>& upper_seconds,
                 const std::vector<std::uint64_t>& counts, double sum_seconds, std::vector<Label> labels = {});
  [[nodiscard]] std::string text() const;

  Scrape();
  ~Scrape();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class Metrics {
 public:
  /// `collect` runs at every scrape, on the scraping thread, and must be safe beside the subsystem's own work.
  void add(std::function<void(Scrape&)> collect);
  [[nodiscard]] std::string scrape() const;

 private:
  mutable std::mutex mutex_;
  std::vector<std::function<void(Scrape&)>> collectors_;
};

}  // namespace bookmarket::telemetry
