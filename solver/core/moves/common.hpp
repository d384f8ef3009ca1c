// What every move shares: the things it may read, and the choices it makes by chance.
//
// A move calls begin(), changes tasks, and returns the outcome of settle(); the caller then
// keeps or undoes. NOTHING means it found no change to make and begin() may not have run.
#pragma once
#include "moves/outlook.hpp"
#include "neighbours.hpp"
#include "rng.hpp"
#include "state.hpp"

namespace carerota {

enum class Outcome { NOTHING, ILLEGAL, LEGAL };

struct Tools {
  State& state;
  Rng& rng;
  const Neighbours& neighbours;
  Cost allowance = FOREVER;  // more energy than this the step will not accept
  const Problem& given() const { return state.problem; }
};

using Move = Outcome (*)(Tools&);

inline Outcome settled(State& state) {
  return state.settle() ? Outcome::LEGAL : Outcome::ILLEGAL;
}

// A unit that could be made otherwise than it is.
Row pick_unit(Tools& tools);
// A unit somebody makes, or NOBODY if the few tries find none.
Row pick_done_unit(Tools& tools);
// A duty for the task: of somebody this client already sees, of a neighbour, or any.
Row pick_duty(Tools& tools, Row task);
// The duty in which a carer could make the task, or NOBODY.
Row duty_of_carer(const Problem& given, Row carer, Row task);
bool duty_fits(const Problem& given, Row duty, Row task);
Time clamp_to_window(const Problem& given, Row task, Time moment);
// Before when a task may not start: as now, as usual, or by chance between earliest and wanted.
Time pick_hold(Tools& tools, Row task);
// The place in the duty that looks cheapest by detour and lateness; not legal if none is.
Look best_slot(State& state, Wish wish, Slot& slot);
// The same with one task of the duty gone, whose unit can be spared: which one, if any.
Row best_victim(Tools& tools, Row task, Row duty, Time hold, Slot& slot);
// A slot in the duty: what looks best, at its hold, or beside a task by chance; not legal
// where it looks as if it could not be.
Look pick_slot(Tools& tools, Wish wish, Slot& slot);
// Whether giving a task another slot in its own duty might be accepted at all.
bool promises_in_duty(Tools& tools, Row task, const Slot& slot);
// The slot of a later task of a unit that goes in with its first.
Slot slot_beside(Tools& tools, Row task, Row duty, Row first, const Slot& slot);

// Before when a task of a unit cannot start if the first starts at a moment.
Time hold_beside(Tools& tools, Row task, Row first, Time start);

// All tasks of a unit; the slot is the first task's.
void take_out_unit(State& state, Row unit);
void put_in_unit(Tools& tools, Row unit, const std::vector<Row>& duties, const Slot& slot);

Outcome shift_time(Tools& tools);
Outcome relocate(Tools& tools);
Outcome swap_units(Tools& tools);
Outcome exchange_tails(Tools& tools);
Outcome exchange_segments(Tools& tools);
Outcome exchange_week(Tools& tools);
Outcome insert(Tools& tools);
Outcome eject(Tools& tools);
Outcome hand_over(Tools& tools);
Outcome leave_out(Tools& tools);
Outcome go_back(Tools& tools);

}  // namespace carerota
