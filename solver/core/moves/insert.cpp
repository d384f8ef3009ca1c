// Bring in a unit that is left out; if need be, another leaves for it (an ejection).
#include <algorithm>

#include "moves/common.hpp"

namespace carerota {

namespace {

// A duty for each task of a unit; false where one has none.
bool pick_duties(Tools& tools, Row unit, std::vector<Row>& duties) {
  const Problem& given = tools.given();
  duties.clear();
  for (Row task = given.unit_offset[unit]; task < given.unit_offset[unit + 1]; ++task) {
    duties.push_back(pick_duty(tools, task));
    if (duties.back() == NOBODY) return false;
  }
  return true;
}

std::vector<Row>& scratch() {
  thread_local std::vector<Row> duties;
  return duties;
}

}  // namespace

Outcome insert(Tools& tools) {
  const auto& left = tools.state.left_out();
  if (left.empty()) return Outcome::NOTHING;
  const Row unit = left[tools.rng.below(left.size())];
  auto& duties = scratch();
  if (!pick_duties(tools, unit, duties)) return Outcome::NOTHING;
  const Time release = pick_release(tools, tools.given().first_task(unit), duties[0]);
  tools.state.begin();
  put_in_unit(tools.state, unit, duties, release);
  return settled(tools.state);
}

Outcome eject(Tools& tools) {
  const Problem& given = tools.given();
  const auto& left = tools.state.left_out();
  if (left.empty()) return Outcome::NOTHING;
  const Row unit = left[tools.rng.below(left.size())];
  auto& duties = scratch();
  if (!pick_duties(tools, unit, duties)) return Outcome::NOTHING;
  const Row first = given.first_task(unit);
  const Time release = pick_release(tools, first, duties[0]);
  // Whoever stands in the way of the first task: the one nearest in time.
  Row victim = NOBODY;
  Time nearest = 3600;
  for (Row task : tools.state.tour(duties[0])) {
    const Time off = std::abs(tools.state.task(task).start - release);
    if (off < nearest) {
      nearest = off;
      victim = given.unit_of_task[task];
    }
  }
  if (victim == NOBODY) return Outcome::NOTHING;
  const Row moved = given.first_task(victim);
  const Row elsewhere = given.unit_size(victim) == 1 ? pick_duty(tools, moved) : NOBODY;
  tools.state.begin();
  const Time moved_release = tools.state.task(moved).release;
  take_out_unit(tools.state, victim);
  put_in_unit(tools.state, unit, duties, release);
  if (elsewhere != NOBODY && elsewhere != duties[0])
    tools.state.put_in(moved, elsewhere, moved_release);
  return settled(tools.state);
}

}  // namespace carerota
