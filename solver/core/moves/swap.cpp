// Two tasks of different duties change places; each keeps its time or takes its preferred one.
#include "moves/common.hpp"

namespace carerota {

namespace {

// Sync tasks share a release, so a task with partners keeps its own.
Time release_after(Tools& tools, Row task) {
  const Problem& given = tools.given();
  if (!given.sync[task].empty() || tools.rng.chance(60)) return tools.state.task(task).release;
  return pick_release(tools, task, tools.state.task(task).duty);
}

}  // namespace

Outcome swap_units(Tools& tools) {
  const Problem& given = tools.given();
  const Row unit = pick_done_unit(tools);
  if (unit == NOBODY) return Outcome::NOTHING;
  const auto& near = tools.neighbours.of(unit);
  if (near.empty()) return Outcome::NOTHING;
  const Row one = given.unit_offset[unit] +
                  Row(tools.rng.below(std::uint64_t(given.unit_size(unit))));
  const Row other = near[tools.rng.below(near.size())];
  const Row from = tools.state.task(one).duty, to = tools.state.task(other).duty;
  if (to == NOBODY || from == to || !duty_fits(given, to, one) || !duty_fits(given, from, other))
    return Outcome::NOTHING;
  const Time release_one = release_after(tools, one);
  const Time release_other = release_after(tools, other);
  tools.state.begin();
  tools.state.take_out(one);
  tools.state.take_out(other);
  tools.state.put_in(one, to, release_one);
  tools.state.put_in(other, from, release_other);
  return settled(tools.state);
}

}  // namespace carerota
