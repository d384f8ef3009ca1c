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
    const Time key = state.task(task).key;
    if (key < spell.from || key >= spell.to) continue;
    if (!duty_fits(given, to, task)) return false;
    passing.push_back({task, to});
  }
  return true;
}

// Energy of other faces, hopefully: each visit for itself, a face that goes counted in full.
Cost energy_of_faces(const State& state, const std::vector<Passing>& passing) {
  const Problem& given = state.problem;
  Cost energy = 0;
  Row last_group = NOBODY, last_taker = NOBODY;
  for (const Passing& one : passing) {
    const Row giver = given.duty_carer[state.task(one.task).duty];
    const Row taker = given.duty_carer[one.duty];
    energy += (given.dislikes(one.task, taker) - given.dislikes(one.task, giver)) *
              given.weight[DISLIKE];
    const Row group = given.unit_group[given.call[one.task].unit];
    if (group < 0) continue;
    if (group != last_group || taker != last_taker)
      energy += energy_of_meeting(state, group, taker, +1);
    energy += energy_of_losing(state, group, giver);
    last_group = group;
    last_taker = taker;
  }
  return energy;
}

// One duty without what leaves it and with what comes, in order of keys.
void tour_after(const State& state, Row duty, const std::vector<Passing>& passing,
                std::vector<Row>& tasks) {
  tasks.clear();
  for (Row task : state.tour(duty)) {
    bool leaves = false;
    for (const Passing& one : passing) leaves = leaves || one.task == task;
    if (!leaves) tasks.push_back(task);
  }
  const std::size_t kept = tasks.size();
  for (const Passing& one : passing)
    if (one.duty == duty) tasks.push_back(one.task);
  if (kept == tasks.size()) return;
  std::stable_sort(tasks.begin(), tasks.end(), [&](Row one, Row other) {
    return state.task(one).key < state.task(other).key;
  });
}

// Whether exchanging between two duties might be accepted at all.
bool promises(Tools& tools, Row from, Row to, const std::vector<Passing>& passing) {
  State& state = tools.state;
  thread_local std::vector<Row> tasks;
  Cost energy = energy_of_faces(state, passing);
  Time seconds = 0;
  Cost latest_before = 0, latest_after = 0;
  for (Row duty : {from, to}) {
    tour_after(state, duty, passing, tasks);
    const Look after = outlook_of_tour(state, duty, tasks);
    if (!after.legal) return false;
    const Look before = outlook_of_tour(state, duty, state.tour(duty));
    energy += after.energy - before.energy;
    latest_before = std::max(latest_before, before.latest);
    latest_after = std::max(latest_after, after.latest);
  }
  energy += energy_of_latest(state, latest_before, latest_after);
  if (energy <= tools.allowance) return true;
  for (const Passing& one : passing)
    seconds += tools.given().call[one.task].duration + tools.given().usual_length;
  energy -= worth_to_carer(state, from, seconds) + worth_to_carer(state, to, seconds) +
            worth_of_hours(state, from, seconds) + worth_of_hours(state, to, seconds);
  return energy <= tools.allowance;
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
  for (const Passing& one : passing) {
    const TaskState& now = tools.state.task(one.task);
    tools.state.put_in(one.task, one.duty, now.key, now.hold);
  }
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
  const Time at = tools.state.task(tools.given().first_task(unit)).key;
  const Spell spell = tools.rng.chance(50) ? Spell{at, FOREVER} : Spell{NEVER, at + 1};
  auto& passing = scratch();
  if (!collect(tools.state, from, to, spell, passing) ||
      !collect(tools.state, to, from, spell, passing))
    return Outcome::NOTHING;
  if (passing.empty() || !promises(tools, from, to, passing)) return Outcome::NOTHING;
  return pass(tools, passing);
}

Outcome exchange_segments(Tools& tools) {
  Row unit, from, to;
  if (!pick_duties(tools, unit, from, to)) return Outcome::NOTHING;
  const Time at = tools.state.task(tools.given().first_task(unit)).key;
  const Time usual = tools.given().usual_length;
  const Time length = usual + Time(tools.rng.below(std::uint64_t(5 * usual)));
  auto& passing = scratch();
  if (!collect(tools.state, from, to, {at, at + length}, passing)) return Outcome::NOTHING;
  // One in four goes over without anything coming back.
  if (tools.rng.chance(75) && !collect(tools.state, to, from, {at, at + length}, passing))
    return Outcome::NOTHING;
  if (passing.empty() || !promises(tools, from, to, passing)) return Outcome::NOTHING;
  return pass(tools, passing);
}

Outcome exchange_week(Tools& tools) {
  const Problem& given = tools.given();
  Row unit, from, to;
  if (!pick_duties(tools, unit, from, to)) return Outcome::NOTHING;
  const Time day_start = given.duty_start[from] - given.duty_start[from] % 86400;
  const Time at = tools.state.task(given.first_task(unit)).key - day_start;
  const Time usual = given.usual_length;
  const Time length = usual + Time(tools.rng.below(std::uint64_t(7 * usual)));
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
