#include "platform/images/images.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "platform/base/contract_runner.hpp"
#include "platform/images/made_up_images.hpp"
#include "platform/images/made_up_png.hpp"

namespace bookmarket::images {
namespace {

using made_up::must;

struct ImagesTest : testing::Test {
  ImagesTest() { EXPECT_TRUE(start_vips()); }
  static Result<Rendered> render(const std::string& bytes, std::vector<Variant> variants, Edit edit = {}) {
    return render_image(bytes, {.heif = true}, edit, variants);
  }
  /// One JPEG of the size of the image, read again.
  static Image rendered(const std::string& bytes, Edit edit = {}, int longest_side = 4096) {
    const auto out = render(bytes, {{Encoding::jpeg, longest_side}}, edit);
    if (!out) ADD_FAILURE() << out.error().code << ' ' << out.error().cause;
    return out ? made_up::read(out->renditions[0].bytes) : made_up::plain(1, 1, {0, 0, 0});
  }
};

std::string code_of(const auto& result) { return result ? "none" : result.error().code; }
int width(const Image& image) { return vips_image_get_width(image.get()); }
int height(const Image& image) { return vips_image_get_height(image.get()); }

/// Mean over all pixels and bands, of 255.
double difference(const Image& a, const Image& b) {
  if (width(a) != width(b) || height(a) != height(b)) return 1000;
  VipsImage* out = nullptr;
  if (vips_subtract(a.get(), b.get(), &out, nullptr) != 0) return 1000;
  const Image signed_difference(out);
  const auto absolute = must(made(vips_abs, signed_difference));
  double mean = 1000;
  vips_avg(absolute.get(), &mean, nullptr);
  return mean;
}
/// Red, green and blue of one pixel.
std::vector<double> pixel(const Image& image, int x, int y) {
  double* values = nullptr;
  int number = 0;
  if (vips_getpoint(image.get(), &values, &number, x, y, nullptr) != 0) return {};
  std::vector<double> out(values, values + number);
  g_free(values);
  return out;
}
auto is_about(double red, double green, double blue) {
  const auto near = [](double value) { return testing::DoubleNear(value, 14); };
  return testing::ElementsAre(near(red), near(green), near(blue));
}

TEST_F(ImagesTest, AFormatIsKnownByItsBytes) {
  const auto image = made_up::quarters(60, 40);
  for (const auto& [bytes, format] : {std::pair{made_up::jpeg(image), Format::jpeg},
                                      {made_up::png(image), Format::png},
                                      {made_up::webp(image), Format::webp},
                                      {made_up::avif(image), Format::avif}}) {
    const auto info = inspect_image(bytes, {.heif = true});
    ASSERT_TRUE(info) << info.error().cause;
    EXPECT_EQ(info->format, format);
    EXPECT_EQ(info->width, 60);
    EXPECT_EQ(info->height, 40);
    EXPECT_EQ(info->orientation, 1);
    const auto out = render(bytes, {{Encoding::jpeg, 100}});
    ASSERT_TRUE(out) << out.error().cause;
    EXPECT_LT(difference(made_up::read(out->renditions[0].bytes), image), 8);
  }
}

TEST_F(ImagesTest, HeifIsTakenOnlyWhereAllowed) {
  const auto bytes = made_up::avif(made_up::quarters(60, 40));
  EXPECT_EQ(code_of(inspect_image(bytes, {})), "unsupported_image");
  EXPECT_EQ(code_of(render_image(bytes, {}, {}, std::vector<Variant>{{Encoding::jpeg, 100}})), "unsupported_image");
}

/// libvips's own vips_autorot, vips_rot and vips_extract_area are asked what the picture should be.
TEST_F(ImagesTest, EveryOrientationRotationAndCropIsUpright) {
  const Crop crops[] = {{}, {0, 0, 0.5, 0.5}, {0.25, 0.5, 0.75, 0.25}};
  const VipsAngle angles[] = {VIPS_ANGLE_D0, VIPS_ANGLE_D90, VIPS_ANGLE_D180, VIPS_ANGLE_D270};
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const auto bytes = made_up::jpeg(made_up::with_metadata(made_up::quarters(160, 80), orientation));
    EXPECT_EQ(inspect_image(bytes, {})->orientation, orientation);
    for (int quarter = 0; quarter < 4; ++quarter)
      for (const auto& crop : crops) {
        const auto upright = must(made(vips_rot, must(made(vips_autorot, made_up::read(bytes))), angles[quarter]));
        const int w = width(upright), h = height(upright);
        const auto expected =
            must(made(vips_extract_area, upright, static_cast<int>(crop.left * w), static_cast<int>(crop.top * h),
                      static_cast<int>(crop.width * w), static_cast<int>(crop.height * h)));
        const auto got = rendered(bytes, {quarter * 90, crop});
        EXPECT_LT(difference(got, expected), 4) << orientation << ' ' << quarter << ' ' << crop.left;
      }
  }
}

TEST_F(ImagesTest, OrientationIsReadWhereItCounts) {
  const auto image = made_up::with_metadata(made_up::quarters(160, 80), 6);
  const auto expected = must(made(vips_rot, made_up::quarters(160, 80), VIPS_ANGLE_D90));
  EXPECT_LT(difference(rendered(made_up::jpeg(image)), expected), 4);
  EXPECT_LT(difference(rendered(made_up::webp(image)), expected), 8);
  EXPECT_LT(difference(rendered(made_up::avif(image)), made_up::quarters(160, 80)), 8) << "HEIF has one of its own";
}

TEST_F(ImagesTest, NoMetadataIsLeft) {
  const auto image = made_up::with_metadata(made_up::photo(300, 200), 6);
  const auto png = made_up::png_with(made_up::png(image), "tEXt", std::string("GPS\0Secretphone", 15));
  for (const auto& bytes : {made_up::jpeg(image), png, made_up::webp(image), made_up::avif(image)}) {
    EXPECT_THAT(bytes, testing::HasSubstr("Secretphone")) << "planted";
    if (!bytes.starts_with("\x89PNG")) {  // which compresses it
      EXPECT_THAT(bytes, testing::HasSubstr("SecretXmp")) << "planted";
    }
    const auto out = render(bytes, {{Encoding::avif, 200}, {Encoding::webp, 200}, {Encoding::jpeg, 200}});
    ASSERT_TRUE(out) << out.error().cause;
    for (const auto& rendition : out->renditions) {
      for (const auto* trace : {"Exif", "EXIF", "GPS", "Secret", "xmp", "XMP", "http", "Photoshop", "ICC_PROFILE",
                                "ICCP", "prof", "acsp", "vips"})
        EXPECT_THAT(rendition.bytes, testing::Not(testing::HasSubstr(trace))) << rendition.content_type;
      const auto again = made_up::read(rendition.bytes);
      for (const auto* name : {VIPS_META_EXIF_NAME, VIPS_META_XMP_NAME, VIPS_META_IPTC_NAME, VIPS_META_ICC_NAME,
                               VIPS_META_ORIENTATION, "exif-ifd3-GPSLatitude"})
        EXPECT_EQ(vips_image_get_typeof(again.get(), name), 0U) << name << ' ' << rendition.content_type;
    }
  }
}

TEST_F(ImagesTest, VariantsHaveTheirSizesAndTypes) {
  const auto out = render(made_up::jpeg(made_up::photo(1000, 601)),
                          {{Encoding::avif, 320}, {Encoding::webp, 800}, {Encoding::jpeg, 1600}});
  ASSERT_TRUE(out) << out.error().cause;
  const auto& [small, middle, large] = std::tie(out->renditions[0], out->renditions[1], out->renditions[2]);
  EXPECT_EQ(std::pair(small.width, small.height), std::pair(320, 192));
  EXPECT_EQ(std::pair(middle.width, middle.height), std::pair(800, 481));
  EXPECT_EQ(std::pair(large.width, large.height), std::pair(1000, 601)) << "never enlarged";
  EXPECT_EQ(small.content_type, "image/avif");
  EXPECT_EQ(middle.content_type, "image/webp");
  EXPECT_EQ(large.content_type, "image/jpeg");
  EXPECT_EQ(inspect_image(small.bytes, {.heif = true})->format, Format::avif);
  EXPECT_EQ(inspect_image(middle.bytes, {})->format, Format::webp);
  EXPECT_EQ(inspect_image(large.bytes, {})->format, Format::jpeg);
  for (const auto& one : out->renditions) EXPECT_EQ(width(made_up::read(one.bytes)), one.width);
}

TEST_F(ImagesTest, AThinImageKeepsAPixel) {
  const auto out = render(made_up::png(made_up::plain(3000, 1, {10, 20, 30})), {{Encoding::jpeg, 320}});
  ASSERT_TRUE(out) << out.error().cause;
  EXPECT_EQ(std::pair(out->renditions[0].width, out->renditions[0].height), std::pair(320, 1));
}

TEST_F(ImagesTest, ShrinkingWhileDecodingChangesNothingToSee) {
  const auto image = made_up::photo(800, 600);
  for (const int side : {450, 350, 175}) {
    const auto expected = must(made(vips_resize, image, side / 800.0));
    EXPECT_LT(difference(rendered(made_up::jpeg(image), {}, side), expected), 6) << side;
  }
}

TEST_F(ImagesTest, TheSameQuestionHasTheSameAnswer) {
  const auto bytes = made_up::jpeg(made_up::photo(400, 300));
  const std::vector<Variant> variants{{Encoding::avif, 200}, {Encoding::webp, 200}, {Encoding::jpeg, 200}};
  const auto once = render(bytes, variants).value(), twice = render(bytes, variants).value();
  for (std::size_t i = 0; i < variants.size(); ++i)
    EXPECT_TRUE(once.renditions[i].bytes == twice.renditions[i].bytes) << once.renditions[i].content_type;
  EXPECT_EQ(once.colour, twice.colour);
}

TEST_F(ImagesTest, AProfilesColoursBecomeThoseOfSrgb) {
  const auto srgb = made_up::plain(64, 64, {200, 60, 60});
  const auto wide = must(made(vips_icc_transform, srgb, "p3", "input_profile", "srgb"));
  ASSERT_GT(difference(must(made(vips_copy, wide)), srgb), 5) << "the stored numbers are others";
  EXPECT_THAT(pixel(rendered(made_up::jpeg(wide)), 30, 30), is_about(200, 60, 60));
}

TEST_F(ImagesTest, CmykBecomesRgb) {
  const auto cmyk =
      must(made(vips_icc_transform, made_up::plain(64, 64, {200, 60, 60}), "cmyk", "input_profile", "srgb"));
  ASSERT_EQ(vips_image_get_bands(cmyk.get()), 4);
  const auto out = rendered(made_up::jpeg(cmyk));
  EXPECT_EQ(vips_image_get_bands(out.get()), 3);
  EXPECT_THAT(pixel(out, 30, 30), is_about(200, 60, 60));
}

TEST_F(ImagesTest, WhatIsTransparentBecomesWhite) {
  EXPECT_THAT(pixel(rendered(made_up::png(made_up::plain(32, 32, {200, 0, 0, 0}))), 9, 9), is_about(255, 255, 255));
  EXPECT_THAT(pixel(rendered(made_up::png(made_up::plain(32, 32, {0, 0, 0, 128}))), 9, 9), is_about(127, 127, 127));
  EXPECT_THAT(pixel(rendered(made_up::webp(made_up::plain(32, 32, {200, 0, 0, 0}))), 9, 9), is_about(255, 255, 255));
}

TEST_F(ImagesTest, GreyAndDeepImagesBecomeRgbOfEightBits) {
  EXPECT_THAT(pixel(rendered(made_up::png(made_up::plain(32, 32, {90}))), 9, 9), is_about(90, 90, 90));
  EXPECT_THAT(pixel(rendered(made_up::png(made_up::plain(32, 32, {90, 128}))), 9, 9), is_about(173, 173, 173));
  const auto deep = must(made(vips_colourspace, made_up::plain(32, 32, {90, 180, 30}), VIPS_INTERPRETATION_RGB16));
  ASSERT_EQ(vips_image_get_format(deep.get()), VIPS_FORMAT_USHORT);
  EXPECT_THAT(pixel(rendered(made_up::png(deep)), 9, 9), is_about(90, 180, 30));
}

TEST_F(ImagesTest, TheColourIsTheMostFrequent) {
  EXPECT_EQ(render(made_up::png(made_up::plain(50, 50, {18, 52, 86})), {{Encoding::jpeg, 50}})->colour, "#123456");
  const auto cropped =
      render(made_up::png(made_up::quarters(100, 100)), {{Encoding::jpeg, 50}}, {0, {0.5, 0, 0.5, 0.5}});
  EXPECT_EQ(cropped->colour, "#1eb43c") << "of what was cut out";
}

TEST_F(ImagesTest, AnImpossibleEditIsNamed) {
  const auto bytes = made_up::png(made_up::plain(50, 50, {18, 52, 86}));
  const auto wrong = [&](Edit edit, const std::string& pointer) {
    const auto out = render(bytes, {{Encoding::jpeg, 50}}, edit);
    ASSERT_FALSE(out);
    EXPECT_EQ(out.error().code, "bad_edit");
    ASSERT_EQ(out.error().fields.size(), 1U);
    EXPECT_EQ(out.error().fields[0].pointer, pointer);
  };
  for (const int degrees : {-90, 45, 360}) wrong({degrees, {}}, "/rotate");
  for (const Crop& crop : {Crop{-0.1, 0, 1, 1}, Crop{0.5, 0, 0.6, 1}, Crop{0, 0, 0, 1}, Crop{0, 0, 1, -1},
                           Crop{0, 0.2, 1, std::nan("")}, Crop{std::nan(""), 0, 1, 1}, Crop{0, 0, INFINITY, 1}})
    wrong({0, crop}, "/crop");
  for (const std::vector<Variant>& variants :
       {std::vector<Variant>{}, std::vector<Variant>{{Encoding::jpeg, 0}}, std::vector<Variant>{{Encoding::avif, 5000}},
        std::vector<Variant>(17, {Encoding::jpeg, 10})})
    EXPECT_EQ(code_of(render(bytes, variants)), "bad_variants");
}

TEST_F(ImagesTest, ATinyCropIsOnePixel) {
  const auto out = rendered(made_up::png(made_up::quarters(60, 40)), {0, {0.999999, 0.999999, 0.000001, 0.000001}});
  EXPECT_EQ(std::pair(width(out), height(out)), std::pair(1, 1));
  EXPECT_THAT(pixel(out, 0, 0), is_about(230, 200, 40));
}

TEST_F(ImagesTest, AFullQueueSheds) {
  Runner runner;
  const auto images = create_images({.max_waiting = 0}).value();
  const auto shed = runner.wait(images->inspect("x"));
  ASSERT_FALSE(shed);
  EXPECT_EQ(shed.error().kind, ErrorKind::unavailable);
}

TEST_F(ImagesTest, SeveralAtOnceDoNotMix) {
  Runner runner;
  const auto images = create_images({.threads = 4, .max_waiting = 100}).value();
  std::vector<std::future<Result<Rendered>>> racing;
  const auto broken = made_up::jpeg(made_up::photo(200, 200)).substr(0, 3000);
  for (int i = 0; i < 24; ++i) {
    const double level = 20 + i * 8;
    const auto bytes = i % 4 == 3 ? broken : made_up::jpeg(made_up::plain(200, 100 + i, {level, level, level}));
    racing.push_back(runner.start(images->render(bytes, {}, {{Encoding::webp, 100}, {Encoding::avif, 100}})));
  }
  for (int i = 0; i < 24; ++i) {
    const auto out = racing[static_cast<std::size_t>(i)].get();
    if (i % 4 == 3) {
      ASSERT_FALSE(out);
      EXPECT_EQ(out.error().code, "image_broken");
      continue;
    }
    ASSERT_TRUE(out) << out.error().cause;
    const auto level = static_cast<int>(20 + i * 8);
    EXPECT_NEAR(std::stoi(out->colour.substr(1, 2), nullptr, 16), level, 2);
    EXPECT_EQ(out->renditions[0].height, std::lround((100 + i) * 100.0 / std::max(200, 100 + i)));
  }
}

}  // namespace
}  // namespace bookmarket::images
