#include "moves/common.hpp"

#include <algorithm>

namespace carerota {

Row pick_unit(Tools& tools) {
  const auto& movable = tools.given().movable;
  return movable[tools.rng.below(movable.size())];
}

Row pick_done_unit(Tools& tools) {
  for (int attempt = 0; attempt < 8; ++attempt) {
    const Row unit = pick_unit(tools);
    if (tools.state.done(unit)) return unit;
  }
  return NOBODY;
}

bool duty_fits(const Problem& given, Row duty, Row task) {
  return given.duty_start[duty] <= given.task_latest[task] &&
         given.duty_end[duty] >= given.task_earliest[task] + given.task_duration[task] &&
         given.may(task, given.duty_carer[duty]);
}

Row duty_of_carer(const Problem& given, Row carer, Row task) {
  for (Row duty = given.carer_duty_offset[carer]; duty < given.carer_duty_offset[carer + 1];
       ++duty)
    if (duty_fits(given, duty, task)) return duty;
  return NOBODY;
}

namespace {

// Somebody who sees this client anyway, at whatever call.
Row familiar_duty(Tools& tools, Row task) {
  const Problem& given = tools.given();
  const Row group = given.unit_group[given.unit_of_task[task]];
  if (group < 0) return NOBODY;
  const auto& units = given.group_units[group];
  const Row unit = units[tools.rng.below(units.size())];
  if (!tools.state.done(unit)) return NOBODY;
  const Row other = given.unit_offset[unit] +
                    Row(tools.rng.below(std::uint64_t(given.unit_size(unit))));
  const Row duty = tools.state.task(other).duty;
  return duty == NOBODY ? NOBODY : duty_of_carer(given, given.duty_carer[duty], task);
}

Row near_duty(Tools& tools, Row task) {
  const Problem& given = tools.given();
  const auto& near = tools.neighbours.of(given.unit_of_task[task]);
  if (near.empty()) return NOBODY;
  const Row duty = tools.state.task(near[tools.rng.below(near.size())]).duty;
  return duty != NOBODY && duty_fits(given, duty, task) ? duty : NOBODY;
}

}  // namespace

Row pick_duty(Tools& tools, Row task) {
  const std::uint32_t way = tools.rng.below(10);
  Row duty = NOBODY;
  if (way < 4) duty = familiar_duty(tools, task);
  else if (way < 8) duty = near_duty(tools, task);
  if (duty != NOBODY) return duty;
  const auto& any = tools.given().candidates[task];
  return any.empty() ? NOBODY : any[tools.rng.below(any.size())];
}

Time clamp_to_window(const Problem& given, Row task, Time moment) {
  return std::clamp(moment, given.task_earliest[task],
                    std::max(given.task_earliest[task], given.task_latest[task]));
}

Time pick_hold(Tools& tools, Row task) {
  const Problem& given = tools.given();
  const TaskState& now = tools.state.task(task);
  const Time earliest = given.task_earliest[task];
  if (!given.holds_matter) return earliest;
  const std::uint32_t way = tools.rng.below(20);
  if (way < 6 && now.duty != NOBODY) return now.hold;
  if (way < 11) return given.usual_hold[task];
  if (way < 14) return clamp_to_window(given, task, given.task_preferred[task]);
  // As late as the window goes, or where it has no end as its wish does.
  const Call& call = given.call[task];
  const Time end = call.latest - call.until > 20 * given.usual_length ? call.until : call.latest;
  const Time until = clamp_to_window(given, task, way < 16 ? call.preferred : end);
  return earliest + Time(tools.rng.below(std::uint64_t(until - earliest) + 1));
}

Look best_slot(State& state, Wish wish, Slot& slot) {
  const auto& tour = state.tour(wish.duty);
  Look best;
  const int size = int(tour.size());
  for (int at = 0; at <= size; ++at) {
    const Row before = at == 0 ? NOBODY : tour[std::size_t(at - 1)];
    const Row after = at == size ? NOBODY : tour[std::size_t(at)];
    if (before == wish.task || after == wish.task) continue;
    const Look look = look_between(state, wish, before, after);
    if (!look.legal) continue;
    best = look;
    wish.limit = look.energy - 1;
    slot = {key_between(state, before, after, look.start), wish.hold};
  }
  return best;
}

Row best_victim(Tools& tools, Row task, Row duty, Time hold, Slot& slot) {
  State& state = tools.state;
  const auto& tour = state.tour(duty);
  const int size = int(tour.size());
  Row victim = NOBODY;
  Cost least = 0;
  for (int at = 0; at < size; ++at) {
    const Row out = tour[std::size_t(at)];
    if (out == task || state.problem.call[out].unit == state.problem.call[task].unit) continue;
    const Row before = at == 0 ? NOBODY : tour[std::size_t(at - 1)];
    const Row after = at + 1 == size ? NOBODY : tour[std::size_t(at + 1)];
    const Look look = look_between(state, {task, duty, hold}, before, after);
    if (!look.legal) continue;
    // Chance among those that would do, leaning to the cheaper.
    const Cost chance = Cost(tools.rng.below(4 * std::uint64_t(state.problem.usual_length)));
    const Cost cost = look.energy + chance * std::max<Cost>(1, state.problem.weight_of_travel);
    if (victim != NOBODY && cost >= least) continue;
    victim = out;
    least = cost;
    slot = {key_between(state, before, after, look.start), hold};
  }
  return victim;
}

Look pick_slot(Tools& tools, Wish wish, Slot& slot) {
  const Problem& given = tools.given();
  const Row task = wish.task;
  wish.hold = pick_hold(tools, task);
  const std::uint32_t way = tools.rng.below(20);
  if (way < 14) return best_slot(tools.state, wish, slot);
  const auto& tour = tools.state.tour(wish.duty);
  const TaskState& now = tools.state.task(task);
  if (way < 17 && now.duty != NOBODY) {
    slot = {now.key, wish.hold};
  } else if (way < 18 || tour.empty()) {
    const Time wanted = clamp_to_window(given, task, given.task_preferred[task]);
    slot = {std::max(wish.hold, wanted), wish.hold};
  } else {
    const TaskState& beside = tools.state.task(tour[tools.rng.below(tour.size())]);
    slot = {beside.key - Time(tools.rng.below(2)), wish.hold};
  }
  return look_at(tools.state, wish, slot);
}

bool promises_in_duty(Tools& tools, Row task, const Slot& slot) {
  const State& state = tools.state;
  const Problem& given = tools.given();
  const Row duty = state.task(task).duty;
  thread_local std::vector<Row> tasks;
  tasks.clear();
  for (Row other : state.tour(duty))
    if (other != task) tasks.push_back(other);
  auto at = tasks.begin();
  while (at != tasks.end() && state.task(*at).key <= slot.key) ++at;
  tasks.insert(at, task);
  const Look after = outlook_of_tour(state, duty, tasks, task, slot.hold);
  if (!after.legal) return false;
  const Look before = outlook_of_tour(state, duty, state.tour(duty));
  Cost energy = after.energy - before.energy + energy_of_latest(state, before.latest, after.latest);
  if (energy <= tools.allowance) return true;
  const Time span = state.summary(duty).last - state.summary(duty).first;
  energy -= worth_to_carer(state, duty, span) + worth_of_hours(state, duty, span);
  const Call& call = given.call[task];
  if (call.time_group >= 0) energy -= state.unevenness(call.time_group) * given.weight[UNEVEN];
  if (given.has_reference) energy -= state.moved(call.unit) * given.weight[MOVED];
  return energy <= tools.allowance;
}

Slot slot_beside(Tools& tools, Row task, Row duty, Row first, const Slot& slot) {
  const Problem& given = tools.given();
  for (Row other : given.sync[first])
    if (other == task) return slot;
  for (const auto& bound : given.bounds[task])
    if (bound.other == first) {
      const Time room = std::clamp<Time>(bound.most - bound.least, 0, given.usual_length);
      const Time by = bound.least + Time(tools.rng.below(std::uint64_t(room) + 1));
      return {slot.key + by, pick_hold(tools, task)};
    }
  Slot alone{slot.key, given.usual_hold[task]};
  pick_slot(tools, {task, duty}, alone);
  return alone;
}

Time hold_beside(Tools& tools, Row task, Row first, Time start) {
  const Problem& given = tools.given();
  for (Row other : given.sync[first])
    if (other == task) return std::max(start, given.task_earliest[task]);
  for (const auto& bound : given.bounds[task])
    if (bound.other == first) return std::max(start + bound.least, given.task_earliest[task]);
  return pick_hold(tools, task);
}

void take_out_unit(State& state, Row unit) {
  const Problem& given = state.problem;
  for (Row task = given.unit_offset[unit]; task < given.unit_offset[unit + 1]; ++task)
    state.take_out(task);
}

void put_in_unit(Tools& tools, Row unit, const std::vector<Row>& duties, const Slot& slot) {
  const Problem& given = tools.given();
  const Row first = given.unit_offset[unit];
  tools.state.put_in(first, duties[0], slot.key, slot.hold);
  for (Row task = first + 1; task < given.unit_offset[unit + 1]; ++task) {
    const Row duty = duties[std::size_t(task - first)];
    const Slot beside = slot_beside(tools, task, duty, first, slot);
    tools.state.put_in(task, duty, beside.key, beside.hold);
  }
}

}  // namespace carerota
