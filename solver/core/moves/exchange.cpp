// Two duties exchange everything in a spell of time: the rest of the day (known as 2-opt* in
// the routing literature), a segment (CROSS-exchange), or the same hours on several days.
#include <algorithm>

#include "moves/common.hpp"

namespace carerota {

namespace {

struct Spell {
  Time from, to;
};

struct Passing {
  Row task, duty;
};

// Tasks of the spell go over; false if somebody may not make one of them.
bool collect(const State& state, Row from, Row to, Spell spell, std::vector<Passing>& passing) {
  const Problem& given = state.problem;
  for (Row task : state.tour(from)) {
    const Time release = state.task(task).release;
    if (release < spell.from || release >= spell.to) continue;
    if (!duty_fits(given, to, task)) return false;
    passing.push_back({task, to});
  }
  return true;
}

Outcome pass(Tools& tools, std::vector<Passing>& passing) {
  if (passing.empty()) return Outcome::NOTHING;
  // Where a carer has two duties on a day, a task may have been collected for both.
  std::stable_sort(passing.begin(), passing.end(),
                   [](const Passing& one, const Passing& two) { return one.task < two.task; });
  passing.erase(std::unique(passing.begin(), passing.end(),
                            [](const Passing& one, const Passing& two) {
                              return one.task == two.task;
                            }),
                passing.end());
  tools.state.begin();
  for (const Passing& one : passing) tools.state.take_out(one.task);
  for (const Passing& one : passing)
    tools.state.put_in(one.task, one.duty, tools.state.task(one.task).release);
  return settled(tools.state);
}

// Two duties that overlap, the second of a neighbour of a task of the first.
bool pick_duties(Tools& tools, Row& unit, Row& from, Row& to) {
  unit = pick_done_unit(tools);
  if (unit == NOBODY) return false;
  const Row task = tools.given().first_task(unit);
  from = tools.state.task(task).duty;
  to = pick_duty(tools, task);
  return to != NOBODY && to != from &&
         tools.given().duty_carer[to] != tools.given().duty_carer[from];
}

std::vector<Passing>& scratch() {
  thread_local std::vector<Passing> passing;
  passing.clear();
  return passing;
}

}  // namespace

Outcome exchange_tails(Tools& tools) {
  Row unit, from, to;
  if (!pick_duties(tools, unit, from, to)) return Outcome::NOTHING;
  const Time at = tools.state.task(tools.given().first_task(unit)).release;
  const Spell spell = tools.rng.chance(50) ? Spell{at, -NEVER} : Spell{NEVER, at + 1};
  auto& passing = scratch();
  if (!collect(tools.state, from, to, spell, passing) ||
      !collect(tools.state, to, from, spell, passing))
    return Outcome::NOTHING;
  return pass(tools, passing);
}

Outcome exchange_segments(Tools& tools) {
  Row unit, from, to;
  if (!pick_duties(tools, unit, from, to)) return Outcome::NOTHING;
  const Time at = tools.state.task(tools.given().first_task(unit)).release;
  const Time length = 1800 + Time(tools.rng.below(9000));
  auto& passing = scratch();
  if (!collect(tools.state, from, to, {at, at + length}, passing)) return Outcome::NOTHING;
  // One in four goes over without anything coming back.
  if (tools.rng.chance(75) && !collect(tools.state, to, from, {at, at + length}, passing))
    return Outcome::NOTHING;
  return pass(tools, passing);
}

Outcome exchange_week(Tools& tools) {
  const Problem& given = tools.given();
  Row unit, from, to;
  if (!pick_duties(tools, unit, from, to)) return Outcome::NOTHING;
  const Time day_start = given.duty_start[from] - given.duty_start[from] % 86400;
  const Time at = tools.state.task(given.first_task(unit)).release - day_start;
  const Time length = 1800 + Time(tools.rng.below(14400));
  const Row one = given.duty_carer[from], other = given.duty_carer[to];
  auto& passing = scratch();
  for (Row duty = given.carer_duty_offset[one]; duty < given.carer_duty_offset[one + 1]; ++duty) {
    if (tools.rng.chance(30) && duty != from) continue;
    for (Row twin = given.carer_duty_offset[other]; twin < given.carer_duty_offset[other + 1];
         ++twin) {
      if (given.duty_day[twin] != given.duty_day[duty]) continue;
      const Time midnight = given.duty_start[duty] - given.duty_start[duty] % 86400;
      const Spell spell{midnight + at, midnight + at + length};
      const std::size_t before = passing.size();
      if (!collect(tools.state, duty, twin, spell, passing) ||
          !collect(tools.state, twin, duty, spell, passing))
        passing.resize(before);
      break;
    }
  }
  return pass(tools, passing);
}

}  // namespace carerota
