// Two tasks of different duties change places; each keeps its time or takes the other's.
#include "moves/common.hpp"

namespace carerota {

namespace {

// A task with partners keeps its time; another may take the place of the one it replaces.
Slot slot_after(Tools& tools, Row task, Row replaced, Row duty) {
  const Problem& given = tools.given();
  const TaskState& now = tools.state.task(task);
  const bool linked = !given.sync[task].empty() || given.chain_of[task] >= 0;
  if (linked || tools.rng.chance(40)) return {now.key, now.hold};
  if (tools.rng.chance(60)) return {tools.state.task(replaced).key, pick_hold(tools, task)};
  Slot slot{now.key, now.hold};
  pick_slot(tools, {task, duty}, slot);
  return slot;
}

// What a task would cost where another is now, with that one gone.
Look look_instead(State& state, Row task, Row replaced, Cost limit) {
  const Row duty = state.task(replaced).duty;
  const auto& tour = state.tour(duty);
  const int at = state.position(replaced);
  const Row before = at == 0 ? NOBODY : tour[std::size_t(at - 1)];
  const Row after = at + 1 == int(tour.size()) ? NOBODY : tour[std::size_t(at + 1)];
  return look_between(state, {task, duty, state.problem.task_earliest[task], false, limit}, before,
                      after);
}

}  // namespace

Outcome swap_units(Tools& tools) {
  const Problem& given = tools.given();
  const Row unit = pick_done_unit(tools);
  if (unit == NOBODY) return Outcome::NOTHING;
  const auto& near = tools.neighbours.of(unit);
  if (near.empty()) return Outcome::NOTHING;
  const Row one = given.unit_offset[unit] +
                  Row(tools.rng.below(std::uint64_t(given.unit_size(unit))));
  const Row other = near[tools.rng.below(near.size())];
  const Row from = tools.state.task(one).duty, to = tools.state.task(other).duty;
  if (to == NOBODY || from == to || !duty_fits(given, to, one) || !duty_fits(given, from, other))
    return Outcome::NOTHING;
  const Cost coming =
      cost_of_coming(tools.state, one, to) + cost_of_coming(tools.state, other, from);
  const Cost worth =
      worth_of_leaving(tools.state, one) + worth_of_leaving(tools.state, other);
  const Cost limit = tools.allowance + worth - coming;
  const Look look_one = look_instead(tools.state, one, other, FOREVER);
  if (!look_one.legal ||
      !look_instead(tools.state, other, one, limit - look_one.energy).legal)
    return Outcome::NOTHING;
  const Slot slot_one = slot_after(tools, one, other, to);
  const Slot slot_other = slot_after(tools, other, one, from);
  tools.state.begin();
  tools.state.take_out(one);
  tools.state.take_out(other);
  tools.state.put_in(one, to, slot_one.key, slot_one.hold);
  tools.state.put_in(other, from, slot_other.key, slot_other.hold);
  return settled(tools.state);
}

}  // namespace carerota
