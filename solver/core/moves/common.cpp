#include "moves/common.hpp"

#include <algorithm>

namespace carerota {

Row pick_done_unit(Tools& tools) {
  for (int attempt = 0; attempt < 8; ++attempt) {
    const Row unit = Row(tools.rng.below(std::uint64_t(tools.given().units)));
    if (tools.state.done(unit)) return unit;
  }
  return NOBODY;
}

bool duty_fits(const Problem& given, Row duty, Row task) {
  return given.duty_start[duty] <= given.task_latest[task] &&
         given.duty_end[duty] >= given.task_earliest[task] + given.task_duration[task] &&
         given.may(task, given.duty_carer[duty]);
}

Row duty_of_carer(const Problem& given, Row carer, Row task) {
  for (Row duty = given.carer_duty_offset[carer]; duty < given.carer_duty_offset[carer + 1];
       ++duty)
    if (duty_fits(given, duty, task)) return duty;
  return NOBODY;
}

namespace {

// Somebody who sees this client anyway, at whatever call.
Row familiar_duty(Tools& tools, Row task) {
  const Problem& given = tools.given();
  const Row group = given.unit_group[given.unit_of_task[task]];
  if (group < 0) return NOBODY;
  const auto& units = given.group_units[group];
  const Row unit = units[tools.rng.below(units.size())];
  if (!tools.state.done(unit)) return NOBODY;
  const Row other = given.unit_offset[unit] +
                    Row(tools.rng.below(std::uint64_t(given.unit_size(unit))));
  return duty_of_carer(given, given.duty_carer[tools.state.task(other).duty], task);
}

Row near_duty(Tools& tools, Row task) {
  const Problem& given = tools.given();
  const auto& near = tools.neighbours.of(given.unit_of_task[task]);
  if (near.empty()) return NOBODY;
  const Row duty = tools.state.task(near[tools.rng.below(near.size())]).duty;
  return duty != NOBODY && duty_fits(given, duty, task) ? duty : NOBODY;
}

}  // namespace

Row pick_duty(Tools& tools, Row task) {
  const std::uint32_t way = tools.rng.below(10);
  Row duty = NOBODY;
  if (way < 4) duty = familiar_duty(tools, task);
  else if (way < 8) duty = near_duty(tools, task);
  if (duty != NOBODY) return duty;
  const auto& any = tools.given().candidates[task];
  return any.empty() ? NOBODY : any[tools.rng.below(any.size())];
}

Time clamp_release(const Problem& given, Row task, Time release) {
  return std::clamp(release, given.task_earliest[task],
                    std::max(given.task_earliest[task], given.task_latest[task]));
}

Time pick_release(Tools& tools, Row task, Row duty) {
  const Problem& given = tools.given();
  const TaskState& now = tools.state.task(task);
  const std::uint32_t way = tools.rng.below(10);
  if (way < 3 && now.duty != NOBODY) return now.release;
  if (way < 5) return clamp_release(given, task, given.task_preferred[task]);
  const Time earliest = given.task_earliest[task];
  const Time width = std::max<Time>(0, given.task_latest[task] - earliest);
  const auto& tour = tools.state.tour(duty);
  if (way < 8 || tour.empty()) return earliest + Time(tools.rng.below(std::uint64_t(width) + 1));
  const Row other = tour[tools.rng.below(tour.size())];
  const TaskState& beside = tools.state.task(other);
  if (tools.rng.chance(50)) return clamp_release(given, task, beside.release + 1);
  const int mode = given.duty_mode[duty];
  const Row here = given.task_place_end[task], there = given.task_place[other];
  return clamp_release(given, task,
                       beside.start - given.task_duration[task] -
                           given.free_flow(mode, here, there) - given.added(mode, here, there));
}

void take_out_unit(State& state, Row unit) {
  const Problem& given = state.problem;
  for (Row task = given.unit_offset[unit]; task < given.unit_offset[unit + 1]; ++task)
    state.take_out(task);
}

void put_in_unit(State& state, Row unit, const std::vector<Row>& duties, Time release) {
  const Problem& given = state.problem;
  const Row first = given.unit_offset[unit];
  for (Row task = first; task < given.unit_offset[unit + 1]; ++task)
    state.put_in(task, duties[std::size_t(task - first)], clamp_release(given, task, release));
}

}  // namespace carerota
