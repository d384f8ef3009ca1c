// What a start put off makes late: after it in its duty, and in the duties of those who wait.
#include <algorithm>

#include "moves/outlook.hpp"

namespace carerota {

namespace {

// How far consequences are followed from duty to duty.
constexpr int MOST_HOPS = 2;

struct Push {
  const State& state;
  Row moving;         // the task the change is about: where it is now does not count
  Row whole;          // a unit all of which moves, or NOBODY
  Cost limit;         // beyond this nothing more is followed
  Cost energy = 0;
  Cost latest = 0;    // greatest lateness met

  void start_later(Row task, Time start, int hops);
  Time follow(Row duty, int at, Time by, int hops);
  void tell_linked(Row task, Time start, int hops);
};

void Push::start_later(Row task, Time start, int hops) {
  const Problem& given = state.problem;
  const Time was = state.task(task).start;
  energy += energy_of_time(given, task, start) - energy_of_time(given, task, was);
  if (given.greatest_late > 0) latest = std::max<Cost>(latest, given.lateness(task, start));
  if (given.call[task].linked && hops > 0) tell_linked(task, start, hops - 1);
}

// Those who start with a task, or so long after it.
void Push::tell_linked(Row task, Time start, int hops) {
  const Problem& given = state.problem;
  const auto wait_until = [&](Row other, Time moment) {
    const TaskState& now = state.task(other);
    if (other == moving || now.duty == NOBODY || moment <= now.start) return;
    if (given.call[other].unit == whole) return;
    start_later(other, moment, 0);
    follow(now.duty, state.position(other) + 1, moment - now.start, hops);
  };
  for (Row other : given.sync[task]) wait_until(other, start);
  for (const auto& bound : given.bounds[task]) wait_until(bound.other, start - bound.most);
}

// From a place of a duty on everything could begin so much later, less what is waited anyway;
// by how much its end is put off.
Time Push::follow(Row duty, int at, Time by, int hops) {
  const Problem& given = state.problem;
  const auto& tour = state.tour(duty);
  for (; at < int(tour.size()) && by > 0 && energy <= limit; ++at) {
    const Row task = tour[std::size_t(at)];
    if (task == moving) continue;
    const TaskState& now = state.task(task);
    by -= now.start - now.ready;
    if (by > 0) start_later(task, now.start + by, hops);
  }
  if (by <= 0) return 0;
  const Time over = state.summary(duty).last + by - given.duty_due[duty];
  if (over > 0) energy += given.overtime * given.weight[OVERTIME] * std::min(by, over);
  return by;
}

}  // namespace

Cost energy_of_time(const Problem& given, Row task, Time start) {
  return given.time_cost_late(task, start) * given.weight[LATE] +
         given.time_cost_early(task, start) * given.weight[EARLY] +
         given.time_cost_near(task, start) * given.weight[NEAR];
}

Cost cost_of_pushing(const State& state, const Wish& wish, Time start, Row after, Time by,
                     Time& end_put_off) {
  const Problem& given = state.problem;
  const Row task = wish.task;
  Push push{state, task, wish.whole ? given.call[task].unit : NOBODY, wish.limit};
  end_put_off = 0;
  if (given.greatest_late > 0) push.latest = given.lateness(task, start);
  if (given.call[task].linked) push.tell_linked(task, start, MOST_HOPS - 1);
  if (after != NOBODY && by > 0) {
    const Row duty = state.task(after).duty;
    push.start_later(after, state.task(after).start + by, MOST_HOPS);
    end_put_off = push.follow(duty, state.position(after) + 1, by, MOST_HOPS);
  }
  const Cost top = state.greatest_late();
  if (push.latest > top)
    push.energy += (push.latest - top) * given.greatest_late * given.weight[GREATEST_LATE];
  return push.energy;
}

Time start_beside_linked(const State& state, Row task, Time start) {
  const Problem& given = state.problem;
  const auto alone = [&](Row other) {
    const TaskState& now = state.task(other);
    return now.duty == NOBODY ? NEVER : std::max(now.hold, now.ready);
  };
  for (Row other : given.sync[task]) start = std::max(start, alone(other));
  for (const auto& bound : given.bounds[task]) {
    const Time from = alone(bound.other);
    if (from > NEVER) start = std::max(start, from + bound.least);
  }
  return start;
}

}  // namespace carerota
