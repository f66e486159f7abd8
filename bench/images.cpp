// CPU a photo: the set of variants that the market keeps, its parts, and beside it libvips's own thumbnail call.
#include <fmt/format.h>
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <functional>

#include "platform/images/made_up_images.hpp"

namespace bookmarket::images {
namespace {

constexpr int photos = 5;

void measure(const std::string& name, const std::function<std::size_t()>& work) {
  const auto cpu = [] {
    rusage use{};
    getrusage(RUSAGE_SELF, &use);
    return static_cast<double>(use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1e3 +
           static_cast<double>(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e3;
  };
  std::size_t bytes = work();  // once unmeasured: libraries are loaded, pages are there
  const double before = cpu();
  for (int i = 0; i < photos; ++i) bytes = work();
  fmt::print("{:<36} {:>8.1f} ms CPU {:>9} bytes\n", name, (cpu() - before) / photos, bytes);
  std::fflush(stdout);
}

std::size_t rendered(const std::string& bytes, const std::vector<Variant>& variants) {
  const auto out = render_image(bytes, {}, {}, variants);
  if (!out) {
    fmt::print(stderr, "{} {}\n", out.error().code, out.error().cause);
    std::exit(1);
  }
  std::size_t sum = 0;
  for (const auto& one : out->renditions) sum += one.bytes.size();
  return sum;
}

/// What one would write without this room.
std::size_t thumbnail(const std::string& bytes, int side) {
  VipsImage* out = nullptr;
  if (vips_thumbnail_buffer(const_cast<char*>(bytes.data()), bytes.size(), &out, side, nullptr) != 0) std::exit(1);
  const Image image(out);
  return made_up::saved(vips_jpegsave_buffer, image, "Q", 80, "optimize_coding", TRUE, "strip", TRUE).size();
}

void run() {
  if (!start_vips()) std::exit(1);
  const auto phone = made_up::jpeg(made_up::photo(4032, 3024));
  fmt::print("a photo of 12 megapixels, {} bytes; sides of 320, 800 and 1600\n", phone.size());
  const std::vector<int> sides{320, 800, 1600};
  const auto all_of = [&](std::initializer_list<Encoding> encodings) {
    std::vector<Variant> out;
    for (const auto encoding : encodings)
      for (const int side : sides) out.push_back({encoding, side});
    return out;
  };
  measure("libvips thumbnail, one JPEG of 1600", [&] { return thumbnail(phone, 1600); });
  measure("one JPEG of 1600", [&] { return rendered(phone, {{Encoding::jpeg, 1600}}); });
  measure("libvips thumbnail, three JPEGs", [&] {
    std::size_t sum = 0;
    for (const int side : sides) sum += thumbnail(phone, side);
    return sum;
  });
  measure("three JPEGs", [&] { return rendered(phone, all_of({Encoding::jpeg})); });
  measure("three WebPs", [&] { return rendered(phone, all_of({Encoding::webp})); });
  measure("three AVIFs", [&] { return rendered(phone, all_of({Encoding::avif})); });
  measure("the set of nine", [&] { return rendered(phone, all_of({Encoding::avif, Encoding::webp, Encoding::jpeg})); });
  measure("reading a header", [&] { return inspect_image(phone, {}) ? phone.size() : std::size_t{0}; });
}

}  // namespace
}  // namespace bookmarket::images

int main() { bookmarket::images::run(); }
