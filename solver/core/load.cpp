// A whole answer at once, and the proof that what is kept up to date is right.
#include <algorithm>

#include "state.hpp"

namespace carerota {

int State::load(const std::vector<Row>& duty, const std::vector<Time>& key,
                const std::vector<Time>& hold) {
  std::vector<Row> wanted;
  for (Row unit = 0; unit < problem.units; ++unit)
    if (may_load(unit, duty)) wanted.push_back(unit);
  begin();
  for (Row unit : wanted)
    for (Row task = problem.unit_offset[unit]; task < problem.unit_offset[unit + 1]; ++task)
      put_in(task, duty[task], key[task], hold[task]);
  if (settle()) return 0;
  undo();
  return load_one_by_one(wanted, duty, key, hold);
}

bool State::may_load(Row unit, const std::vector<Row>& duty) const {
  bool may = !done(unit);
  for (Row task = problem.unit_offset[unit]; task < problem.unit_offset[unit + 1]; ++task)
    may = may && duty[task] >= 0 && problem.may(task, problem.duty_carer[duty[task]]);
  return may;
}

int State::load_one_by_one(std::vector<Row> units, const std::vector<Row>& duty,
                           const std::vector<Time>& key, const std::vector<Time>& hold) {
  int refused = 0;
  std::stable_sort(units.begin(), units.end(), [&](Row one, Row other) {
    return key[problem.first_task(one)] < key[problem.first_task(other)];
  });
  for (Row unit : units) {
    begin();
    for (Row task = problem.unit_offset[unit]; task < problem.unit_offset[unit + 1]; ++task)
      put_in(task, duty[task], key[task], hold[task]);
    if (settle()) continue;
    undo();
    ++refused;
  }
  return refused;
}

std::string State::drift() const {
  State fresh(problem);
  std::vector<Row> duty(problem.tasks);
  std::vector<Time> start(problem.tasks);
  for (Row row = 0; row < problem.tasks; ++row) {
    duty[row] = tasks_[row].duty;
    start[row] = tasks_[row].start;
  }
  if (fresh.load(duty, start, start) > 0) return "load";
  for (Row row = 0; row < problem.tasks; ++row)
    if (duty[row] != NOBODY && fresh.tasks_[row].start != tasks_[row].start) return "start";
  for (int term = 0; term < TERMS; ++term)
    if (fresh.bill_.term[term] != bill_.term[term]) return "term " + std::to_string(term);
  if (fresh.late_.top() != late_.top() || fresh.idle_.top() != idle_.top()) return "greatest";
  if (fresh.bill_.left_out != bill_.left_out) return "left out";
  const Cost smooth = energy_ - energy_of_smooth(), anew = fresh.energy_ - fresh.energy_of_smooth();
  return smooth == anew ? "" : "energy";
}

}  // namespace carerota
