// Give one task, or every task of a unit, to another duty or another place in its own.
#include "moves/common.hpp"

namespace carerota {

Outcome relocate(Tools& tools) {
  const Problem& given = tools.given();
  const Row unit = pick_done_unit(tools);
  if (unit == NOBODY) return Outcome::NOTHING;
  const Row first = given.unit_offset[unit], size = given.unit_size(unit);
  const Row one = first + Row(tools.rng.below(std::uint64_t(size)));
  const Row duty = pick_duty(tools, one);
  if (duty == NOBODY) return Outcome::NOTHING;
  const TaskState was = tools.state.task(one);
  const bool linked = !given.sync[one].empty() || given.chain_of[one] >= 0;
  const bool all = size > 1 && tools.rng.chance(35);
  // Beside a partner who stays, the time stays too.
  Slot slot{was.key, was.hold};
  const Look look = linked && !all && tools.rng.chance(60)
                        ? look_at(tools.state, one, duty, slot)
                        : pick_slot(tools, one, duty, slot);
  if (!look.legal) return Outcome::NOTHING;
  if (duty != was.duty && !all &&
      look.energy + cost_of_coming(tools.state, one, duty) -
              worth_of_leaving(tools.state, one) > tools.allowance)
    return Outcome::NOTHING;
  if (duty == was.duty && slot.key == was.key && slot.hold == was.hold) return Outcome::NOTHING;
  const Time by = slot.key - was.key;
  thread_local std::vector<Row> duties;
  duties.clear();
  for (Row task = first; task < first + size; ++task)
    duties.push_back(task == one ? duty : all ? pick_duty(tools, task) : NOBODY);
  tools.state.begin();
  tools.state.take_out(one);
  for (Row task = first; task < first + size; ++task) {
    if (task == one || !(all || linked)) continue;
    const TaskState now = tools.state.task(task);
    const Row to = duties[std::size_t(task - first)];
    const bool together = !given.sync[task].empty();
    tools.state.take_out(task);
    tools.state.put_in(task, to == NOBODY ? now.duty : to, now.key + by,
                       together ? slot.hold : now.hold);
  }
  tools.state.put_in(one, duty, slot.key, slot.hold);
  return settled(tools.state);
}

}  // namespace carerota
