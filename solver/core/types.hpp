// Units of the core: moments and durations in seconds, costs in points, rows of arrays.
#pragma once
#include <array>
#include <cstdint>

namespace carerota {

using Time = std::int64_t;
using Cost = std::int64_t;
using Row = std::int32_t;

inline constexpr Row NOBODY = -1;
inline constexpr Time UNREACHABLE = Time{1} << 30;
inline constexpr Time NEVER = -(Time{1} << 40);
inline constexpr Time FOREVER = Time{1} << 40;
inline constexpr int MOST_TIERS = 8;

// Same order as solver.model.Term.
enum Term : int {
  BREAK_MISSING, LATE, EARLY, FACES, WINDOW_FACES, STRANGER, DISLIKE, UNEVEN, MOVED,
  SHORT_HOURS, LONG_WEEK, LONG_SPAN, AWKWARD, SPLIT, EXTRA_DAY, TRAVEL, COMMUTE, WAITING,
  NEAR, GREATEST_LATE, OVERTIME, GREATEST_IDLE, TERMS
};

using Tiers = std::array<Cost, MOST_TIERS>;

// Points by term, and of what is left out by tier.
struct Bill {
  std::array<Cost, TERMS> term{};
  Tiers left_out{};
};

}  // namespace carerota
