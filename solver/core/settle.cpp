// Moving starts on until nothing changes, then pricing what was touched.
#include <algorithm>

#include "state.hpp"

namespace carerota {

namespace {
// A legal change settles in a few passes over each duty; one that does not is refused.
constexpr std::size_t MOST_PASSES = 400, MOST_PASSES_A_DUTY = 20;
}  // namespace

bool State::settle() {
  const std::size_t most = MOST_PASSES + MOST_PASSES_A_DUTY * tours_saved_;
  for (std::size_t passes = 0; !queue_.empty(); ++passes)
    if (passes == most || !settle_duty(next_in_queue())) return false;
  for (const TaskUndo& saved : task_undo_)
    if (tasks_[saved.task].duty != NOBODY && !start_legal(saved.task)) return false;
  if (!units_whole()) return false;
  for (std::size_t row = 0; row < tours_saved_; ++row)
    if (!summarise(tour_undo_[row].duty)) return false;
  for (std::size_t row = 0; row < tours_saved_; ++row)
    if (!reprice_carer(problem.duty_carer[tour_undo_[row].duty])) return false;
  price_people();
  energy_ = problem.energy_of(bill_);
  return true;
}

// The duty whose first changed task comes earliest: close to the order of dependence, so
// that few starts are computed twice.
Row State::next_in_queue() {
  std::size_t best = 0;
  Time best_release = 0;
  for (std::size_t row = 0; row < queue_.size(); ++row) {
    const Row duty = queue_[row];
    const auto& tour = tours_[duty];
    const int at = dirty_[duty].from;
    const Time release = at < int(tour.size()) ? tasks_[tour[at]].release : -NEVER;
    if (row == 0 || release < best_release) {
      best = row;
      best_release = release;
    }
  }
  const Row duty = queue_[best];
  queue_[best] = queue_.back();
  queue_.pop_back();
  return duty;
}

bool State::settle_duty(Row duty) {
  touch_duty(duty);
  const int from = dirty_[duty].from, to = dirty_[duty].to;
  dirty_[duty].queued = false;
  const auto& tour = tours_[duty];
  for (int at = from; at < int(tour.size()); ++at) {
    const Row task = tour[at];
    touch_task(task);
    TaskState& now = tasks_[task];
    const Time start = now.start, own = now.own;
    if (!reach(duty, task, at == 0 ? NOBODY : tour[at - 1])) return false;
    now.own = problem.on_grid(task, std::max({now.release, now.ready, lower_bound(task)}));
    now.start = common_start(task);
    // Elsewhere in the queue lies what may still bring this start forward.
    if (now.start > problem.task_latest[task] && queue_.empty()) return false;
    if (now.start != start) push(task);
    else if (at >= to && now.own == own) break;
  }
  return true;
}

// When the carer stands at the door; false where the leg may not be travelled at all.
bool State::reach(Row duty, Row task, Row previous) {
  const int mode = problem.duty_mode[duty];
  const Row here = problem.task_place[task];
  TaskState& now = tasks_[task];
  if (previous != NOBODY) {
    const Row there = problem.task_place_end[previous];
    if (!problem.leg_legal(mode, there, here)) return false;
    const Time end = tasks_[previous].start + problem.task_duration[previous];
    const Time arrival = problem.arrive(mode, end, problem.free_flow(mode, there, here));
    now.drive = arrival - end;
    now.ready = arrival + problem.added(mode, there, here);
    return true;
  }
  now.drive = 0;
  now.ready = problem.duty_start[duty];
  const Row home = problem.duty_start_place[duty];
  if (!problem.commute_legal(mode, home, here)) return false;
  if (home >= 0 && problem.duty_commute_inside[duty])
    now.ready = problem.arrive(mode, now.ready, problem.free_flow(mode, home, here)) +
                problem.added(mode, home, here);
  return true;
}

// A link holds a start back when it says "not before the other plus this much".
Time State::lower_bound(Row task) const {
  Time bound = NEVER;
  for (const auto& link : problem.bounds[task])
    if (link.least >= 0 && tasks_[link.other].duty != NOBODY)
      bound = std::max(bound, tasks_[link.other].start + link.least);
  return bound;
}

Time State::common_start(Row task) const {
  Time start = tasks_[task].own;
  for (Row other : problem.sync[task])
    if (tasks_[other].duty != NOBODY) start = std::max(start, tasks_[other].own);
  return start;
}

// Tell all who depend on the start of a task that it has moved.
void State::push(Row task) {
  push_bounds(task);
  for (Row other : problem.sync[task]) {
    TaskState& partner = tasks_[other];
    if (partner.duty == NOBODY || partner.start == tasks_[task].start) continue;
    touch_task(other);
    partner.start = tasks_[task].start;
    const int at = position_of(other);
    queue(partner.duty, at + 1, at + 1);
    push_bounds(other);
  }
}

void State::push_bounds(Row task) {
  for (const auto& link : problem.bounds[task]) {
    if (link.most > 0 || tasks_[link.other].duty == NOBODY) continue;
    const int at = position_of(link.other);
    queue(tasks_[link.other].duty, at, at);
  }
}

bool State::start_legal(Row task) const {
  const Time start = tasks_[task].start;
  if (start > problem.task_latest[task] || start < problem.task_earliest[task]) return false;
  for (const auto& link : problem.bounds[task]) {
    if (tasks_[link.other].duty == NOBODY) continue;
    const Time difference = start - tasks_[link.other].start;
    if (difference < link.least || difference > link.most) return false;
  }
  return true;
}

// Tasks of a unit are done together or not at all, by different carers.
bool State::units_whole() {
  for (const TaskUndo& saved : task_undo_) {
    const Row unit = problem.unit_of_task[saved.task];
    const Row first = problem.unit_offset[unit], last = problem.unit_offset[unit + 1];
    if (last - first < 2 || unit_seen_[unit] == epoch_) continue;
    unit_seen_[unit] = epoch_;
    for (Row task = first; task < last; ++task) {
      if ((tasks_[task].duty == NOBODY) != (tasks_[first].duty == NOBODY)) return false;
      if (tasks_[task].duty == NOBODY) continue;
      for (Row other = first; other < task; ++other)
        if (problem.duty_carer[tasks_[task].duty] == problem.duty_carer[tasks_[other].duty])
          return false;
    }
  }
  return true;
}

}  // namespace carerota
