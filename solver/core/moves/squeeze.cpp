#include "moves/squeeze.hpp"

#include <algorithm>

namespace carerota {

namespace {

// A duty laid out as early, and as late, as windows allow; at free flow.
struct Layout {
  std::vector<Row> tasks;
  std::vector<Time> soonest, chance;
};

Time way(const Problem& given, int mode, Row from, Row to) {
  if (from < 0 || to < 0) return 0;
  const Leg& leg = given.leg_of(mode, from, to);
  return leg.free + leg.added();
}

Row stand_after(const Problem& given, Row duty, const std::vector<Row>& tasks, int at) {
  for (; at >= 0; --at)
    if (given.call[tasks[std::size_t(at)]].place >= 0)
      return given.call[tasks[std::size_t(at)]].place_end;
  return given.duty_start_place[duty];
}

Time leave_home(const Problem& given, Row duty, Row to) {
  const Time out = given.duty_commute_inside[duty]
                       ? way(given, given.duty_mode[duty], given.duty_start_place[duty], to)
                       : 0;
  return given.duty_start[duty] + out;
}

void lay_out(const State& state, Row duty, Row leaves, Layout& layout) {
  const Problem& given = state.problem;
  const int mode = given.duty_mode[duty];
  layout.tasks.clear();
  for (Row task : state.tour(duty))
    if (task != leaves) layout.tasks.push_back(task);
  const int size = int(layout.tasks.size());
  layout.soonest.assign(std::size_t(size), 0);
  layout.chance.assign(std::size_t(size), 0);
  for (int at = 0; at < size; ++at) {
    const Row task = layout.tasks[std::size_t(at)];
    const Call& call = given.call[task];
    Time ready;
    if (at == 0) {
      ready = leave_home(given, duty, call.place);
    } else {
      const Row before = layout.tasks[std::size_t(at - 1)];
      ready = layout.soonest[std::size_t(at - 1)] + given.call[before].duration +
              way(given, mode, stand_after(given, duty, layout.tasks, at - 1), call.place);
    }
    Time soonest = std::max(ready, call.earliest);
    // A partner elsewhere is not asked to move.
    for (Row other : given.sync[task])
      if (state.task(other).duty != NOBODY) soonest = std::max(soonest, state.task(other).own);
    if (call.chain >= 0) soonest = std::max(soonest, state.task(task).start);
    layout.soonest[std::size_t(at)] = soonest;
  }
  Time chance = given.duty_end[duty];
  Row next = given.duty_commute_inside[duty] ? given.duty_end_place[duty] : NOBODY;
  for (int at = size - 1; at >= 0; --at) {
    const Call& call = given.call[layout.tasks[std::size_t(at)]];
    chance -= way(given, mode, stand_after(given, duty, layout.tasks, at), next);
    chance = std::min(call.latest, chance - call.duration);
    layout.chance[std::size_t(at)] = chance;
    next = call.place;
  }
}

Layout& scratch() {
  thread_local Layout layout;
  return layout;
}

}  // namespace

Squeeze look_for_room(Tools& tools, Row task, Row duty, Row leaves, Time not_before) {
  const State& state = tools.state;
  const Problem& given = tools.given();
  const Call& call = given.call[task];
  const int mode = given.duty_mode[duty];
  Layout& layout = scratch();
  lay_out(state, duty, leaves, layout);
  const int size = int(layout.tasks.size());
  Squeeze best;
  for (int at = 0; at <= size; ++at) {
    const Row from = stand_after(given, duty, layout.tasks, at - 1);
    const Row after = at == size ? NOBODY : layout.tasks[std::size_t(at)];
    const bool home_counts = given.duty_commute_inside[duty] != 0;
    const Row to = after == NOBODY ? given.duty_end_place[duty] : given.call[after].place;
    Time ready = at == 0 ? leave_home(given, duty, call.place)
                         : layout.soonest[std::size_t(at - 1)] +
                               given.call[layout.tasks[std::size_t(at - 1)]].duration +
                               way(given, mode, from, call.place);
    const Time soonest = std::max({ready, call.earliest, not_before});
    if (soonest > call.latest) break;
    const Row stand = call.place >= 0 ? call.place_end : from;
    const Time on = after == NOBODY && !home_counts ? 0 : way(given, mode, stand, to);
    const Time end = after == NOBODY ? given.duty_end[duty] : layout.chance[std::size_t(at)];
    const Time latest = std::min(call.latest, end - on - call.duration);
    if (soonest > latest) continue;
    const Time start = std::clamp(call.preferred, soonest, latest);
    const Cost road = call.place < 0 ? 0
                                     : way(given, mode, from, call.place) +
                                           way(given, mode, call.place_end, to) -
                                           way(given, mode, from, to);
    const Cost energy = road * given.weight_of_travel +
                        given.time_cost_late(task, start) * given.weight[LATE] +
                        given.time_cost_early(task, start) * given.weight[EARLY];
    if (best.found && energy >= best.energy) continue;
    best = {true, at, start, energy, leaves};
  }
  return best;
}

void squeeze_in(Tools& tools, Row task, Row duty, const Squeeze& squeeze) {
  State& state = tools.state;
  const Problem& given = tools.given();
  const int mode = given.duty_mode[duty];
  Layout& layout = scratch();
  lay_out(state, duty, squeeze.leaves, layout);
  if (squeeze.leaves != NOBODY) state.take_out(squeeze.leaves);
  // What comes before starts early enough to be over in time.
  Time due = squeeze.start;
  Row to = given.call[task].place;
  for (int at = squeeze.at - 1; at >= 0; --at) {
    const Row before = layout.tasks[std::size_t(at)];
    due -= way(given, mode, stand_after(given, duty, layout.tasks, at), to) +
           given.call[before].duration;
    if (state.task(before).start <= due) break;
    if (state.task(before).hold > due) state.hold_until(before, due);
    to = given.call[before].place;
  }
  const Time after = squeeze.at > 0 ? state.task(layout.tasks[std::size_t(squeeze.at - 1)]).key
                                    : squeeze.start;
  state.put_in_at(task, duty, squeeze.at, std::max(after, squeeze.start), squeeze.start);
}

}  // namespace carerota
