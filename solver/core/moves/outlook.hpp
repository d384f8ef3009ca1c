// What a change seems to cost before it is made: cheap, hopeful, never binding.
//
// Full evaluation takes microseconds and most proposals are refused. These figures count
// exactly what is cheap to know (roads, faces, wishes) and assume the best of the rest
// (lateness that may go, waiting that may vanish, hours that may come right), so that what
// they refuse would nearly always have been refused.
#pragma once
#include "state.hpp"

namespace carerota {

// Where in a duty a task goes (before the first later key), and before when it may not start.
struct Slot {
  Time key = 0, hold = 0;
};

// What is looked for: a place for a task in a duty.
struct Wish {
  Row task, duty;
  Time hold = 0;        // it may not start before
  bool whole = false;   // every task of its unit moves
  Cost limit = FOREVER; // what costs more is not looked at further, and counts as not legal
};

// A task between two others of a duty, or at its ends.
struct Look {
  Cost energy = 0;  // of the detour, its own time, and what it makes late next
  Cost latest = 0;  // greatest lateness in a tour
  Time start = 0;
  bool legal = false;
};

Cost energy_of_time(const Problem& given, Row task, Time start);
// Energy of what is made late by a task that starts here, and by the one `after` it starting so
// much later: whoever is linked to either, and all that follows in their duties. Not
// followed further than the limit of the wish.
Cost cost_of_pushing(const State& state, const Wish& wish, Time start, Row after, Time by,
                     Time& end_put_off);
// The most energy saved if a duty could come forward from a place on; by how much it ends earlier.
Cost worth_of_coming_forward(const State& state, Row duty, int at, Time by, bool partners,
                             Time& end_forward);
// The same for those who are linked to a task that leaves, where they are.
Cost worth_of_partners(const State& state, Row task);
// The start put off until those linked to the task are there, were it not for the task itself.
Time start_beside_linked(const State& state, Row task, Time start);
// When the carer of a duty could begin a task straight after another one, or as the first; at
// free flow. `leg`: seconds of the way there.
Time ready_after(const State& state, Row duty, Row before, Row task, Time& leg);
Look look_between(State& state, const Wish& wish, Row before, Row after);
// The same for a slot.
Look look_at(State& state, const Wish& wish, const Slot& slot);
// A key that puts a task between two others, near a moment.
Time key_between(const State& state, Row before, Row after, Time moment);

// Energy of the roads at both ends of a task: there, on from it, less straight on.
Cost detour(const State& state, Row task);
// The most energy that could be saved by taking a task out of its duty.
Cost worth_of_leaving(const State& state, Row task);
// A duty as it is or as it might be: energy of its roads and of when its tasks start, with what
// waiting partners would lose or could gain; links are followed one step. One task may be held
// otherwise than it is.
Look outlook_of_tour(const State& state, Row duty, const std::vector<Row>& tasks,
                     Row held = NOBODY, Time hold = 0);
// Of the greatest lateness of all, where tours had one of these and would have the other.
Cost energy_of_latest(const State& state, Cost before, Cost after);
// What a carer's hours, gaps and days could gain by a change in a duty of so many seconds.
Cost worth_to_carer(const State& state, Row duty, Time seconds);
// Energy of who comes, if a task went to the carer of a duty; less what that carer could gain.
Cost cost_of_coming(const State& state, Row task, Row duty);
// The energy saved, as a negative figure, if this carer came no more at all.
Cost energy_of_losing(const State& state, Row group, Row carer);
// What hours that are short and a greatest idle time could gain.
Cost worth_of_hours(const State& state, Row duty, Time seconds);
// Of who comes alone: what this carer at this client costs more than not at all.
Cost energy_of_meeting(const State& state, Row group, Row carer, int change);

}  // namespace carerota
