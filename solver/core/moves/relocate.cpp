// Give one task, or every task of a unit, to another duty or another place in its own.
#include "moves/common.hpp"

namespace carerota {

namespace {

// Every task of the unit somewhere else: each where it looks best when the first is there.
Outcome relocate_unit(Tools& tools, Row unit) {
  const Problem& given = tools.given();
  State& state = tools.state;
  const Row first = given.unit_offset[unit];
  thread_local std::vector<Row> duties;
  thread_local std::vector<Slot> slots;
  duties.clear();
  slots.clear();
  Cost energy = 0;
  Time start = 0;
  for (Row task = first; task < given.unit_offset[unit + 1]; ++task) {
    const Row duty = tools.rng.chance(25) ? state.task(task).duty : pick_duty(tools, task);
    if (duty == NOBODY) return Outcome::NOTHING;
    for (Row other : duties)
      if (given.unit_distinct[unit] && given.duty_carer[other] == given.duty_carer[duty])
        return Outcome::NOTHING;
    Slot slot{state.task(task).key, state.task(task).hold};
    energy -= worth_of_leaving(state, task);
    if (duty != state.task(task).duty) energy += cost_of_coming(state, task, duty);
    const Cost limit = task + 1 < given.unit_offset[unit + 1] ? FOREVER : tools.allowance - energy;
    Look look;
    if (task == first) {
      look = pick_slot(tools, {task, duty, 0, true, limit}, slot);
      start = look.start;
    } else {
      look = best_slot(state, {task, duty, hold_beside(tools, task, first, start), true, limit},
                       slot);
      if (given.sync[task].empty()) slot.hold = pick_hold(tools, task);
    }
    if (!look.legal) return Outcome::NOTHING;
    energy += look.energy;
    duties.push_back(duty);
    slots.push_back(slot);
  }
  if (energy > tools.allowance) return Outcome::NOTHING;
  state.begin();
  take_out_unit(state, unit);
  for (std::size_t part = 0; part < duties.size(); ++part)
    state.put_in(first + Row(part), duties[part], slots[part].key, slots[part].hold);
  return settled(state);
}

}  // namespace

Outcome relocate(Tools& tools) {
  const Problem& given = tools.given();
  const Row unit = pick_done_unit(tools);
  if (unit == NOBODY) return Outcome::NOTHING;
  const Row first = given.unit_offset[unit], size = given.unit_size(unit);
  if (size > 1 && tools.rng.chance(35)) return relocate_unit(tools, unit);
  const Row one = first + Row(tools.rng.below(std::uint64_t(size)));
  const Row duty = pick_duty(tools, one);
  if (duty == NOBODY) return Outcome::NOTHING;
  const TaskState was = tools.state.task(one);
  const bool linked = given.call[one].linked;
  // Beside a partner who stays, the time stays too.
  Slot slot{was.key, was.hold};
  Wish wish{one, duty};
  if (duty != was.duty)
    wish.limit = tools.allowance + worth_of_leaving(tools.state, one) -
                 cost_of_coming(tools.state, one, duty);
  const Look look = linked && tools.rng.chance(60) ? look_at(tools.state, wish, slot)
                                                   : pick_slot(tools, wish, slot);
  if (!look.legal) return Outcome::NOTHING;
  if (duty == was.duty) {
    if (slot.key == was.key && slot.hold == was.hold) return Outcome::NOTHING;
    if (!linked && !promises_in_duty(tools, one, slot)) return Outcome::NOTHING;
  }
  const Time by = slot.key - was.key;
  tools.state.begin();
  tools.state.take_out(one);
  for (Row task = first; linked && task < first + size; ++task) {
    if (task == one) continue;
    const TaskState now = tools.state.task(task);
    tools.state.take_out(task);
    tools.state.put_in(task, now.duty, now.key + by,
                       given.sync[task].empty() ? now.hold : slot.hold);
  }
  tools.state.put_in(one, duty, slot.key, slot.hold);
  return settled(tools.state);
}

}  // namespace carerota
