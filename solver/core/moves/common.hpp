// What every move shares: the things it may read, and the choices it makes by chance.
//
// A move calls begin(), changes tasks, and returns the outcome of settle(); the caller then
// keeps or undoes. NOTHING means it found no change to make and begin() may not have run.
#pragma once
#include "neighbours.hpp"
#include "rng.hpp"
#include "state.hpp"

namespace carerota {

enum class Outcome { NOTHING, ILLEGAL, LEGAL };

struct Tools {
  State& state;
  Rng& rng;
  const Neighbours& neighbours;
  const Problem& given() const { return state.problem; }
};

using Move = Outcome (*)(Tools&);

inline Outcome settled(State& state) {
  return state.settle() ? Outcome::LEGAL : Outcome::ILLEGAL;
}

// A unit somebody makes, or NOBODY if the few tries find none.
Row pick_done_unit(Tools& tools);
// A duty for the task: of somebody this client already sees, of a neighbour, or any.
Row pick_duty(Tools& tools, Row task);
// The duty in which a carer could make the task, or NOBODY.
Row duty_of_carer(const Problem& given, Row carer, Row task);
bool duty_fits(const Problem& given, Row duty, Row task);
// A release inside the hard window: as now, preferred, by chance, or beside a task of the duty.
Time pick_release(Tools& tools, Row task, Row duty);
Time clamp_release(const Problem& given, Row task, Time release);

// All tasks of a unit.
void take_out_unit(State& state, Row unit);
void put_in_unit(State& state, Row unit, const std::vector<Row>& duties, Time release);

Outcome shift_time(Tools& tools);
Outcome relocate(Tools& tools);
Outcome swap_units(Tools& tools);
Outcome exchange_tails(Tools& tools);
Outcome exchange_segments(Tools& tools);
Outcome exchange_week(Tools& tools);
Outcome insert(Tools& tools);
Outcome eject(Tools& tools);
Outcome hand_over(Tools& tools);

}  // namespace carerota
