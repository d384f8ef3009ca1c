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
  std::vector<Row> seen_days = duty_day;
  std::sort(seen_days.begin(), seen_days.end());
  days = int(std::unique(seen_days.begin(), seen_days.end()) - seen_days.begin());
  group_units.assign(groups, {});
  for (Row unit = 0; unit < units; ++unit)
    if (unit_group[unit] >= 0) group_units[unit_group[unit]].push_back(unit);
  time_group_tasks.assign(time_groups, {});
  for (Row task = 0; task < tasks; ++task)
    if (task_time_group[task] >= 0) time_group_tasks[task_time_group[task]].push_back(task);
  has_reference = std::any_of(unit_reference.begin(), unit_reference.end(),
                              [](Row carer) { return carer >= 0; });
  index_links();
  index_chains();
  index_holds();
  for (int term = 0; term < TERMS; ++term) weight[std::size_t(term)] = guide[tier_of_term[term]];
  weight_of_travel = weight[TRAVEL] * travel;
  weight_of_commute = weight[COMMUTE] * commute;
  index_calls();
  index_legs();
  index_steps();
  index_candidates();
  index_movable();
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
      if (other != task) {
        sync[task].push_back(other);
        sync_across = sync_across || unit_of_task[other] != unit_of_task[task];
      }
}

// Follows bounds and sync from each task not yet in a chain that has a bound.
void Problem::index_chains() {
  chains.clear();
  chain_of.assign(tasks, NOBODY);
  std::vector<char> seen(tasks, 0);
  for (Row task = 0; task < tasks; ++task) {
    if (seen[task] || bounds[task].empty()) continue;
    std::vector<Row> found{task};
    seen[task] = 1;
    for (std::size_t row = 0; row < found.size(); ++row) {
      auto visit = [&](Row other) {
        if (!seen[other]) {
          seen[other] = 1;
          found.push_back(other);
        }
      };
      for (Row other : sync[found[row]]) visit(other);
      for (const Bound& bound : bounds[found[row]]) visit(bound.other);
    }
    std::stable_sort(found.begin(), found.end(), [&](Row one, Row other) {
      return task_preferred[one] < task_preferred[other];
    });
    for (Row member : found) chain_of[member] = Row(chains.size());
    chains.push_back(std::move(found));
  }
}

void Problem::index_calls() {
  call.clear();
  call.reserve(std::size_t(tasks));
  for (Row task = 0; task < tasks; ++task)
    call.push_back({task_place[task], task_place_end[task], unit_of_task[task], task_pair[task],
                    task_time_group[task], chain_of[task],
                    !sync[task].empty() || chain_of[task] >= 0, task_duration[task],
                    task_earliest[task], task_latest[task], task_preferred[task],
                    task_preferred[task] - task_grace[task],
                    task_preferred[task] + task_grace[task], task_again_from[task],
                    task_again_to[task], task_late[task], task_early[task], task_near[task]});
}

// Says of every leg once whether tasks and commutes may use it; frees what it was made from.
void Problem::index_legs() {
  leg.clear();
  leg.reserve(drive.size());
  std::size_t row = 0;
  for (int mode = 0; mode < modes; ++mode)
    for (Row from = 0; from < places; ++from)
      for (Row to = 0; to < places; ++to, ++row) {
        const Time free = drive[row], slack = std::max(place_extra[from], place_extra[to]);
        std::int32_t use = 0;
        if (free < UNREACHABLE && free <= leg_limit[mode] + slack) use |= Leg::BETWEEN_TASKS;
        if (free < UNREACHABLE && free <= commute_limit[mode] + slack) use |= Leg::COMMUTE;
        // What is added on a leg nobody can travel must not be read as a use of it.
        leg.push_back({drive[row], (free < UNREACHABLE ? extra[row] : 0) | use});
      }
  drive = {};
  extra = {};
}

void Problem::index_holds() {
  usual_hold = task_earliest;
  Time length = 0;
  holds_matter = waiting + awkward + long_week + long_span + greatest_idle + break_missing > 0;
  for (Row task = 0; task < tasks; ++task) {
    length += task_duration[task];
    if (task_early[task] == 0 && task_near[task] == 0) continue;
    holds_matter = true;
    const Time latest = std::max(task_earliest[task], task_latest[task]);
    usual_hold[task] =
        std::clamp(task_preferred[task] - task_grace[task], task_earliest[task], latest);
  }
  usual_length = std::max<Time>(1, tasks == 0 ? 1 : length / tasks);
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

// Where a rota in force is mended, most of it is fixed: moves need not choose it.
void Problem::index_movable() {
  movable.clear();
  is_movable.assign(std::size_t(units), 0);
  is_possible.assign(std::size_t(units), 1);
  for (Row unit = 0; unit < units; ++unit)
    for (Row task = unit_offset[unit]; task < unit_offset[unit + 1]; ++task) {
      if (candidates[task].empty()) is_possible[std::size_t(unit)] = 0;
      if (task_earliest[task] < task_latest[task] || candidates[task].size() > 1)
        is_movable[std::size_t(unit)] = 1;
    }
  if (std::count(is_movable.begin(), is_movable.end(), 1) == 0)
    is_movable.assign(std::size_t(units), 1);
  for (Row unit = 0; unit < units; ++unit)
    if (is_movable[std::size_t(unit)]) movable.push_back(unit);
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
