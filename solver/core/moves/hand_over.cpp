// Several visits of one client pass from one carer to another across the week; where the
// taker is busy just then, the giver takes that visit in return.
#include <algorithm>

#include "moves/common.hpp"

namespace carerota {

namespace {

constexpr int MOST_HANDED = 7;

struct Handing {
  Row task, duty;
};

Row other_carer(Tools& tools, Row group, Row task, Row giver) {
  const Problem& given = tools.given();
  for (int attempt = 0; attempt < 6; ++attempt) {
    Row taker;
    if (tools.rng.chance(70)) {  // somebody this client already sees
      const auto& units = given.group_units[group];
      const Row unit = units[tools.rng.below(units.size())];
      if (!tools.state.done(unit)) continue;
      taker = given.duty_carer[tools.state.task(given.first_task(unit)).duty];
    } else {
      const auto& any = given.candidates[task];
      if (any.empty()) return NOBODY;
      taker = given.duty_carer[any[tools.rng.below(any.size())]];
    }
    if (taker != giver && given.may(task, taker)) return taker;
  }
  return NOBODY;
}

// Tasks of the taker that overlap the one handed over go back, where the giver may make them.
bool hand_back(const State& state, Row task, Row duty, Row giver_duty,
               std::vector<Handing>& handing) {
  const Problem& given = state.problem;
  const Time start = state.task(task).start, end = start + given.task_duration[task];
  for (Row other : state.tour(duty)) {
    const Time begins = state.task(other).start;
    if (begins >= end || begins + given.task_duration[other] <= start) continue;
    if (!duty_fits(given, giver_duty, other)) return false;
    handing.push_back({other, giver_duty});
  }
  return true;
}

}  // namespace

Outcome hand_over(Tools& tools) {
  const Problem& given = tools.given();
  const Row unit = pick_done_unit(tools);
  if (unit == NOBODY || given.unit_group[unit] < 0) return Outcome::NOTHING;
  const Row group = given.unit_group[unit];
  const Row seed = given.unit_offset[unit] +
                   Row(tools.rng.below(std::uint64_t(given.unit_size(unit))));
  const Row giver = given.duty_carer[tools.state.task(seed).duty];
  const Row taker = other_carer(tools, group, seed, giver);
  if (taker == NOBODY) return Outcome::NOTHING;
  const bool everything = tools.rng.chance(40);
  const bool back = tools.rng.chance(60);
  thread_local std::vector<Handing> handing;
  handing.clear();
  for (Row other : given.group_units[group]) {
    if (!tools.state.done(other) || int(handing.size()) >= 2 * MOST_HANDED) continue;
    if (!everything && other != unit && tools.rng.chance(50)) continue;
    for (Row task = given.unit_offset[other]; task < given.unit_offset[other + 1]; ++task) {
      const Row from = tools.state.task(task).duty;
      if (given.duty_carer[from] != giver) continue;
      const Row to = duty_of_carer(given, taker, task);
      if (to == NOBODY) continue;
      const std::size_t before = handing.size();
      handing.push_back({task, to});
      if (back && !hand_back(tools.state, task, to, from, handing)) handing.resize(before);
    }
  }
  if (handing.empty()) return Outcome::NOTHING;
  // A task met twice keeps its first handing.
  std::stable_sort(handing.begin(), handing.end(),
                   [](const Handing& one, const Handing& two) { return one.task < two.task; });
  handing.erase(std::unique(handing.begin(), handing.end(),
                            [](const Handing& one, const Handing& two) {
                              return one.task == two.task;
                            }),
                handing.end());
  tools.state.begin();
  for (const Handing& one : handing) tools.state.take_out(one.task);
  for (const Handing& one : handing) {
    const TaskState& now = tools.state.task(one.task);
    tools.state.put_in(one.task, one.duty, now.key, now.hold);
  }
  return settled(tools.state);
}

}  // namespace carerota
