// Cheapest insertion: of one unit, and of a whole first rota.
#include <algorithm>
#include <tuple>

#include "insertion.hpp"
#include "worker.hpp"

namespace carerota {

namespace {

constexpr std::size_t SINGLE_TRIED = 12;
constexpr std::size_t DOUBLE_TRIED = 6;
constexpr std::size_t MOST_LOOKED_AT = 60;

Time free_between(const Problem& given, int mode, Row from, Row to) {
  return from < 0 || to < 0 ? 0 : given.free_flow(mode, from, to);
}

// How well a task seems to sit in a duty, without moving anything: detour, overlap, faces.
Cost promise(const State& state, Row task, Row duty) {
  const Problem& given = state.problem;
  const int mode = given.duty_mode[duty];
  const Time start = given.task_preferred[task], end = start + given.task_duration[task];
  Row before = NOBODY, after = NOBODY;
  for (Row other : state.tour(duty)) {
    if (state.task(other).start <= start) before = other;
    else { after = other; break; }
  }
  const Row here = given.task_place[task], there = given.task_place_end[task];
  if (here < 0) return given.dislikes(task, given.duty_carer[duty]);
  Time detour = 0, conflict = 0;
  if (before != NOBODY) {
    const Time free = free_between(given, mode, state.task(before).stand, here);
    detour += free;
    conflict += std::max<Time>(0, state.task(before).start + given.task_duration[before] + free -
                                      start);
  } else if (given.duty_start_place[duty] >= 0) {
    detour += given.free_flow(mode, given.duty_start_place[duty], here) / 2;
  }
  if (after != NOBODY) {
    const Time free = free_between(given, mode, there, given.task_place[after]);
    detour += free;
    conflict += std::max<Time>(0, end + free - state.task(after).start);
  }
  if (before != NOBODY && after != NOBODY)
    detour -= free_between(given, mode, state.task(before).stand, given.task_place[after]);
  const Row group = given.unit_group[given.unit_of_task[task]];
  const Row carer = given.duty_carer[duty];
  Cost faces = given.dislikes(task, carer);
  if (group >= 0 && state.visits_between(group, carer) == 0)
    faces += given.join[std::size_t(group) * given.carers + carer] + given.group_face[group];
  return detour + 3 * conflict + faces / 4;
}

std::vector<Row> promising(Tools& tools, Row task, std::size_t kept) {
  const auto& all = tools.given().candidates[task];
  std::vector<std::pair<Cost, Row>> ranked;
  if (all.size() <= MOST_LOOKED_AT) {
    for (Row duty : all) ranked.emplace_back(promise(tools.state, task, duty), duty);
  } else {
    for (std::size_t row = 0; row < MOST_LOOKED_AT; ++row) {
      const Row duty = pick_duty(tools, task);
      ranked.emplace_back(promise(tools.state, task, duty), duty);
    }
  }
  std::sort(ranked.begin(), ranked.end());
  ranked.erase(std::unique(ranked.begin(), ranked.end()), ranked.end());
  std::vector<Row> duties;
  for (std::size_t row = 0; row < std::min(kept, ranked.size()); ++row)
    duties.push_back(ranked[row].second);
  return duties;
}

// What looks best for two holds, at the preferred time, and beside tasks of the duty.
void slots_for(Tools& tools, Row task, Row duty, std::vector<Slot>& slots) {
  const Problem& given = tools.given();
  slots.clear();
  Slot slot;
  if (best_slot(tools.state, {task, duty, given.usual_hold[task]}, slot).legal) slots.push_back(slot);
  if (given.holds_matter) {
    const Time wanted = clamp_to_window(given, task, given.task_preferred[task]);
    if (best_slot(tools.state, {task, duty, wanted}, slot).legal) slots.push_back(slot);
    if (best_slot(tools.state, {task, duty, given.task_earliest[task]}, slot).legal)
      slots.push_back(slot);
  }
  for (int extra = 0; extra < 2; ++extra)
    if (pick_slot(tools, {task, duty}, slot).legal) slots.push_back(slot);
}

// Energy the tasks of a unit seem to add in these places, at the most hopeful.
Cost hope(State& state, Row first, const std::vector<Row>& duties,
          const std::vector<Slot>& slots) {
  Cost energy = 0;
  for (std::size_t part = 0; part < duties.size(); ++part) {
    const Row task = first + Row(part);
    energy += look_at(state, {task, duties[part]}, slots[part]).energy +
              cost_of_coming(state, task, duties[part]);
  }
  return energy;
}

void try_duties(Tools& tools, Row unit, const std::vector<Row>& duties, std::uint32_t blink,
                Insertion& best) {
  thread_local std::vector<Slot> slots, chosen;
  const Problem& given = tools.given();
  const Cost breaks_missing = tools.state.bill().term[BREAK_MISSING];
  const Row first = given.first_task(unit);
  const Cost now = tools.state.energy();
  const Cost placed = given.unit_left_out[unit] * given.guide[given.unit_left_out_tier[unit]];
  slots_for(tools, first, duties[0], slots);
  for (const Slot& slot : slots) {
    if (blink > 0 && tools.rng.chance(blink)) continue;
    chosen.assign(1, slot);
    for (std::size_t part = 1; part < duties.size(); ++part)
      chosen.push_back(slot_beside(tools, first + Row(part), duties[part], first, slot));
    // What cannot become the best is not tried.
    if (best.found && now - placed + hope(tools.state, first, duties, chosen) >= best.energy)
      continue;
    tools.state.begin();
    for (std::size_t part = 0; part < duties.size(); ++part)
      tools.state.put_in(first + Row(part), duties[part], chosen[part].key, chosen[part].hold);
    // What takes a due break away is no place at all, however cheap.
    if (tools.state.settle() && tools.state.bill().term[BREAK_MISSING] <= breaks_missing &&
        (!best.found || tools.state.energy() < best.energy))
      best = {true, tools.state.energy(), duties, chosen};
    tools.state.undo();
  }
}

}  // namespace

Insertion best_insertion(Tools& tools, Row unit, std::uint32_t blink) {
  const Problem& given = tools.given();
  const Row first = given.unit_offset[unit];
  Insertion best;
  const bool single = given.unit_size(unit) == 1;
  std::vector<Row> duties(std::size_t(given.unit_size(unit)));
  for (Row duty : promising(tools, first, single ? SINGLE_TRIED : DOUBLE_TRIED)) {
    duties[0] = duty;
    if (single) {
      try_duties(tools, unit, duties, blink, best);
      continue;
    }
    for (Row other : promising(tools, first + 1, DOUBLE_TRIED)) {
      if (given.unit_distinct[unit] && given.duty_carer[other] == given.duty_carer[duty]) continue;
      duties[1] = other;
      for (std::size_t part = 2; part < duties.size(); ++part)
        duties[part] = pick_duty(tools, first + Row(part));
      if (duties.back() != NOBODY) try_duties(tools, unit, duties, blink, best);
    }
  }
  return best;
}

bool insert_best(Tools& tools, Row unit, std::uint32_t blink) {
  const Insertion best = best_insertion(tools, unit, blink);
  if (!best.found) return false;
  const Row first = tools.given().first_task(unit);
  tools.state.begin();
  for (std::size_t part = 0; part < best.duties.size(); ++part)
    tools.state.put_in(first + Row(part), best.duties[part], best.slots[part].key,
                       best.slots[part].hold);
  if (tools.state.settle()) return true;
  tools.state.undo();
  return false;
}

void Worker::construct(const std::atomic<bool>& cancelled) {
  // What hurts most to leave out goes first; then double-ups, then those few can make.
  const Problem& given = problem_;
  std::vector<Row> order(given.units);
  for (Row unit = 0; unit < given.units; ++unit) order[unit] = unit;
  auto rank = [&](Row unit) {
    const Row first = given.first_task(unit);
    return std::make_tuple(given.unit_left_out_tier[unit], -given.unit_size(unit),
                      -given.unit_left_out[unit], given.candidates[first].size(),
                      given.task_preferred[first], unit);
  };
  std::sort(order.begin(), order.end(), [&](Row one, Row other) {
    return rank(one) < rank(other);
  });
  Tools tools = this->tools();
  for (Row unit : order) {
    if (cancelled.load(std::memory_order_relaxed)) break;
    if (!state_.done(unit)) insert_best(tools, unit, 0);
  }
  remember();
}

}  // namespace carerota
