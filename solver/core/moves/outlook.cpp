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

// Seconds of the way from task to task; commutes are no part of a span.
Time way_between(const Problem& given, int mode, Row from, Row to) {
  if (from < 0 || to < 0) return 0;
  const Leg& leg = given.leg_of(mode, from, to);
  return leg.free + leg.added();
}

// By how much care and ways between tasks grow if a task comes between two others.
Time busier(const State& state, Row task, Row duty, Row before, Row after) {
  const Problem& given = state.problem;
  const Call& call = given.call[task];
  if (call.place < 0) return call.duration;
  const int mode = given.duty_mode[duty];
  const bool first = before == NOBODY || !state.task(before).placed;
  const Row from = first ? NOBODY : state.task(before).stand;
  const Row to = after == NOBODY ? NOBODY : given.call[after].place;
  return call.duration + way_between(given, mode, from, call.place) +
         way_between(given, mode, call.place_end, to) - way_between(given, mode, from, to);
}

// Waiting is what is left of a span. Where long gaps are free time it may be more than this.
Cost energy_of_waiting(const State& state, Row task, Row duty, Row before, Row after, Time start,
                       Time put_off) {
  const Problem& given = state.problem;
  const DutySummary& sum = state.summary(duty);
  if (sum.count == 0) return 0;
  const Cost rate = given.waiting * given.weight[WAITING];
  if (sum.splits > 0) return -rate * sum.waiting;
  if (after == NOBODY) put_off = start + given.call[task].duration - sum.last;
  if (before == NOBODY) put_off += sum.first - start;
  const Time more = put_off - busier(state, task, duty, before, after);
  return rate * std::max(more, -sum.waiting);
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

Look look_between(State& state, const Wish& wish, Row before, Row after) {
  const Problem& given = state.problem;
  const Row task = wish.task, duty = wish.duty;
  const Call& call = given.call[task];
  const int mode = given.duty_mode[duty];
  Look look;
  Time leg, by = 0;
  look.start = std::max(wish.hold, ready_after(state, duty, before, task, leg));
  if (call.linked && !wish.whole) look.start = start_beside_linked(state, task, look.start);
  if (leg >= UNREACHABLE || look.start > call.latest) return look;
  const Cost rate = given.waiting * given.weight[WAITING];
  look.energy = energy_of_time(given, task, look.start) +
                detour_between(state, task, duty, before, after);
  if (look.energy - rate * state.summary(duty).waiting > wish.limit) return look;
  const Time end = look.start + call.duration;
  const Row stand = call.place >= 0 ? call.place_end : place_after(state, duty, before);
  if (after == NOBODY) {
    const Row home = given.duty_end_place[duty];
    const bool inside = given.duty_commute_inside[duty] && home >= 0 && stand >= 0;
    if (end + (inside ? given.free_flow(mode, stand, home) : 0) > given.duty_end[duty])
      return look;
  } else {
    const Row next = given.call[after].place;
    Time ready = end;
    if (stand >= 0 && next >= 0) {
      const Leg& on = given.leg_of(mode, stand, next);
      ready += on.free + on.added();
    }
    by = ready - state.task(after).start;
    if (by > 0 && ready > state.last_chance(after)) return look;
  }
  Time put_off = 0;
  if (by > 0 || call.linked || given.greatest_late > 0) {
    Wish rest = wish;
    rest.limit -= look.energy - rate * state.summary(duty).waiting;
    look.energy += cost_of_pushing(state, rest, look.start, after, by, put_off);
  }
  if (rate > 0)
    look.energy += energy_of_waiting(state, task, duty, before, after, look.start, put_off);
  look.legal = look.energy <= wish.limit;
  return look;
}

Look look_at(State& state, const Wish& wish, const Slot& slot) {
  const auto& tour = state.tour(wish.duty);
  int at = int(tour.size());
  while (at > 0 && state.task(tour[std::size_t(at - 1)]).key > slot.key) --at;
  int before = at - 1;
  if (neighbour(state, wish.duty, before) == wish.task) --before;
  if (neighbour(state, wish.duty, at) == wish.task) ++at;
  Wish held = wish;
  held.hold = slot.hold;
  return look_between(state, held, neighbour(state, wish.duty, before),
                      neighbour(state, wish.duty, at));
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
      Time end_forward;
      energy += energy_of_time(given, other, start) - energy_of_time(given, other, was) -
                worth_of_coming_forward(state, partner.duty, state.position(other) + 1,
                                        was - start, false, end_forward);
    }
  }
  return energy;
}

}  // namespace

namespace {

Cost energy_of_gap(const Problem& given, Time idle, bool placed) {
  if (idle <= 0) return 0;
  if (idle >= given.free_gap) return given.split * given.weight[SPLIT];
  Cost energy = placed ? idle * given.waiting * given.weight[WAITING] : 0;
  if (idle > given.paid_gap)
    energy += (idle - given.paid_gap) * given.awkward * given.weight[AWKWARD];
  return energy;
}

}  // namespace

Look outlook_of_tour(const State& state, Row duty, const std::vector<Row>& tasks, Row held,
                     Time hold) {
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
    const bool was_placed = placed;
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
    Time start = std::max(ready, task == held ? hold : now.hold);
    if (call.linked && call.chain < 0) {
      for (Row other : given.sync[task])
        if (state.task(other).duty != NOBODY) start = std::max(start, state.task(other).own);
      look.energy += energy_of_partners(state, task, start);
    }
    if (start > call.latest) return look;
    look.energy += energy_of_time(given, task, start);
    if (given.greatest_late > 0)
      look.latest = std::max<Cost>(look.latest, given.lateness(task, start));
    if (task != tasks.front()) look.energy += energy_of_gap(given, start - ready, was_placed);
    end = start + call.duration;
  }
  const Row home = given.duty_end_place[duty];
  if (placed && stand >= 0 && home >= 0) {
    const Leg& leg = given.leg_of(mode, stand, home);
    if (!leg.commute()) return look;
    look.energy += leg.free * given.weight_of_commute;
    if (given.duty_commute_inside[duty]) end += leg.free;
  }
  if (!tasks.empty())
    look.energy += given.overtime * given.weight[OVERTIME] *
                   std::max<Time>(0, end - given.duty_due[duty]);
  look.start = end;
  look.legal = end <= given.duty_end[duty];
  return look;
}

Cost energy_of_latest(const State& state, Cost before, Cost after) {
  const Cost top = state.greatest_late();
  if (after <= top && before < top) return 0;
  return (after - top) * state.problem.greatest_late * state.problem.weight[GREATEST_LATE];
}

Cost worth_of_leaving(const State& state, Row task) {
  const Problem& given = state.problem;
  const Call& call = given.call[task];
  const TaskState& now = state.task(task);
  const Row duty = now.duty, carer = given.duty_carer[duty];
  const DutySummary& sum = state.summary(duty);
  const int at = state.position(task);
  const Row before = neighbour(state, duty, at - 1), after = neighbour(state, duty, at + 1);
  Cost worth = energy_of_time(given, task, now.start) +
               detour_between(state, task, duty, before, after) +
               given.dislikes(task, carer) * given.weight[DISLIKE] + worth_of_partners(state, task);
  // By how much the duty ends earlier, begins later.
  Time ends = 0, begins = 0, leg;
  if (after == NOBODY) {
    ends = before == NOBODY ? 0 : sum.last - state.task(before).start - given.call[before].duration;
  } else {
    const Time forward = state.task(after).start - ready_after(state, duty, before, after, leg);
    worth += worth_of_coming_forward(state, duty, at + 1, forward, true, ends);
  }
  if (before == NOBODY && after != NOBODY) begins = state.task(after).start - sum.first;
  const Cost rate = given.waiting * given.weight[WAITING];
  if (rate > 0 && sum.count > 1)
    worth += sum.splits > 0
                 ? rate * sum.waiting
                 : rate * std::min(sum.waiting,
                                   ends + begins - busier(state, task, duty, before, after));
  const Cost top = state.greatest_late();
  if (top > 0 && given.lateness(task, now.start) == top)
    worth += given.greatest_late * given.weight[GREATEST_LATE] * top;
  const Row group = given.unit_group[call.unit];
  if (group >= 0) worth -= energy_of_meeting(state, group, carer, -1);
  if (call.time_group >= 0) worth += state.unevenness(call.time_group) * given.weight[UNEVEN];
  if (given.has_reference) worth += state.moved(call.unit) * given.weight[MOVED];
  const Time freed = sum.count == 1 ? sum.last - sum.first : std::max<Time>(0, ends + begins);
  return worth + worth_to_carer(state, duty, freed) +
         sum.overtime * given.overtime * given.weight[OVERTIME] +
         sum.awkward * given.awkward * given.weight[AWKWARD] +
         (sum.splits > 0 ? given.split * given.weight[SPLIT] : 0);
}

}  // namespace carerota
