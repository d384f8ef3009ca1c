// A unit that has left the reference returns to it: its carers there, and its start.
#include "moves/common.hpp"

namespace carerota {

namespace {

constexpr int TRIES = 64;

// A unit somebody makes otherwise than the reference says, where that has a price.
Row pick_strayed(Tools& tools) {
  for (int attempt = 0; attempt < TRIES; ++attempt) {
    const Row unit = pick_unit(tools);
    if (tools.state.done(unit) && tools.state.moved(unit) > 0) return unit;
  }
  return NOBODY;
}

// The duty of a carer in which a task could be made at a moment, or NOBODY.
Row duty_at(const Problem& given, Row carer, Row task, Time moment) {
  if (carer < 0 || !given.may(task, carer)) return NOBODY;
  for (Row duty = given.carer_duty_offset[carer]; duty < given.carer_duty_offset[carer + 1];
       ++duty)
    if (given.duty_start[duty] <= moment &&
        moment + given.task_duration[task] <= given.duty_end[duty])
      return duty;
  return NOBODY;
}

}  // namespace

Outcome go_back(Tools& tools) {
  const Problem& given = tools.given();
  const Row unit = pick_strayed(tools);
  if (unit == NOBODY) return Outcome::NOTHING;
  const Row first = given.unit_offset[unit], size = given.unit_size(unit);
  const Time start = clamp_to_window(given, first, given.unit_reference_start[unit]);
  thread_local std::vector<Row> duties;
  duties.clear();
  for (Row part = 0; part < size; ++part) {
    const Row carer = part < 2 ? given.unit_reference[2 * unit + part] : NOBODY;
    const Row duty = duty_at(given, carer, first + part, start);
    duties.push_back(duty == NOBODY ? tools.state.task(first + part).duty : duty);
  }
  tools.state.begin();
  for (Row part = 0; part < size; ++part) tools.state.take_out(first + part);
  for (Row part = 0; part < size; ++part)
    tools.state.put_in(first + part, duties[std::size_t(part)], start, start);
  return settled(tools.state);
}

}  // namespace carerota
