#include "moves/outlook.hpp"

#include <algorithm>

namespace carerota {

namespace {

Row neighbour(const State& state, Row duty, int at) {
  const auto& tour = state.tour(duty);
  return at < 0 || at >= int(tour.size()) ? NOBODY : tour[std::size_t(at)];
}

Row place_after(const State& state, Row duty, Row task) {
  return task == NOBODY ? state.problem.duty_start_place[duty] : state.task(task).stand;
}

// Energy of a leg; the first and the last of a duty are commutes.
Cost road(const Problem& given, int mode, Row from, Row to, bool commute) {
  if (from < 0 || to < 0) return 0;
  return given.free_flow(mode, from, to) *
         (commute ? given.weight_of_commute : given.weight_of_travel);
}

Cost energy_of_time(const Problem& given, Row task, Time start) {
  return given.time_cost_late(task, start) * given.weight[LATE] +
         given.time_cost_early(task, start) * given.weight[EARLY] +
         given.time_cost_near(task, start) * given.weight[NEAR];
}

// Roads before, task, after, less before, after.
Cost detour_between(const State& state, Row task, Row duty, Row before, Row after) {
  const Problem& given = state.problem;
  const Row here = given.call[task].place;
  if (here < 0) return 0;
  const int mode = given.duty_mode[duty];
  const Row from = place_after(state, duty, before);
  const bool first = before == NOBODY || !state.task(before).placed, last = after == NOBODY;
  const Row to = last ? given.duty_end_place[duty] : given.call[after].place;
  return road(given, mode, from, here, first) +
         road(given, mode, given.call[task].place_end, to, last) -
         (first && last ? 0 : road(given, mode, from, to, first || last));
}

}  // namespace

Time ready_after(const State& state, Row duty, Row before, Row task, Time& leg) {
  const Problem& given = state.problem;
  const Row here = given.call[task].place, from = place_after(state, duty, before);
  const Time end = before == NOBODY ? given.duty_start[duty]
                                    : state.task(before).start + given.call[before].duration;
  leg = 0;
  if (from < 0 || here < 0) return end;
  const Leg& way = given.leg_of(given.duty_mode[duty], from, here);
  leg = way.free;
  if (before == NOBODY && !given.duty_commute_inside[duty]) return end;
  return end + leg + way.added();
}

Look look_between(State& state, Row task, Row duty, Row before, Row after, Time hold) {
  const Problem& given = state.problem;
  const Call& call = given.call[task];
  const int mode = given.duty_mode[duty];
  Look look;
  Time leg;
  look.start = std::max(hold, ready_after(state, duty, before, task, leg));
  if (leg >= UNREACHABLE || look.start > call.latest) return look;
  const Time end = look.start + call.duration;
  const Row stand = call.place >= 0 ? call.place_end : place_after(state, duty, before);
  if (after == NOBODY) {
    const Row home = given.duty_end_place[duty];
    const bool inside = given.duty_commute_inside[duty] && home >= 0 && stand >= 0;
    if (end + (inside ? given.free_flow(mode, stand, home) : 0) > given.duty_end[duty])
      return look;
  } else {
    const Row next = given.call[after].place;
    const Time was = state.task(after).start;
    Time ready = end;
    if (stand >= 0 && next >= 0) {
      const Leg& on = given.leg_of(mode, stand, next);
      ready += on.free + on.added();
    }
    if (ready > was) {
      if (ready > state.last_chance(after)) return look;
      look.energy += (given.time_cost_late(after, ready) - given.time_cost_late(after, was)) *
                     given.weight[LATE];
    }
  }
  look.energy += energy_of_time(given, task, look.start) +
                 detour_between(state, task, duty, before, after);
  look.legal = true;
  return look;
}

Look look_at(State& state, Row task, Row duty, const Slot& slot) {
  const auto& tour = state.tour(duty);
  int at = int(tour.size());
  while (at > 0 && state.task(tour[std::size_t(at - 1)]).key > slot.key) --at;
  int before = at - 1;
  if (neighbour(state, duty, before) == task) --before;
  if (neighbour(state, duty, at) == task) ++at;
  return look_between(state, task, duty, neighbour(state, duty, before),
                      neighbour(state, duty, at), slot.hold);
}

Time key_between(const State& state, Row before, Row after, Time moment) {
  if (after != NOBODY) moment = std::min(moment, state.task(after).key - 1);
  if (before != NOBODY) moment = std::max(moment, state.task(before).key);
  return moment;
}

Cost detour(const State& state, Row task) {
  const Row duty = state.task(task).duty;
  const int at = state.position(task);
  return detour_between(state, task, duty, neighbour(state, duty, at - 1),
                        neighbour(state, duty, at + 1));
}

namespace {

// Energy that lateness from a place of a tour on could lose if it moved forward by `by`.
Cost worth_of_moving_forward(const State& state, Row duty, int at, Time by, bool partners) {
  const Problem& given = state.problem;
  const auto& tour = state.tour(duty);
  Cost worth = 0;
  for (; at < int(tour.size()) && by > 0; ++at) {
    const Row task = tour[std::size_t(at)];
    const Call& call = given.call[task];
    const TaskState& now = state.task(task);
    by = std::min(by, now.start - now.hold);
    if (call.linked && call.chain < 0 && by > 0) {
      for (Row other : given.sync[task]) {
        const TaskState& partner = state.task(other);
        if (partner.duty == NOBODY) continue;
        by = std::min(by, now.start - partner.own);
        if (partners && by > 0)
          worth += worth_of_moving_forward(state, partner.duty, state.position(other), by, false);
      }
    } else if (call.chain >= 0 && partners) {
      for (Row other : given.chains[call.chain])
        if (other != task && state.task(other).duty != NOBODY)
          worth += worth_of_moving_forward(state, state.task(other).duty,
                                           state.position(other), by, false);
    }
    if (by <= 0) break;
    worth += (given.time_cost_late(task, now.start) - given.time_cost_late(task, now.start - by)) *
                 given.weight[LATE] +
             by * call.near * given.weight[NEAR];
  }
  return worth;
}

}  // namespace

namespace {

// What a start other than today's means for the task's partners, one step away.
Cost energy_of_partners(const State& state, Row task, Time start) {
  const Problem& given = state.problem;
  const Time was = state.task(task).start;
  Cost energy = 0;
  for (Row other : given.sync[task]) {
    const TaskState& partner = state.task(other);
    if (partner.duty == NOBODY || start == was) continue;
    if (start > was) {
      energy += (given.time_cost_late(other, start) - given.time_cost_late(other, was)) *
                given.weight[LATE];
    } else {
      energy += energy_of_time(given, other, start) - energy_of_time(given, other, was) -
                worth_of_moving_forward(state, partner.duty, state.position(other) + 1,
                                        was - start, false);
    }
  }
  return energy;
}

}  // namespace

Look outlook_of_tour(const State& state, Row duty, const std::vector<Row>& tasks) {
  const Problem& given = state.problem;
  const int mode = given.duty_mode[duty];
  Look look;
  Row stand = given.duty_start_place[duty];
  bool placed = false;
  Time end = given.duty_start[duty];
  for (Row task : tasks) {
    const Call& call = given.call[task];
    const TaskState& now = state.task(task);
    Time ready = end;
    if (call.place >= 0) {
      if (stand >= 0) {
        const Leg& leg = given.leg_of(mode, stand, call.place);
        if (placed ? !leg.between_tasks() : !leg.commute()) return look;
        if (placed || given.duty_commute_inside[duty]) ready += leg.free + leg.added();
        look.energy += leg.free * (placed ? given.weight_of_travel : given.weight_of_commute);
      }
      stand = call.place_end;
      placed = true;
    }
    Time start = std::max(ready, now.hold);
    if (call.linked && call.chain < 0) {
      for (Row other : given.sync[task])
        if (state.task(other).duty != NOBODY) start = std::max(start, state.task(other).own);
      look.energy += energy_of_partners(state, task, start);
    }
    if (start > call.latest) return look;
    look.energy += energy_of_time(given, task, start);
    end = start + call.duration;
  }
  const Row home = given.duty_end_place[duty];
  if (placed && stand >= 0 && home >= 0) {
    const Leg& leg = given.leg_of(mode, stand, home);
    if (!leg.commute()) return look;
    look.energy += leg.free * given.weight_of_commute;
    if (given.duty_commute_inside[duty]) end += leg.free;
  }
  look.start = end;
  look.legal = end <= given.duty_end[duty];
  return look;
}

Cost worth_of_leaving(const State& state, Row task) {
  const Problem& given = state.problem;
  const Call& call = given.call[task];
  const TaskState& now = state.task(task);
  const Row duty = now.duty, carer = given.duty_carer[duty];
  const int at = state.position(task);
  const Row before = neighbour(state, duty, at - 1), after = neighbour(state, duty, at + 1);
  Cost worth = energy_of_time(given, task, now.start) +
               detour_between(state, task, duty, before, after) +
               given.dislikes(task, carer) * given.weight[DISLIKE];
  Time freed = state.summary(duty).last - state.summary(duty).first, forward = 0, leg;
  if (after != NOBODY) {
    forward = state.task(after).start - ready_after(state, duty, before, after, leg);
    worth += worth_of_moving_forward(state, duty, at + 1, forward, true);
    // Only at the ends does the span shrink by more than what moves forward.
    if (before != NOBODY) freed = std::min(freed, std::max<Time>(forward, 0));
  }
  const Cost top = state.greatest_late();
  if (top > 0)
    worth += given.greatest_late * given.weight[GREATEST_LATE] *
             (given.lateness(task, now.start) == top ? top
                                                     : std::clamp<Cost>(forward, 0, top));
  const Row group = given.unit_group[call.unit];
  if (group >= 0) worth -= energy_of_meeting(state, group, carer, -1);
  if (call.time_group >= 0) worth += state.unevenness(call.time_group) * given.weight[UNEVEN];
  if (given.has_reference) worth += state.moved(call.unit) * given.weight[MOVED];
  return worth + worth_to_carer(state, duty, freed);
}

}  // namespace carerota
