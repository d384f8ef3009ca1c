#include "neighbours.hpp"

#include <algorithm>
#include <limits>

namespace carerota {

namespace {

constexpr int KEPT = 28;
constexpr int LOOKED_AT = 1500;  // tasks, those of nearest wishes, that are measured at all

// Seconds of road plus a share of what would be waited or overlapped, the better way round.
Time distance(const Problem& given, Row one, Row other) {
  auto after = [&](Row first, Row second) {
    const Row from = given.task_place_end[first], to = given.task_place[second];
    const bool away = from >= 0 && to >= 0 && given.modes > 0;
    const Time free = away ? given.free_flow(0, from, to) : 0;
    const Time slack = given.task_preferred[second] - given.task_preferred[first] -
                       given.task_duration[first] - free;
    const Time flex = std::min(given.task_latest[second] - given.task_earliest[second],
                               2 * given.task_grace[second] + 4 * given.usual_length);
    const Time overlap = slack < 0 ? std::max<Time>(0, -slack - flex / 2) : 0;
    return free + (slack > 0 ? slack / 4 : 2 * overlap);
  };
  return std::min(after(one, other), after(other, one));
}

}  // namespace

Neighbours::Neighbours(const Problem& given) : near_(given.units) {
  std::vector<Row> order(given.tasks);
  for (Row task = 0; task < given.tasks; ++task) order[task] = task;
  std::stable_sort(order.begin(), order.end(), [&](Row one, Row other) {
    return given.task_preferred[one] < given.task_preferred[other];
  });
  std::vector<std::pair<Time, Row>> found;
  for (Row unit = 0; unit < given.units; ++unit) {
    const Row here = given.first_task(unit);
    found.clear();
    const auto here_at = std::lower_bound(
        order.begin(), order.end(), given.task_preferred[here],
        [&](Row task, Time moment) { return given.task_preferred[task] < moment; });
    auto from = here_at - std::min<std::ptrdiff_t>(LOOKED_AT / 2, here_at - order.begin());
    const auto to = here_at + std::min<std::ptrdiff_t>(LOOKED_AT / 2, order.end() - here_at);
    for (; from != to; ++from)
      if (given.unit_of_task[*from] != unit) found.emplace_back(distance(given, here, *from), *from);
    const auto kept = std::min<std::size_t>(KEPT, found.size());
    std::partial_sort(found.begin(), found.begin() + std::ptrdiff_t(kept), found.end());
    for (std::size_t row = 0; row < kept; ++row) near_[unit].push_back(found[row].second);
  }
}

}  // namespace carerota
