// Arrival under traffic: the speed-step walk of scheduler.domain.travel, in integers.
#include <algorithm>

#include "problem.hpp"

namespace carerota {

namespace {
constexpr Time FULL_SPEED = 1'000'000;
constexpr Time SLOT = 900;
constexpr Time MOST_SLOTS = 1 << 16;  // two years; from the last on, steps are walked
}  // namespace

void Problem::index_steps() {
  // Steps change a few times a day; a slot table finds the step of a moment at once.
  slot_origin = block_start - 2 * 86400;
  const Time span = block_end + 3 * 86400 - slot_origin;
  const int slots = int(std::min(span / SLOT + 1, MOST_SLOTS));
  constant_speed.clear();
  for (int mode = 0; mode < modes; ++mode)
    constant_speed.push_back(step_offset[mode] + 1 == step_offset[mode + 1] &&
                             step_speed[step_offset[mode]] == FULL_SPEED);
  step_slot.clear();
  step_slot_offset.assign(1, 0);
  for (int mode = 0; mode < modes; ++mode) {
    const Row first = step_offset[mode], last = step_offset[mode + 1];
    Row step = first;
    for (int slot = 0; slot < slots; ++slot) {
      const Time moment = slot_origin + slot * SLOT;
      while (step + 1 < last && step_start[step + 1] <= moment) ++step;
      step_slot.push_back(step);
    }
    step_slot_offset.push_back(Row(step_slot.size()));
  }
}

Time Problem::arrive_in_traffic(int mode, Time leave, Time free) const {
  const Row last = step_offset[mode + 1];
  const Row slots = step_slot_offset[mode + 1] - step_slot_offset[mode];
  const Time slot = std::clamp<Time>((leave - slot_origin) / SLOT, 0, slots - 1);
  Row step = leave < slot_origin ? step_offset[mode] : step_slot[step_slot_offset[mode] + slot];
  while (step + 1 < last && step_start[step + 1] <= leave) ++step;
  Time todo = free * FULL_SPEED, now = leave;
  while (todo > 0) {
    const Time speed = step_speed[step];
    const Time needed = (todo + speed - 1) / speed;
    if (step + 1 >= last || now + needed <= step_start[step + 1]) return now + needed;
    todo -= (step_start[step + 1] - now) * speed;
    now = step_start[step + 1];
    ++step;
  }
  return now;
}

}  // namespace carerota
