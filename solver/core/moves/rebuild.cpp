#include "moves/rebuild.hpp"

#include <algorithm>

#include "insertion.hpp"

namespace carerota {

namespace {

constexpr std::uint32_t BLINK = 5;

// What was where before: units may come back to other places, so orders are kept whole.
struct Place {
  Row task;
  Time key, hold;
};
struct Order {
  Row duty;
  std::vector<Place> places;
};

void add(const Problem& given, std::vector<Row>& units, Row unit) {
  if (given.is_movable[std::size_t(unit)] &&
      std::find(units.begin(), units.end(), unit) == units.end())
    units.push_back(unit);
}

// Around one unit: its neighbours, its client's day, or what follows it in its tour.
void pick_units(Tools& tools, std::vector<Row>& units) {
  const Problem& given = tools.given();
  const auto& left = tools.state.left_out();
  Row seed = pick_unit(tools);
  if (!left.empty() && tools.rng.chance(50)) seed = left[tools.rng.below(left.size())];
  const std::size_t wanted = 2 + tools.rng.below(8);
  units.push_back(seed);
  const std::uint32_t way = tools.rng.below(3);
  if (way == 0 && given.unit_group[seed] >= 0) {
    for (Row unit : given.group_units[given.unit_group[seed]])
      if (units.size() < wanted && tools.rng.chance(50)) add(given, units, unit);
  } else if (way == 1 && tools.state.done(seed)) {
    const auto& tour = tools.state.tour(tools.state.task(given.first_task(seed)).duty);
    for (Row task : tour)
      if (units.size() < wanted) add(given, units, given.unit_of_task[task]);
  }
  const auto& near = tools.neighbours.of(seed);
  for (std::size_t attempt = 0; attempt < 3 * wanted && units.size() < wanted && !near.empty();
       ++attempt)
    add(given, units, given.unit_of_task[near[tools.rng.below(near.size())]]);
}

void order_units(Tools& tools, std::vector<Row>& units) {
  const Problem& given = tools.given();
  for (std::size_t row = units.size(); row > 1; --row)
    std::swap(units[row - 1], units[tools.rng.below(row)]);
  if (tools.rng.chance(60)) return;
  std::stable_sort(units.begin(), units.end(), [&](Row one, Row other) {
    if (given.unit_left_out_tier[one] != given.unit_left_out_tier[other])
      return given.unit_left_out_tier[one] < given.unit_left_out_tier[other];
    return given.candidates[given.first_task(one)].size() <
           given.candidates[given.first_task(other)].size();
  });
}

void keep_order(const State& state, Row duty, std::vector<Order>& orders) {
  for (const Order& order : orders)
    if (order.duty == duty) return;
  orders.push_back({duty, {}});
  for (Row task : state.tour(duty)) {
    const TaskState& now = state.task(task);
    orders.back().places.push_back({task, now.key, now.hold});
  }
}

void restore(Tools& tools, const std::vector<Row>& units, const std::vector<Order>& orders) {
  State& state = tools.state;
  state.begin();
  for (Row unit : units)
    if (state.done(unit)) take_out_unit(state, unit);
  for (const Order& order : orders)
    for (std::size_t at = 0; at < order.places.size(); ++at) {
      const Place& place = order.places[at];
      if (state.task(place.task).duty == NOBODY)
        state.put_in_at(place.task, order.duty, int(at), place.key, place.hold);
    }
  if (!state.settle()) state.undo();
}

}  // namespace

bool rebuild(Tools& tools, Cost allowance, bool strict) {
  const Problem& given = tools.given();
  thread_local std::vector<Row> units;
  thread_local std::vector<Order> orders;
  units.clear();
  orders.clear();
  pick_units(tools, units);
  const Cost before = tools.state.energy();
  const Tiers cost_before = tools.state.cost();
  for (Row unit : units) {
    if (!tools.state.done(unit)) continue;
    for (Row task = given.unit_offset[unit]; task < given.unit_offset[unit + 1]; ++task)
      keep_order(tools.state, tools.state.task(task).duty, orders);
  }
  tools.state.begin();
  for (Row unit : units) {
    if (!tools.state.done(unit)) continue;
    take_out_unit(tools.state, unit);
  }
  if (!tools.state.settle()) {
    tools.state.undo();
    return false;
  }
  order_units(tools, units);
  for (Row unit : units) insert_best(tools, unit, BLINK);
  const bool kept = strict ? compare(tools.state.cost(), cost_before, given.tiers) <= 0
                           : tools.state.energy() <= before + allowance;
  if (kept) return true;
  restore(tools, units, orders);
  return false;
}

}  // namespace carerota
