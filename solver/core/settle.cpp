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
  price_greatest();
  for (const TaskUndo& saved : task_undo_) tasks_[saved.task].key = tasks_[saved.task].start;
  energy_ = problem.energy_of(bill_) + energy_of_smooth();
  return true;
}

// The duty whose first changed task comes earliest: close to the order of dependence, so
// that few starts are computed twice.
Row State::next_in_queue() {
  if (queue_.size() == 1) {
    const Row only = queue_[0];
    queue_.clear();
    return only;
  }
  std::size_t best = 0;
  Time earliest = 0;
  for (std::size_t row = 0; row < queue_.size(); ++row) {
    const Row duty = queue_[row];
    const auto& tour = tours_[duty];
    const int at = dirty_[duty].from;
    const Time key = at < int(tour.size()) ? tasks_[tour[at]].key : FOREVER;
    if (row == 0 || key < earliest) {
      best = row;
      earliest = key;
    }
  }
  const Row duty = queue_[best];
  queue_[best] = queue_.back();
  queue_.pop_back();
  return duty;
}

bool State::settle_duty(Row duty) {
  touch_duty(duty);
  int from = dirty_[duty].from;
  const int to = dirty_[duty].to;
  dirty_[duty].queued = false;
  const auto& tour = tours_[duty];
  const int size = int(tour.size());
  // Where a task without a place is made depends on the next one.
  if (from > 0 && problem.call[tour[std::size_t(from - 1)]].place < 0) --from;
  Row previous = from == 0 ? NOBODY : tour[std::size_t(from - 1)];
  for (int at = from; at < size; ++at) {
    const Row task = tour[std::size_t(at)];
    const Call& call = problem.call[task];
    touch_task(task);
    TaskState& now = tasks_[task];
    const TaskState was = now;
    if (!reach(duty, task, previous, at + 1 < size ? tour[std::size_t(at + 1)] : NOBODY))
      return false;
    if (call.linked) {
      restart(task);
    } else {
      now.own = now.start = problem.on_grid(task, std::max(now.hold, now.ready));
    }
    if (now.start > call.latest && (queue_.empty() || !held_up_elsewhere(duty, at))) return false;
    if (at >= to && now.start == was.start && now.stand == was.stand &&
        now.placed == was.placed && now.out == was.out && now.met == was.met)
      break;
    previous = task;
  }
  return true;
}

// Whether what is still in the queue could bring this start forward.
bool State::held_up_elsewhere(Row duty, int at) const {
  const auto& tour = tours_[duty];
  for (int before = at; before >= 0; --before) {
    const Row task = tour[std::size_t(before)];
    if (problem.call[task].linked) return true;
    if (tasks_[task].start == tasks_[task].hold) return false;
  }
  return false;
}

// When the carer stands at the door; false where the leg may not be travelled at all.
bool State::reach(Row duty, Row task, Row previous, Row next) {
  const Call& call = problem.call[task];
  TaskState& now = tasks_[task];
  now.met = false;
  if (call.place < 0) {
    if (next != NOBODY && problem.call[next].place >= 0) return meet_at_next(duty, task, previous, next);
    return travel(duty, previous, NOBODY, now);
  }
  if (!travel(duty, previous, call.place, now)) return false;
  now.placed = true;
  now.stand = call.place_end;
  return true;
}

// On the way from the task before, or from where the duty starts, to a place; NOBODY stays.
bool State::travel(Row duty, Row previous, Row place, TaskState& now) const {
  now.drive = 0;
  if (previous == NOBODY) {
    now.placed = now.out = false;
    now.stand = problem.duty_start_place[duty];
    now.ready = problem.duty_start[duty];
  } else {
    const TaskState& before = tasks_[previous];
    now.placed = before.placed;
    now.out = before.out;
    now.stand = before.stand;
    now.ready = before.start + problem.call[previous].duration;
    if (before.met) return true;
  }
  if (place < 0) return true;
  const bool commute = !now.out;
  now.out = true;
  if (now.stand < 0) return true;
  const int mode = problem.duty_mode[duty];
  const Leg& leg = problem.leg_of(mode, now.stand, place);
  if (commute ? !leg.commute() : !leg.between_tasks()) return false;
  // A commute outside the duty takes none of its time, unless something was made before it.
  if (commute && previous == NOBODY && !problem.duty_commute_inside[duty]) return true;
  const Time arrival = problem.arrive(mode, now.ready, leg.free);
  if (!commute) now.drive = arrival - now.ready;
  now.ready = arrival + leg.added();
  return true;
}

// A meal is taken at the next client's if the carer can be there in time for it, else before
// setting off.
bool State::meet_at_next(Row duty, Row task, Row previous, Row next) {
  TaskState& now = tasks_[task];
  const Row place = problem.call[next].place;
  if (!travel(duty, previous, place, now)) return false;
  if (problem.on_grid(task, std::max(now.hold, now.ready)) > problem.call[task].latest)
    return travel(duty, previous, NOBODY, now);
  now.met = true;
  now.stand = place;
  return true;
}

// The start that follows from hold, carer and links; all who depend on it are told.
void State::restart(Row task) {
  if (problem.chain_of[task] >= 0) return restart_chain(task);
  TaskState& now = tasks_[task];
  now.own = problem.on_grid(task, std::max(now.hold, now.ready));
  restart_partners(task);
}

// Tasks that start together start when the last of them can.
void State::restart_partners(Row task) {
  Time start = tasks_[task].duty == NOBODY ? NEVER : tasks_[task].own;
  for (Row other : problem.sync[task])
    if (tasks_[other].duty != NOBODY) start = std::max(start, tasks_[other].own);
  if (tasks_[task].duty != NOBODY) tasks_[task].start = start;
  for (Row other : problem.sync[task])
    if (tasks_[other].duty != NOBODY && tasks_[other].start != start)
      start_at(other, start, 1);
}

// A partner elsewhere starts at another moment: what follows it must be looked at again.
void State::start_at(Row task, Time start, int next) {
  touch_task(task);
  tasks_[task].start = start;
  const int at = position_of(task) + next;
  queue(tasks_[task].duty, at, at);
}

// Least starts of tasks bound to each other, from what each could do alone.
void State::restart_chain(Row task) {
  const auto& chain = problem.chains[problem.chain_of[task]];
  const std::size_t size = chain.size();
  chain_own_.resize(size);
  chain_start_.resize(size);
  auto start_of = [&](Row other) {
    for (std::size_t row = 0; row < size; ++row)
      if (chain[row] == other) return chain_start_[row];
    return NEVER;
  };
  for (std::size_t row = 0; row < size; ++row) {
    const TaskState& now = tasks_[chain[row]];
    chain_own_[row] = chain_start_[row] =
        now.duty == NOBODY ? NEVER
                           : problem.on_grid(chain[row], std::max(now.hold, now.ready));
  }
  bool changed = true;
  for (std::size_t pass = 0; changed && pass <= size; ++pass) {
    changed = false;
    for (std::size_t row = 0; row < size; ++row) {
      const Row here = chain[row];
      if (tasks_[here].duty == NOBODY) continue;
      Time own = chain_own_[row];
      for (const auto& bound : problem.bounds[here])
        if (tasks_[bound.other].duty != NOBODY)
          own = std::max(own, problem.on_grid(here, start_of(bound.other) + bound.least));
      Time start = chain_own_[row] = own;
      for (Row other : problem.sync[here])
        if (tasks_[other].duty != NOBODY) start = std::max(start, start_of(other));
      if (start > chain_start_[row]) {
        chain_start_[row] = start;
        changed = true;
      }
    }
  }
  for (std::size_t row = 0; row < size; ++row) {
    const Row here = chain[row];
    TaskState& now = tasks_[here];
    if (now.duty == NOBODY || now.start == chain_start_[row]) continue;
    if (here == task) now.start = chain_start_[row];
    else start_at(here, chain_start_[row], now.start == NEVER ? 0 : 1);
  }
}

bool State::start_legal(Row task) const {
  const Time start = tasks_[task].start;
  const Call& call = problem.call[task];
  if (start > call.latest || start < call.earliest) return false;
  if (call.chain < 0) return true;
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
      if (tasks_[task].duty == NOBODY || !problem.unit_distinct[unit]) continue;
      for (Row other = first; other < task; ++other)
        if (problem.duty_carer[tasks_[task].duty] == problem.duty_carer[tasks_[other].duty])
          return false;
    }
  }
  return true;
}

}  // namespace carerota
