// Making a change, keeping it, undoing it.
#include "state.hpp"

#include <algorithm>

namespace carerota {

namespace {
constexpr double SMOOTHING = 6;  // a usual task is so many times what the smooth greatest blurs
}

State::State(const Problem& given)
    : problem(given), smooth_idle_(double(given.usual_length) / SMOOTHING) {
  tasks_.assign(given.tasks, {});
  tours_.assign(given.duties, {});
  summaries_.assign(given.duties, {});
  carer_bills_.assign(given.carers, {});
  groups_.assign(given.groups, {});
  met_.assign(std::size_t(given.groups) * given.carers, 0);
  time_costs_.assign(given.time_groups, 0);
  moved_costs_.assign(given.units, 0);
  left_out_at_.assign(given.units, NOBODY);
  task_seen_.assign(given.tasks, 0);
  duty_seen_.assign(given.duties, 0);
  carer_seen_.assign(given.carers, 0);
  group_seen_.assign(given.groups, 0);
  time_seen_.assign(given.time_groups, 0);
  unit_seen_.assign(given.units, 0);
  dirty_.assign(given.duties, {});
  last_chance_.assign(std::size_t(given.tasks), 0);
  last_chance_known_.assign(std::size_t(given.duties), 0);
  if (given.greatest_late > 0) late_.resize(std::size_t(given.tasks));
  if (given.greatest_idle > 0) {
    idle_.resize(std::size_t(given.duties));
    for (Row duty = 0; duty < given.duties; ++duty)
      summaries_[duty].idle = given.duty_due[duty] - given.duty_start[duty];
    for (Row duty = 0; duty < given.duties; ++duty) idle_.set(duty, summaries_[duty].idle);
    restart_smooth();
  }
  price_greatest();
  for (Row unit = 0; unit < given.units; ++unit) {
    list_left_out(unit, true);
    bill_.left_out[given.unit_left_out_tier[unit]] += given.unit_left_out[unit];
    moved_costs_[unit] = moved_cost(unit);
    bill_.term[MOVED] += moved_costs_[unit];
  }
  for (Row carer = 0; carer < given.carers; ++carer) {
    price_carer(carer, carer_bills_[carer]);
    for (int index = 0; index < CARER_TERMS; ++index)
      bill_.term[carer_term(index)] += carer_bills_[carer][index];
  }
  energy_ = given.energy_of(bill_) + energy_of_smooth();
}

void State::list_left_out(Row unit, bool add) {
  if (!problem.is_possible[std::size_t(unit)]) return;  // trying would be in vain
  if (add) {
    left_out_at_[unit] = Row(left_out_.size());
    left_out_.push_back(unit);
    return;
  }
  const Row at = left_out_at_[unit], moved = left_out_.back();
  left_out_[at] = moved;
  left_out_at_[moved] = at;
  left_out_.pop_back();
  left_out_at_[unit] = NOBODY;
}

void State::begin() {
  ++epoch_;
  task_undo_.clear();
  met_undo_.clear();
  tours_saved_ = 0;
  carer_undo_.clear();
  group_undo_.clear();
  time_undo_.clear();
  moved_undo_.clear();
  left_out_undo_.clear();
  late_undo_.clear();
  idle_undo_.clear();
  queue_.clear();
  bill_was_ = bill_;
  energy_was_ = energy_;
  smooth_idle_was_ = smooth_idle_;
}

void State::touch_task(Row task) {
  if (task_seen_[task] == epoch_) return;
  task_seen_[task] = epoch_;
  task_undo_.push_back({task, tasks_[task]});
}

void State::touch_duty(Row duty) {
  if (duty_seen_[duty] == epoch_) return;
  duty_seen_[duty] = epoch_;
  if (tours_saved_ == tour_undo_.size()) tour_undo_.emplace_back();
  TourUndo& saved = tour_undo_[tours_saved_++];
  saved.duty = duty;
  saved.known = last_chance_known_[duty] != 0;
  last_chance_known_[duty] = 0;
  saved.was = tours_[duty];
  saved.summary = summaries_[duty];
}

int State::position_of(Row task) const {
  const auto& tour = tours_[tasks_[task].duty];
  return int(std::find(tour.begin(), tour.end(), task) - tour.begin());
}

void State::queue(Row duty, int from, int to) {
  Dirty& dirty = dirty_[duty];
  if (!dirty.queued) {
    dirty = {true, from, to};
    queue_.push_back(duty);
    return;
  }
  dirty.from = std::min(dirty.from, from);
  dirty.to = std::max(dirty.to, to);
}

void State::take_out(Row task) {
  touch_task(task);
  const Row duty = tasks_[task].duty;
  touch_duty(duty);
  const int at = position_of(task);
  tours_[duty].erase(tours_[duty].begin() + at);
  if (dirty_[duty].queued) {
    if (dirty_[duty].from > at) --dirty_[duty].from;
    if (dirty_[duty].to > at) --dirty_[duty].to;
  }
  queue(duty, at, at);
  tasks_[task].duty = NOBODY;
  if (problem.chain_of[task] >= 0) restart_chain(task);
  else if (problem.sync_across) restart_partners(task);
  const Row group = problem.unit_group[problem.unit_of_task[task]];
  if (group >= 0) count_meeting(group, problem.duty_carer[duty], -1);
}

void State::put_in(Row task, Row duty, Time key, Time hold) {
  const auto& tour = tours_[duty];
  int at = int(tour.size());
  while (at > 0 && (tasks_[tour[at - 1]].key > key ||
                    (tasks_[tour[at - 1]].key == key && tour[at - 1] > task)))
    --at;
  put_in_at(task, duty, at, key, hold);
}

void State::put_in_at(Row task, Row duty, int at, Time key, Time hold) {
  touch_task(task);
  touch_duty(duty);
  TaskState& now = tasks_[task];
  now.duty = duty;
  now.hold = hold;
  now.key = key;
  // Until it is placed, nothing but its hold is known of its start.
  now.ready = now.own = hold;
  now.start = NEVER;
  auto& tour = tours_[duty];
  tour.insert(tour.begin() + at, task);
  if (dirty_[duty].queued) {
    if (dirty_[duty].from >= at) ++dirty_[duty].from;
    if (dirty_[duty].to >= at) ++dirty_[duty].to;
  }
  queue(duty, at, at + 1);
  const Row group = problem.unit_group[problem.unit_of_task[task]];
  if (group >= 0) count_meeting(group, problem.duty_carer[duty], +1);
}

void State::hold_until(Row task, Time hold) {
  touch_task(task);
  tasks_[task].hold = hold;
  const int at = position_of(task);
  queue(tasks_[task].duty, at, at + 1);
}

void State::count_meeting(Row group, Row carer, int change) {
  if (group_seen_[group] != epoch_) {
    group_seen_[group] = epoch_;
    group_undo_.push_back({group, groups_[group]});
  }
  const std::size_t at = std::size_t(group) * problem.carers + carer;
  met_undo_.push_back({group, carer, change});
  const int before = met_[at], after = before + change;
  met_[at] = std::uint16_t(after);
  if ((before == 0) == (after == 0)) return;
  GroupState& now = groups_[group];
  now.distinct += change;
  if (!problem.in_window[at]) now.outsiders += change;
  now.join += change * Cost(problem.join[at]);
}

void State::undo() {
  for (Row duty : queue_) dirty_[duty].queued = false;
  queue_.clear();
  for (const TaskUndo& saved : task_undo_) tasks_[saved.task] = saved.was;
  for (std::size_t row = 0; row < tours_saved_; ++row) {
    TourUndo& saved = tour_undo_[row];
    tours_[saved.duty].swap(saved.was);
    summaries_[saved.duty] = saved.summary;
    // Found anew in between, they are those of the tour as it was in between.
    last_chance_known_[saved.duty] = saved.known && !last_chance_known_[saved.duty];
  }
  for (const MetUndo& saved : met_undo_)
    met_[std::size_t(saved.group) * problem.carers + saved.carer] =
        std::uint16_t(met_[std::size_t(saved.group) * problem.carers + saved.carer] - saved.change);
  for (const CarerUndo& saved : carer_undo_) carer_bills_[saved.carer] = saved.was;
  for (const GroupUndo& saved : group_undo_) groups_[saved.group] = saved.was;
  for (const TimeUndo& saved : time_undo_) time_costs_[saved.group] = saved.was;
  for (const auto& [unit, was] : moved_undo_) moved_costs_[unit] = was;
  for (auto it = late_undo_.rbegin(); it != late_undo_.rend(); ++it) late_.set(it->first, it->second);
  for (auto it = idle_undo_.rbegin(); it != idle_undo_.rend(); ++it) idle_.set(it->first, it->second);
  for (auto it = left_out_undo_.rbegin(); it != left_out_undo_.rend(); ++it)
    list_left_out(it->first, !it->second);
  bill_ = bill_was_;
  energy_ = energy_was_;
  smooth_idle_ = smooth_idle_was_;
}

void State::copy_from(const State& other) {
  tasks_ = other.tasks_;
  tours_ = other.tours_;
  summaries_ = other.summaries_;
  std::fill(last_chance_known_.begin(), last_chance_known_.end(), 0);
  carer_bills_ = other.carer_bills_;
  groups_ = other.groups_;
  met_ = other.met_;
  time_costs_ = other.time_costs_;
  moved_costs_ = other.moved_costs_;
  late_ = other.late_;
  idle_ = other.idle_;
  smooth_idle_ = other.smooth_idle_;
  left_out_ = other.left_out_;
  left_out_at_ = other.left_out_at_;
  bill_ = other.bill_;
  energy_ = other.energy_;
}

void State::find_last_chances(Row duty) {
  const auto& tour = tours_[duty];
  const int mode = problem.duty_mode[duty];
  Time chance = problem.duty_end[duty];
  const Row home = problem.duty_end_place[duty];
  if (!tour.empty() && home >= 0 && problem.duty_commute_inside[duty] &&
      tasks_[tour.back()].stand >= 0) {
    const Leg& leg = problem.leg_of(mode, tasks_[tour.back()].stand, home);
    chance -= leg.free + leg.added();
  }
  for (std::size_t at = tour.size(); at-- > 0;) {
    const Call& call = problem.call[tour[at]];
    chance = std::min(call.latest, chance - call.duration);
    last_chance_[tour[at]] = chance;
    if (at == 0) break;
    const TaskState& now = tasks_[tour[at]];
    const TaskState& before = tasks_[tour[at - 1]];
    chance -= now.ready - before.start - problem.call[tour[at - 1]].duration;
  }
  last_chance_known_[duty] = 1;
}

}  // namespace carerota
