#include "platform/telemetry/metrics.hpp"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <limits>
#include <map>
#include <memory>

namespace bookmarket::telemetry {

struct Scrape::State {
  std::map<std::string, prometheus::MetricFamily, std::less<>> families;

  prometheus::ClientMetric& add(std::string_view name, std::string_view help, prometheus::MetricType type,
                                const std::vector<Label>& labels) {
    auto& family = families[std::string(name)];
    family.name = name;
    family.help = help;
    family.type = type;
    auto& metric = family.metric.emplace_back();
    for (const auto& l : labels) metric.label.push_back({std::string(l.name), l.value});
    return metric;
  }
};

Scrape::Scrape() : state_(std::make_unique<State>()) {}
Scrape::~Scrape() = default;

void Scrape::counter(std::string_view name, std::string_view help, double value, std::vector<Label> labels) {
  state_->add(name, help, prometheus::MetricType::Counter, labels).counter.value = value;
}

void Scrape::gauge(std::string_view name, std::string_view help, double value, std::vector<Label> labels) {
  state_->add(name, help, prometheus::MetricType::Gauge, labels).gauge.value = value;
}

void Scrape::histogram(std::string_view name, std::string_view help, const std::vector<double>& upper_seconds,
                       const std::vector<std::uint64_t>& counts, double sum_seconds, std::vector<Label> labels) {
  auto& h = state_->add(name, help, prometheus::MetricType::Histogram, labels).histogram;
  h.sample_sum = sum_seconds;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    h.sample_count += counts[i];
    const double bound = i < upper_seconds.size() ? upper_seconds[i] : std::numeric_limits<double>::infinity();
    h.bucket.push_back({h.sample_count, bound});
  }
}

std::string Scrape::text() const {
  std::vector<prometheus::MetricFamily> families;
  for (const auto& [name, family] : state_->families) families.push_back(family);
  return prometheus::TextSerializer().Serialize(families);
}

void Metrics::add(std::function<void(Scrape&)> collect) {
  std::lock_guard lock(mutex_);
  collectors_.push_back(std::move(collect));
}

std::string Metrics::scrape() const {
  Scrape scrape;
  std::lock_guard lock(mutex_);
  for (const auto& collect : collectors_) collect(scrape);
  return scrape.text();
}

}  // namespace bookmarket::telemetry
