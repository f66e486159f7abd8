#include "platform/images/images.hpp"

#include "platform/images/images_vips.hpp"

namespace bookmarket::images {
namespace {

class PooledImages final : public Images {
 public:
  explicit PooledImages(Options options)
      : limits_(options.limits), pool_("images", options.threads, options.max_waiting) {}

  Task<Info> inspect(std::string bytes) override {
    co_return co_await pool_.run([this, b = std::move(bytes)] { return inspect_image(b, limits_); });
  }
  Task<Rendered> render(std::string bytes, Edit edit, std::vector<Variant> variants) override {
    co_return co_await pool_.run(
        [this, edit, b = std::move(bytes), v = std::move(variants)] { return render_image(b, limits_, edit, v); });
  }

 private:
  Limits limits_;
  WorkerPool pool_;  // last: its jobs use the rest
};

}  // namespace

Result<std::unique_ptr<Images>> create_images(Options options) {
  if (auto started = start_vips(); !started) return fail(std::move(started.error()));
  return std::make_unique<PooledImages>(options);
}

}  // namespace bookmarket::images
