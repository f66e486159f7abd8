// Numbers that every write changes a few of.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace bookmarket::catalog::search {

/// A fixed number of values, zero at first. Copies share the blocks that neither has changed since, so that a copy
/// costs little and a reader's copy stays as it is.
template <class T>
class Counts {
 public:
  explicit Counts(std::size_t size = 0) : blocks_((size + per_block - 1) / per_block) {}

  [[nodiscard]] T operator[](std::size_t i) const {
    const auto& block = blocks_[i / per_block];
    return block ? block->values[i % per_block] : T{};
  }
  void add(std::size_t i, T n) {
    auto& block = blocks_[i / per_block];
    if (!block)
      block = std::make_shared<Block>();
    else if (block.use_count() != 1)  // another copy has it; the count cannot fall to 1 while the copy made from lives
      block = std::make_shared<Block>(*block);
    block->values[i % per_block] += n;
    block->sum += n;
  }
  /// Of the values [low, high).
  [[nodiscard]] T sum(std::size_t low, std::size_t high) const {
    T out{};
    while (low < high)
      if (low % per_block == 0 && low + per_block <= high) {
        if (const auto& block = blocks_[low / per_block]) out += block->sum;
        low += per_block;
      } else {
        out += (*this)[low++];
      }
    return out;
  }

 private:
  static constexpr std::size_t per_block = 512;
  struct Block {
    std::array<T, per_block> values = {};
    T sum = {};
  };
  std::vector<std::shared_ptr<Block>> blocks_;
};

}  // namespace bookmarket::catalog::search
