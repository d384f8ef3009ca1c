// What a change seems to cost clients and carers: faces, wishes, hours.
#include <algorithm>

#include "moves/outlook.hpp"

namespace carerota {

Cost worth_to_carer(const State& state, Row duty, Time seconds) {
  const Problem& given = state.problem;
  const CarerBill& bill = state.carer_bill(given.duty_carer[duty]);
  const DutySummary& sum = state.summary(duty);
  const auto priced = [&](Cost most, Cost rate, Term term) {
    return std::min(most, rate * seconds) * given.weight[std::size_t(term)];
  };
  Cost worth = bill[0] * given.weight[BREAK_MISSING] + bill[6] * given.weight[EXTRA_DAY];
  if (bill[5] > sum.splits * given.split) worth += given.split * given.weight[SPLIT];
  worth += priced(bill[2], given.long_week, LONG_WEEK);
  worth += priced(bill[3], given.long_span, LONG_SPAN);
  return worth;
}

namespace {

// One face more or fewer of a group, whatever the visits.
Cost energy_of_face(const State& state, Row group, Row carer, int change) {
  const Problem& given = state.problem;
  const GroupState& now = state.group(group);
  const std::size_t pair = std::size_t(group) * given.carers + carer;
  const auto square_over = [](Cost count, Cost most) {
    return count > most ? (count - most) * (count - most) : 0;
  };
  const Cost usual = given.group_usual[group], cap = given.group_cap[group];
  const Cost outside = given.group_met[group] + now.outsiders;
  const Cost new_outside = outside + (given.in_window[pair] ? 0 : change);
  const Cost faces =
      change * given.group_face[group] +
      given.group_crowd[group] *
          (square_over(now.distinct + change, usual) - square_over(now.distinct, usual));
  const Cost window =
      given.group_over_cap[group] * (square_over(new_outside, cap) - square_over(outside, cap));
  return faces * given.weight[FACES] + window * given.weight[WINDOW_FACES] +
         change * given.join[pair] * given.weight[STRANGER];
}

}  // namespace

Cost energy_of_meeting(const State& state, Row group, Row carer, int change) {
  const int visits = state.visits_between(group, carer);
  if (change > 0 ? visits > 0 : visits != 1) return 0;
  return energy_of_face(state, group, carer, change);
}

Cost energy_of_losing(const State& state, Row group, Row carer) {
  return state.visits_between(group, carer) > 3 ? 0 : energy_of_face(state, group, carer, -1);
}

Cost worth_of_hours(const State& state, Row duty, Time seconds) {
  const Problem& given = state.problem;
  const CarerBill& bill = state.carer_bill(given.duty_carer[duty]);
  const DutySummary& sum = state.summary(duty);
  Cost worth = std::min(bill[1], given.short_hours * seconds) * given.weight[SHORT_HOURS];
  if (given.greatest_idle > 0) worth -= state.energy_of_idling(duty, -std::min(seconds, sum.idle));
  return worth;
}

Cost cost_of_coming(const State& state, Row task, Row duty) {
  const Problem& given = state.problem;
  const Row carer = given.duty_carer[duty];
  const Row group = given.unit_group[given.call[task].unit];
  const DutySummary& sum = state.summary(duty);
  Cost cost = given.dislikes(task, carer) * given.weight[DISLIKE];
  if (group >= 0) cost += energy_of_meeting(state, group, carer, +1);
  // One more visit may fill a gap, bring hours up, or end an idle day.
  const Time room = given.call[task].duration + 2 * given.usual_length;
  cost -= worth_of_hours(state, duty, room + sum.waiting);
  cost -= sum.awkward * given.awkward * given.weight[AWKWARD];
  if (sum.splits > 0) cost -= given.split * given.weight[SPLIT];
  return cost;
}

}  // namespace carerota
