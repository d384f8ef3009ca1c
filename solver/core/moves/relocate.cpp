// Give one task, or every task of a unit, to another duty.
#include "moves/common.hpp"

namespace carerota {

Outcome relocate(Tools& tools) {
  const Problem& given = tools.given();
  const Row unit = pick_done_unit(tools);
  if (unit == NOBODY) return Outcome::NOTHING;
  const Row first = given.unit_offset[unit], size = given.unit_size(unit);
  const bool all = size == 1 || tools.rng.chance(35);
  const Row one = first + Row(tools.rng.below(std::uint64_t(size)));
  const Row duty = pick_duty(tools, one);
  if (duty == NOBODY) return Outcome::NOTHING;
  const Time was = tools.state.task(one).release;
  const Time by = pick_release(tools, one, duty) - was;
  if (duty == tools.state.task(one).duty && by == 0) return Outcome::NOTHING;
  tools.state.begin();
  for (Row task = first; task < first + size; ++task) {
    const TaskState now = tools.state.task(task);
    Row to = task == one ? duty : now.duty;
    if (task != one && all) to = pick_duty(tools, task);
    if (to == NOBODY) to = now.duty;
    tools.state.take_out(task);
    tools.state.put_in(task, to, clamp_release(given, task, now.release + by));
  }
  return settled(tools.state);
}

}  // namespace carerota
