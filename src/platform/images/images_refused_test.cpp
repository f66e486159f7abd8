// Bytes that were not meant as photos.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "platform/images/format.hpp"
#include "platform/images/made_up_images.hpp"
#include "platform/images/made_up_png.hpp"

namespace bookmarket::images {
namespace {

using made_up::big_endian;
using made_up::png_of;

struct RefusedTest : testing::Test {
  RefusedTest() { EXPECT_TRUE(start_vips()); }
};

std::string code(const auto& result) { return result ? "none" : result.error().code; }
std::string inspected(const std::string& bytes, Limits limits = {}) { return code(inspect_image(bytes, limits)); }
std::string rendered(const std::string& bytes, Limits limits = {}) {
  return code(render_image(bytes, limits, {}, std::vector<Variant>{{Encoding::webp, 320}}));
}

long peak_kib() {
  rusage use{};
  ::getrusage(RUSAGE_SELF, &use);
  return use.ru_maxrss;
}

TEST_F(RefusedTest, OtherFormatsByTheirBytes) {
  const auto photo = made_up::quarters(32, 32);
  for (const std::string& bytes :
       {std::string(), std::string("x"), std::string("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"),
        std::string("<?xml version='1.0'?><svg/>"), std::string("%PDF-1.4\n%%EOF"),
        std::string("GIF89a\1\0\1\0\0\0\0;", 14), std::string("II*\0\x08\0\0\0\0\0\0\0\0\0\0\0", 16),
        std::string("BM6\0\0\0\0\0\0\0006\0\0\0(\0", 16), std::string("P6\n1 1\n255\n\0\0\0", 14),
        std::string("#?RADIANCE\n"), std::string("push graphic-context\n"), std::string("8BPS\0\1", 6),
        std::string("\xFF\x0A", 2) + std::string(30, '\0'), std::string("RIFF\0\0\0\0AVI LIST\0\0\0\0", 20),
        std::string(1000, '\0'), made_up::saved(vips_gifsave_buffer, photo),
        made_up::saved(vips_tiffsave_buffer, photo)}) {
    EXPECT_EQ(inspected(bytes, {.heif = true}), "unsupported_image") << bytes.substr(0, 10);
    EXPECT_EQ(rendered(bytes, {.heif = true}), "unsupported_image") << bytes.substr(0, 10);
  }
}

/// Even if something asked libvips to find out by itself.
TEST_F(RefusedTest, OtherLoadersAreShut) {
  for (const std::string& bytes : {std::string("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"),
                                   std::string("P6\n1 1\n255\n\0\0\0", 14), std::string("%PDF-1.4\n%%EOF"),
                                   made_up::saved(vips_gifsave_buffer, made_up::quarters(32, 32)),
                                   made_up::saved(vips_tiffsave_buffer, made_up::quarters(32, 32))}) {
    VipsImage* image = vips_image_new_from_buffer(bytes.data(), bytes.size(), "", nullptr);
    EXPECT_EQ(image, nullptr) << bytes.substr(0, 10);
    if (image) g_object_unref(image);
  }
  VipsImage* image = nullptr;
  EXPECT_NE(vips_jpegload("/dev/null", &image, nullptr), 0) << "nor are files opened";
  EXPECT_THAT(vips_error_buffer(), testing::HasSubstr("blocked"));
  vips_error_clear();
}

TEST_F(RefusedTest, HeifOfOtherKinds) {
  const auto box = [](const std::string& brands) {
    return big_endian(static_cast<std::uint32_t>(brands.size() + 12)) + "ftyp" + brands.substr(0, 4) +
           std::string(4, '\0') + brands.substr(4) + std::string(100, '\0');
  };
  EXPECT_EQ(format_of(box("mif1heic")), Format::heic);
  EXPECT_EQ(format_of(box("avifmif1")), Format::avif);
  for (const auto* brands : {"avisavif", "msf1heic", "mp42isom", "qt  qt  ", "mif1mif1"})
    EXPECT_EQ(format_of(box(brands)), std::nullopt) << brands;
  EXPECT_EQ(format_of(std::string("\xFF\xFF\xFF\xFF") + box("avifavif").substr(4)), std::nullopt);
  EXPECT_EQ(inspected(box("mif1heic"), {.heif = true}), "image_broken");
}

TEST_F(RefusedTest, AHeaderThatClaimsTooMuch) {
  const auto before = peak_kib();
  for (const auto& bytes :
       {png_of(50'000, 50'000, 1), png_of(20'001, 10, 10), png_of(10, 20'001, 10), png_of(8000, 7501, 1)}) {
    EXPECT_EQ(inspected(bytes), "image_too_large");
    EXPECT_EQ(rendered(bytes), "image_too_large");
  }
  auto jpeg = made_up::jpeg(made_up::quarters(32, 32));
  const auto frame = jpeg.find("\xFF\xC0");
  ASSERT_NE(frame, std::string::npos);
  jpeg.replace(frame + 5, 4, "\xEA\x60\xEA\x60");  // 60000 × 60000
  EXPECT_EQ(rendered(jpeg), "image_too_large");
  EXPECT_LT(peak_kib() - before, 100'000) << "and nothing was decoded";
}

TEST_F(RefusedTest, AsManyBytesPixelsAndSidesAsAllowed) {
  const auto bytes = png_of(300, 200, 200);
  EXPECT_EQ(inspected(bytes, {.max_bytes = bytes.size(), .max_pixels = 60'000, .max_side = 300}), "none");
  EXPECT_EQ(inspected(bytes, {.max_bytes = bytes.size() - 1}), "image_too_large");
  EXPECT_EQ(inspected(bytes, {.max_pixels = 59'999}), "image_too_large");
  EXPECT_EQ(inspected(bytes, {.max_side = 299}), "image_too_large");
}

TEST_F(RefusedTest, ASmallFileOfAHundredMegapixels) {
  const auto bytes = png_of(10'000, 10'000, 10'000);
  EXPECT_LT(bytes.size(), 200'000U);
  const auto before = peak_kib();
  EXPECT_EQ(inspected(bytes), "image_too_large");
  EXPECT_EQ(rendered(bytes), "image_too_large");
  EXPECT_LT(peak_kib() - before, 100'000);
}

/// What passes the limits is decoded line by line.
TEST_F(RefusedTest, ALargeImageTakesLittleMemory) {
  const auto bytes = png_of(7000, 7000, 7000);
  const auto before = peak_kib();
  EXPECT_EQ(rendered(bytes), "none");
  EXPECT_LT(peak_kib() - before, 40'000) << "its pixels are 49 MB in grey, 147 MB in colours";
}

TEST_F(RefusedTest, WhatMustBeDecodedWholeHasALimitOfItsOwn) {
  const auto photo = made_up::quarters(200, 100);
  const Limits limits{.max_decoded_bytes = 59'999};
  EXPECT_EQ(rendered(made_up::png(photo), limits), "none");
  EXPECT_EQ(rendered(made_up::jpeg(photo), limits), "none");
  EXPECT_EQ(rendered(made_up::saved(vips_pngsave_buffer, photo, "interlace", TRUE), limits), "image_too_large");
  EXPECT_EQ(rendered(made_up::webp(photo), limits), "image_too_large");
  const auto progressive = made_up::saved(vips_jpegsave_buffer, photo, "interlace", TRUE);
  EXPECT_EQ(rendered(progressive, {.max_decoded_bytes = 119'999}), "image_too_large");
  EXPECT_EQ(rendered(progressive, {.max_decoded_bytes = 120'000}), "none");
}

TEST_F(RefusedTest, AJpegOfEndlessScans) {
  auto bytes = made_up::saved(vips_jpegsave_buffer, made_up::quarters(64, 64), "interlace", TRUE);
  EXPECT_EQ(rendered(bytes), "none");
  const auto last = bytes.rfind("\xFF\xDA");
  const auto scan = bytes.substr(last, bytes.size() - 2 - last);
  for (int i = 0; i < 100; ++i) bytes.insert(last, scan);
  EXPECT_EQ(inspected(bytes), "image_too_large");
  EXPECT_EQ(rendered(bytes), "image_too_large");
}

TEST_F(RefusedTest, FilesCutShort) {
  const auto photo = made_up::photo(200, 150);
  for (const auto& bytes : {made_up::jpeg(photo), made_up::png(photo), made_up::webp(photo), made_up::avif(photo)})
    for (const double part : {0.02, 0.3, 0.7, 0.95}) {
      const auto cut = bytes.substr(0, static_cast<std::size_t>(static_cast<double>(bytes.size()) * part));
      EXPECT_EQ(rendered(cut, {.heif = true}), "image_broken") << bytes.substr(0, 4) << ' ' << part;
    }
}

/// Whose first bytes are those of one format and whose rest is something else.
TEST_F(RefusedTest, Polyglots) {
  const auto jpeg = made_up::jpeg(made_up::quarters(64, 64));
  const std::string script = "<script>alert(1)</script><?php system($_GET[0]); ?>";
  for (const std::string begin : {"", "%PDF-1.4", "PK\3\4"}) {
    auto bytes = jpeg;
    bytes.append(begin).append(script);
    const auto out = render_image(bytes, {}, {}, std::vector<Variant>{{Encoding::jpeg, 64}});
    ASSERT_TRUE(out) << "a photo with something behind it is a photo";
    EXPECT_THAT(out->renditions[0].bytes, testing::Not(testing::HasSubstr("script"))) << "and only that is kept";
  }
  EXPECT_EQ(rendered("\xFF\xD8\xFF" + script), "image_broken");
  EXPECT_EQ(rendered(std::string("\x89PNG\r\n\x1A\n", 8) + "<svg xmlns='http://www.w3.org/2000/svg'/>"),
            "image_broken");
  EXPECT_EQ(rendered(std::string("RIFF\x10\0\0\0WEBP", 12) + "<svg xmlns='http://www.w3.org/2000/svg'/>"),
            "image_broken");
  EXPECT_EQ(rendered("<svg>" + jpeg), "unsupported_image");
}

TEST_F(RefusedTest, WhatTakesTooLong) {
  const auto bytes = made_up::jpeg(made_up::photo(400, 300));
  const auto out =
      render_image(bytes, {.max_time = std::chrono::milliseconds(0)}, {}, std::vector<Variant>{{Encoding::webp, 320}});
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(out.error().code, "image_timed_out");
}

}  // namespace
}  // namespace bookmarket::images
