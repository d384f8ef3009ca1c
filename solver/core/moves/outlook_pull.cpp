// What could start earlier if a task left its duty: after it, and where somebody waited for it.
#include <algorithm>

#include "moves/outlook.hpp"

namespace carerota {

namespace {

struct Pull {
  const State& state;
  Cost top;          // greatest lateness now
  Cost energy = 0;   // lateness that could go, and waiting where others end earlier
  Time topmost = 0;  // by how much what is latest of all could come forward

  Time follow(Row duty, int at, Time by, bool partners);
  void partner(Row task, Time by);
};

// Those who wait for the task elsewhere.
void Pull::partner(Row task, Time by) {
  const Problem& given = state.problem;
  const TaskState& now = state.task(task);
  if (now.duty == NOBODY || by <= 0) return;
  const Time earlier = follow(now.duty, state.position(task), by, false);
  energy += earlier * given.waiting * given.weight[WAITING];
}

// Everything from a place of a tour on comes forward, as far as its holds and partners let it;
// by how much its end does.
Time Pull::follow(Row duty, int at, Time by, bool partners) {
  const Problem& given = state.problem;
  const auto& tour = state.tour(duty);
  for (; at < int(tour.size()) && by > 0; ++at) {
    const Row task = tour[std::size_t(at)];
    const Call& call = given.call[task];
    const TaskState& now = state.task(task);
    by = std::min(by, now.start - now.hold);
    if (call.linked && by > 0) {
      if (call.chain < 0) {
        for (Row other : given.sync[task]) {
          const TaskState& waiting = state.task(other);
          if (waiting.duty != NOBODY) by = std::min(by, now.start - waiting.own);
        }
      }
      if (partners) {
        for (Row other : given.sync[task]) partner(other, by);
        for (const auto& bound : given.bounds[task]) partner(bound.other, by);
      }
    }
    if (by <= 0) break;
    energy += (given.time_cost_late(task, now.start) - given.time_cost_late(task, now.start - by)) *
                  given.weight[LATE] +
              by * call.near * given.weight[NEAR];
    if (top > 0 && given.lateness(task, now.start) == top) topmost = std::max(topmost, by);
  }
  return std::max<Time>(by, 0);
}

}  // namespace

Cost worth_of_coming_forward(const State& state, Row duty, int at, Time by, bool partners,
                             Time& end_forward) {
  const Problem& given = state.problem;
  Pull pull{state, state.greatest_late()};
  end_forward = pull.follow(duty, at, by, partners);
  return pull.energy + std::min<Cost>(pull.topmost, pull.top) * given.greatest_late *
                           given.weight[GREATEST_LATE];
}

Cost worth_of_partners(const State& state, Row task) {
  const Problem& given = state.problem;
  if (!given.call[task].linked) return 0;
  Pull pull{state, state.greatest_late()};
  const auto freed = [&](Row other) {
    const TaskState& now = state.task(other);
    if (now.duty != NOBODY) pull.partner(other, now.start - std::max(now.hold, now.ready));
  };
  for (Row other : given.sync[task]) freed(other);
  for (const auto& bound : given.bounds[task]) freed(bound.other);
  return pull.energy + std::min<Cost>(pull.topmost, pull.top) * given.greatest_late *
                           given.weight[GREATEST_LATE];
}

}  // namespace carerota
