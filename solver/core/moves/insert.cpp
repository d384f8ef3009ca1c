// Bring in a unit that is left out; if need be, another leaves for it (an ejection).
#include <algorithm>

#include "moves/squeeze.hpp"

namespace carerota {

namespace {

constexpr int LONGEST_CHAIN = 4;

bool seen(const std::vector<Row>& rows, Row row) {
  return std::find(rows.begin(), rows.end(), row) != rows.end();
}

// One task into some duty not yet changed where room can be made.
bool make_room(Tools& tools, Row task, Time not_before, std::vector<Row>& changed,
               Cost& energy) {
  for (int attempt = 0; attempt < 4; ++attempt) {
    const Row duty = pick_duty(tools, task);
    if (duty == NOBODY || seen(changed, duty)) continue;
    const Squeeze room = look_for_room(tools, task, duty, NOBODY, not_before);
    if (!room.found) continue;
    energy += room.energy + cost_of_coming(tools.state, task, duty) -
              worth_to_carer(tools.state, duty, tools.given().call[task].duration);
    if (energy > tools.allowance) return false;
    changed.push_back(duty);
    squeeze_in(tools, task, duty, room);
    return true;
  }
  return false;
}

// One task into a duty not yet changed: where room can be made, or in the place of another
// that then looks for a place itself. False if neither can be found.
bool bring_in(Tools& tools, Row task, Time not_before, std::vector<Row>& changed, Row& victim) {
  const Problem& given = tools.given();
  victim = NOBODY;
  // Room in time is not always room in law: hours and breaks may ask for somebody to leave.
  const bool oust = tools.rng.chance(50);
  for (int attempt = 0; attempt < 5; ++attempt) {
    const Row duty = pick_duty(tools, task);
    if (duty == NOBODY || seen(changed, duty)) continue;
    Squeeze best;
    if (!oust) best = look_for_room(tools, task, duty, NOBODY, not_before);
    const auto& tour = tools.state.tour(duty);
    if (oust || (!best.found && attempt > 2)) {
      // Whoever stands in the way, leaning to what is cheap and near.
      Cost least = 0;
      for (Row out : tour) {
        if (given.call[out].unit == given.call[task].unit) continue;
        const Time off = std::abs(tools.state.task(out).start - given.call[task].preferred);
        if (off > 4 * given.usual_length || tools.rng.chance(50)) continue;
        const Squeeze room = look_for_room(tools, task, duty, out, not_before);
        if (!room.found) continue;
        const Cost cost = Cost(tools.rng.below(1000));
        if (best.found && cost >= least) continue;
        best = room;
        least = cost;
      }
    }
    if (!best.found) continue;
    changed.push_back(duty);
    victim = best.leaves;
    squeeze_in(tools, task, duty, best);
    return true;
  }
  return false;
}

// The start another task of the unit was given in this change, if they start together.
Time start_of_partner(const State& state, Row task) {
  for (Row other : state.problem.sync[task])
    if (state.task(other).duty != NOBODY) return state.task(other).hold;
  return NEVER;
}

void take_out_rest(State& state, Row task) {
  const Problem& given = state.problem;
  const Row unit = given.call[task].unit;
  for (Row part = given.first_task(unit); part < given.unit_offset[unit + 1]; ++part)
    if (state.task(part).duty != NOBODY) state.take_out(part);
}

}  // namespace

Outcome insert(Tools& tools) {
  const Problem& given = tools.given();
  const auto& left = tools.state.left_out();
  if (left.empty()) return Outcome::NOTHING;
  const Row unit = left[tools.rng.below(left.size())];
  thread_local std::vector<Row> changed;
  changed.clear();
  Cost energy = -given.unit_left_out[unit] * given.guide[given.unit_left_out_tier[unit]];
  tools.state.begin();
  for (Row task = given.first_task(unit); task < given.unit_offset[unit + 1]; ++task)
    if (!make_room(tools, task, start_of_partner(tools.state, task), changed, energy))
      return Outcome::ILLEGAL;
  return settled(tools.state);
}

Outcome eject(Tools& tools) {
  const Problem& given = tools.given();
  const auto& left = tools.state.left_out();
  if (left.empty()) return Outcome::NOTHING;
  const Row unit = left[tools.rng.below(left.size())];
  thread_local std::vector<Row> changed, coming;
  changed.clear();
  coming.clear();
  tools.state.begin();
  for (Row task = given.unit_offset[unit]; task < given.unit_offset[unit + 1]; ++task) {
    Row victim;
    const Time with = start_of_partner(tools.state, task);
    if (!bring_in(tools, task, with, changed, victim)) return Outcome::ILLEGAL;
    if (victim != NOBODY) coming.push_back(victim);
  }
  for (int link = 0; link < LONGEST_CHAIN && !coming.empty(); ++link) {
    const Row task = coming.back();
    coming.pop_back();
    Row victim;
    if (bring_in(tools, task, start_of_partner(tools.state, task), changed, victim)) {
      if (victim != NOBODY) coming.push_back(victim);
      continue;
    }
    // No place for it: the whole unit stays out.
    take_out_rest(tools.state, task);
  }
  for (Row task : coming) take_out_rest(tools.state, task);
  return settled(tools.state);
}

Outcome leave_out(Tools& tools) {
  const Problem& given = tools.given();
  const Row unit = pick_done_unit(tools);
  if (unit == NOBODY) return Outcome::NOTHING;
  Cost energy = given.unit_left_out[unit] * given.guide[given.unit_left_out_tier[unit]];
  for (Row task = given.first_task(unit); task < given.unit_offset[unit + 1]; ++task)
    energy -= worth_of_leaving(tools.state, task);
  if (energy > tools.allowance) return Outcome::NOTHING;
  tools.state.begin();
  take_out_unit(tools.state, unit);
  return settled(tools.state);
}

}  // namespace carerota
