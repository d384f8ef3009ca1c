// Chance, passed down: one stream per worker, the same numbers for the same seed anywhere.
#pragma once
#include <cstdint>

namespace carerota {

// xoshiro256** 1.0: Blackman, D., Vigna, S. (2021). Scrambled linear pseudorandom number
// generators. ACM Transactions on Mathematical Software, 47(4). doi:10.1145/3460772
class Rng {
 public:
  explicit Rng(std::uint64_t seed) {
    for (auto& word : words_) {  // splitmix64 fills the state
      seed += 0x9E3779B97F4A7C15ULL;
      std::uint64_t mixed = seed;
      mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
      mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
      word = mixed ^ (mixed >> 31);
    }
  }

  std::uint64_t next() {
    const std::uint64_t result = rotate(words_[1] * 5, 7) * 9, shifted = words_[1] << 17;
    words_[2] ^= words_[0];
    words_[3] ^= words_[1];
    words_[1] ^= words_[2];
    words_[0] ^= words_[3];
    words_[2] ^= shifted;
    words_[3] = rotate(words_[3], 45);
    return result;
  }

  // 0 to bound - 1; bound below 2^32.
  std::uint32_t below(std::uint64_t bound) {
    return std::uint32_t(((next() >> 32) * bound) >> 32);
  }

  bool chance(std::uint32_t percent) { return below(100) < percent; }

 private:
  static std::uint64_t rotate(std::uint64_t word, int by) {
    return (word << by) | (word >> (64 - by));
  }
  std::uint64_t words_[4];
};

}  // namespace carerota
