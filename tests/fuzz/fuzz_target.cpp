// The request target: any bytes are parsed, matched and read as parameters without a crash, and what is accepted keeps
// the promises that handlers rely on.
#include <cstdlib>

#include "platform/http/target.hpp"
#include "platform/shape/shape.hpp"

namespace {

struct Wanted {
  std::optional<std::string> q;
  std::vector<std::string> lang;
  std::optional<std::int64_t> price_min;
  std::optional<bool> exchange;
};

}  // namespace

template <>
struct bookmarket::shape::Describe<Wanted> {
  static constexpr std::string_view name = "Wanted", doc = "";
  static constexpr auto fields = std::tuple{
      field("q", &Wanted::q, {.max_length = 20}), field("lang", &Wanted::lang, {.max_length = 3}),
      field("price_min", &Wanted::price_min, {.min = 0, .max = 100}), field("exchange", &Wanted::exchange, {})};
};

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace bookmarket;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto target = http::parse_target(text);
  if (!target) return 0;
  std::vector<shape::NamedText> params;
  for (const auto* pattern : {"/", "/api/v1/works/{id}", "/covers/{id}.svg", "/api/v1/sellers/{id}/copies"})
    if (http::match_path(pattern, target->path, params) && target->path.empty()) std::abort();
  const auto read = shape::from_texts<Wanted>(target->query);
  if (read) {
    if (read->q && (!shape::is_utf8(*read->q) || shape::length_of(*read->q) > 20)) std::abort();
    if (read->lang.size() > 3) std::abort();
    if (read->price_min && (*read->price_min < 0 || *read->price_min > 100)) std::abort();
  } else if (read.error().fields.empty()) {
    std::abort();  // a refusal names its field
  }
  return 0;
}
