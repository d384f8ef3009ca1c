// Hold one unit back for longer or less long; its place in the tours follows or stays.
#include <algorithm>

#include "moves/common.hpp"

namespace carerota {

namespace {

Slot new_slot(Tools& tools, Row task) {
  const Problem& given = tools.given();
  const TaskState& now = tools.state.task(task);
  const std::uint32_t way = tools.rng.below(12);
  const Time half = given.usual_length;
  const auto& tour = tools.state.tour(now.duty);
  const auto at = std::find(tour.begin(), tour.end(), task);
  const auto nearby = [&](Time reach) {
    return now.start + Time(tools.rng.below(std::uint64_t(2 * reach + 1))) - reach;
  };
  Time hold = given.task_earliest[task];
  if (given.holds_matter) {
    if (way < 2) hold = given.usual_hold[task];
    else if (way < 4) hold = given.task_preferred[task];
    else if (way < 6) hold = nearby(half);
    else if (way < 8) hold = nearby(half / 6);
    // Leave room for a rest break before this visit.
    else if (way < 9) hold = now.ready + given.carer_break_length[given.duty_carer[now.duty]];
    else if (way < 10) hold = pick_hold(tools, task);
    // Just in time for what follows, so that nothing is waited for in between.
    else if (at + 1 != tour.end())
      hold = tools.state.task(*(at + 1)).start - tools.state.task(*(at + 1)).ready + now.start;
    hold = clamp_to_window(given, task, hold);
  }
  const std::uint32_t place = tools.rng.below(10);
  if (place < 2 && at != tour.begin()) return {tools.state.task(*(at - 1)).key - 1, hold};
  if (place < 4 && at + 1 != tour.end()) return {tools.state.task(*(at + 1)).key + 1, hold};
  if (place < 7) return {std::max(hold, clamp_to_window(given, task, now.start)), hold};
  return {now.key, hold};
}

}  // namespace

Outcome shift_time(Tools& tools) {
  const Problem& given = tools.given();
  const Row unit = pick_done_unit(tools);
  if (unit == NOBODY) return Outcome::NOTHING;
  const Row first = given.first_task(unit);
  const TaskState& now = tools.state.task(first);
  const Slot slot = new_slot(tools, first);
  if (slot.hold == now.hold && slot.key == now.key) return Outcome::NOTHING;
  if (!given.call[first].linked && !promises_in_duty(tools, first, slot)) return Outcome::NOTHING;
  const Time by = slot.key - now.key;
  tools.state.begin();
  for (Row task = first; task < given.unit_offset[unit + 1]; ++task) {
    const TaskState was = tools.state.task(task);
    const bool together = task == first || !given.sync[task].empty();
    tools.state.take_out(task);
    tools.state.put_in(task, was.duty, was.key + by, together ? slot.hold : was.hold);
  }
  return settled(tools.state);
}

}  // namespace carerota
