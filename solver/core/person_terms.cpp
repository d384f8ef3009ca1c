// What a change costs the people cared for: times, faces, steadiness, promises.
#include <algorithm>

#include "state.hpp"

namespace carerota {

void State::price_people() {
  for (const TaskUndo& saved : task_undo_) price_task(saved.task, saved.was);
  for (const GroupUndo& saved : group_undo_) {
    price_group(saved.group, saved.was, -1);
    price_group(saved.group, groups_[saved.group], +1);
  }
}

void State::set_greatest(Greatest& tree, std::vector<std::pair<Row, Cost>>& undo, Row row,
                         Cost value) {
  const Cost was = tree.at(row);
  if (was == value) return;
  undo.emplace_back(row, was);
  tree.set(row, value);
}

// The two terms that only the worst of all counts for.
void State::price_greatest() {
  if (problem.greatest_late > 0) {
    for (const TaskUndo& saved : task_undo_) {
      const TaskState& now = tasks_[saved.task];
      set_greatest(late_, late_undo_, saved.task,
                   now.duty == NOBODY ? 0 : problem.lateness(saved.task, now.start));
    }
    bill_.term[GREATEST_LATE] = problem.greatest_late * late_.top();
  }
  if (problem.greatest_idle > 0) {
    for (std::size_t row = 0; row < tours_saved_; ++row) {
      const Row duty = tour_undo_[row].duty;
      smooth_idle_.change(idle_.at(duty), summaries_[duty].idle);
      set_greatest(idle_, idle_undo_, duty, summaries_[duty].idle);
    }
    if (smooth_idle_.stale(idle_.top())) restart_smooth();
    bill_.term[GREATEST_IDLE] = problem.greatest_idle * idle_.top();
  }
}

void State::restart_smooth() {
  std::vector<Cost> figures;
  for (Row duty = 0; duty < problem.duties; ++duty) figures.push_back(idle_.at(duty));
  smooth_idle_.restart(figures, idle_.top());
}

// What the smooth greatest adds to the greatest.
Cost State::energy_of_smooth() const {
  if (problem.greatest_idle == 0) return 0;
  return Cost(std::llround((smooth_idle_.value() - double(idle_.top())) *
                           double(problem.greatest_idle * problem.weight[GREATEST_IDLE])));
}

Cost State::energy_of_idling(Row duty, Time more) const {
  if (problem.greatest_idle == 0) return 0;
  const Cost now = idle_.at(duty);
  return Cost(std::llround(smooth_idle_.difference(now, now + more) *
                           double(problem.greatest_idle * problem.weight[GREATEST_IDLE])));
}

void State::price_task(Row task, const TaskState& was) {
  const TaskState& now = tasks_[task];
  auto& term = bill_.term;
  if (was.duty != NOBODY) {
    term[LATE] -= problem.time_cost_late(task, was.start);
    term[EARLY] -= problem.time_cost_early(task, was.start);
    term[NEAR] -= problem.time_cost_near(task, was.start);
    term[DISLIKE] -= problem.dislikes(task, problem.duty_carer[was.duty]);
  }
  if (now.duty != NOBODY) {
    term[LATE] += problem.time_cost_late(task, now.start);
    term[EARLY] += problem.time_cost_early(task, now.start);
    term[NEAR] += problem.time_cost_near(task, now.start);
    term[DISLIKE] += problem.dislikes(task, problem.duty_carer[now.duty]);
  }
  const Row unit = problem.unit_of_task[task];
  if (task == problem.first_task(unit) && (was.duty == NOBODY) != (now.duty == NOBODY)) {
    const bool left = now.duty == NOBODY;
    list_left_out(unit, left);
    left_out_undo_.push_back({unit, left});
    bill_.left_out[problem.unit_left_out_tier[unit]] +=
        left ? problem.unit_left_out[unit] : -problem.unit_left_out[unit];
  }
  if (problem.has_reference) price_moved(unit);
  const Row times = problem.task_time_group[task];
  if (times >= 0 && (was.start != now.start || was.duty == NOBODY || now.duty == NOBODY) &&
      time_seen_[times] != epoch_) {
    time_seen_[times] = epoch_;
    time_undo_.push_back({times, time_costs_[times]});
    const Cost cost = time_spread(times);
    term[UNEVEN] += cost - time_costs_[times];
    time_costs_[times] = cost;
  }
}

void State::price_moved(Row unit) {
  const Cost cost = moved_cost(unit);
  if (cost == moved_costs_[unit]) return;
  moved_undo_.emplace_back(unit, moved_costs_[unit]);
  bill_.term[MOVED] += cost - moved_costs_[unit];
  moved_costs_[unit] = cost;
}

Cost State::moved_cost(Row unit) const {
  Cost cost = 0;
  bool referred = false;
  for (int part = 0; part < 2; ++part) {
    const Row carer = problem.unit_reference[2 * unit + part];
    if (carer < 0) continue;
    referred = true;
    bool comes = false;
    for (Row task = problem.unit_offset[unit]; task < problem.unit_offset[unit + 1]; ++task)
      comes = comes || (tasks_[task].duty != NOBODY &&
                        problem.duty_carer[tasks_[task].duty] == carer);
    if (!comes) cost += problem.unit_moved_carer[unit];
  }
  const TaskState& first = tasks_[problem.first_task(unit)];
  if (referred && first.duty != NOBODY &&
      std::abs(first.start - problem.unit_reference_start[unit]) > problem.moved_grace)
    cost += problem.unit_moved_time[unit];
  return cost;
}

void State::price_group(Row group, const GroupState& now, int sign) {
  if (now.distinct == 0) return;
  const Cost crowd = std::max<Cost>(0, now.distinct - problem.group_usual[group]);
  const Cost over =
      std::max<Cost>(0, problem.group_met[group] + now.outsiders - problem.group_cap[group]);
  auto& term = bill_.term;
  term[FACES] += sign * (problem.group_face[group] * now.distinct +
                         problem.group_crowd[group] * crowd * crowd);
  term[WINDOW_FACES] += sign * problem.group_over_cap[group] * over * over;
  term[STRANGER] += sign * now.join;
}

Cost State::time_spread(Row group) const {
  Time least = 0, most = 0;
  int seen = 0;
  for (Row task : problem.time_group_tasks[group]) {
    if (tasks_[task].duty == NOBODY) continue;
    const Time off = tasks_[task].start - problem.task_preferred[task];
    least = seen == 0 ? off : std::min(least, off);
    most = seen == 0 ? off : std::max(most, off);
    ++seen;
  }
  if (seen < 2) return 0;
  return problem.time_rate[group] * std::max<Time>(0, most - least - problem.time_grace[group]);
}

}  // namespace carerota
