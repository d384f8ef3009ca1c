// Look-ups made once from what is given.
#include "problem.hpp"

#include <algorithm>

namespace carerota {

void Problem::prepare() {
  unit_of_task.assign(tasks, 0);
  for (Row unit = 0; unit < units; ++unit)
    for (Row task = unit_offset[unit]; task < unit_offset[unit + 1]; ++task)
      unit_of_task[task] = unit;
  carer_duty_offset.assign(carers + 1, 0);
  for (Row duty = 0; duty < duties; ++duty) ++carer_duty_offset[duty_carer[duty] + 1];
  for (Row carer = 0; carer < carers; ++carer)
    carer_duty_offset[carer + 1] += carer_duty_offset[carer];
  group_units.assign(groups, {});
  for (Row unit = 0; unit < units; ++unit)
    if (unit_group[unit] >= 0) group_units[unit_group[unit]].push_back(unit);
  time_group_tasks.assign(time_groups, {});
  for (Row task = 0; task < tasks; ++task)
    if (task_time_group[task] >= 0) time_group_tasks[task_time_group[task]].push_back(task);
  has_reference = std::any_of(unit_reference.begin(), unit_reference.end(),
                              [](Row carer) { return carer >= 0; });
  index_links();
  index_steps();
  index_candidates();
}

void Problem::index_links() {
  sync.assign(tasks, {});
  bounds.assign(tasks, {});
  std::vector<Row> leader(tasks);
  for (Row task = 0; task < tasks; ++task) leader[task] = task;
  auto find = [&](Row task) {
    while (leader[task] != task) task = leader[task];
    return task;
  };
  for (int link = 0; link < links; ++link) {
    const Row first = link_first[link], second = link_second[link];
    if (link_least[link] == 0 && link_most[link] == 0) {
      const Row one = find(first), other = find(second);
      leader[std::max(one, other)] = std::min(one, other);
      continue;
    }
    bounds[second].push_back({first, link_least[link], link_most[link]});
    bounds[first].push_back({second, -link_most[link], -link_least[link]});
  }
  std::vector<std::vector<Row>> members(tasks);
  for (Row task = 0; task < tasks; ++task) members[find(task)].push_back(task);
  for (Row task = 0; task < tasks; ++task)
    for (Row other : members[find(task)])
      if (other != task) sync[task].push_back(other);
}

void Problem::index_candidates() {
  candidates.assign(tasks, {});
  std::vector<Row> by_start(duties);
  for (Row duty = 0; duty < duties; ++duty) by_start[duty] = duty;
  std::sort(by_start.begin(), by_start.end(), [&](Row one, Row other) {
    return duty_start[one] != duty_start[other] ? duty_start[one] < duty_start[other]
                                                : one < other;
  });
  Time longest = 0;
  for (Row duty = 0; duty < duties; ++duty)
    longest = std::max(longest, duty_end[duty] - duty_start[duty]);
  for (Row task = 0; task < tasks; ++task) {
    const Time from = task_earliest[task] - longest;
    auto it = std::lower_bound(by_start.begin(), by_start.end(), from,
                               [&](Row duty, Time moment) { return duty_start[duty] < moment; });
    for (; it != by_start.end() && duty_start[*it] <= task_latest[task]; ++it) {
      const Row duty = *it;
      if (duty_end[duty] < task_earliest[task] + task_duration[task]) continue;
      if (may(task, duty_carer[duty])) candidates[task].push_back(duty);
    }
    std::sort(candidates[task].begin(), candidates[task].end());
  }
}

Tiers Problem::tiers_of(const Bill& bill) const {
  Tiers cost = bill.left_out;
  for (int term = 0; term < TERMS; ++term) cost[tier_of_term[term]] += bill.term[term];
  return cost;
}

Cost Problem::energy_of(const Bill& bill) const {
  const Tiers cost = tiers_of(bill);
  Cost energy = 0;
  for (int tier = 0; tier < tiers; ++tier) energy += cost[tier] * guide[tier];
  return energy;
}

int compare(const Tiers& one, const Tiers& other, int tiers) {
  for (int tier = 0; tier < tiers; ++tier)
    if (one[tier] != other[tier]) return one[tier] < other[tier] ? -1 : 1;
  return 0;
}

}  // namespace carerota
