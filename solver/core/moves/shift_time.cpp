// Start one unit earlier or later, or no earlier than just now; its place in the tours follows.
#include <algorithm>

#include "moves/common.hpp"

namespace carerota {

namespace {

Time new_release(Tools& tools, Row task) {
  const Problem& given = tools.given();
  const TaskState& now = tools.state.task(task);
  const std::uint32_t way = tools.rng.below(10);
  const Time half = 1800;
  if (way < 2) return given.task_preferred[task];
  if (way < 5) return now.start + Time(tools.rng.below(2 * half + 1)) - half;
  if (way < 6) return now.start + Time(tools.rng.below(601)) - 300;
  const auto& tour = tools.state.tour(now.duty);
  const auto at = std::find(tour.begin(), tour.end(), task);
  if (way < 7 && at != tour.begin()) return tools.state.task(*(at - 1)).release - 1;
  if (way < 8 && at + 1 != tour.end()) return tools.state.task(*(at + 1)).release + 1;
  // Leave room for a rest break before this visit, or start as soon as one is there.
  if (way < 9) return now.ready + given.carer_break_length[given.duty_carer[now.duty]];
  return now.ready;
}

}  // namespace

Outcome shift_time(Tools& tools) {
  const Problem& given = tools.given();
  const Row unit = pick_done_unit(tools);
  if (unit == NOBODY) return Outcome::NOTHING;
  const Row first = given.first_task(unit);
  const Time release = clamp_release(given, first, new_release(tools, first));
  if (release == tools.state.task(first).release) return Outcome::NOTHING;
  const Time by = release - tools.state.task(first).release;
  tools.state.begin();
  for (Row task = first; task < given.unit_offset[unit + 1]; ++task) {
    const TaskState was = tools.state.task(task);
    tools.state.take_out(task);
    tools.state.put_in(task, was.duty, clamp_release(given, task, was.release + by));
  }
  return settled(tools.state);
}

}  // namespace carerota
