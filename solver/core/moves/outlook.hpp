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

// A task between two others of a duty, or at its ends.
struct Look {
  Cost energy = 0;  // of the detour, its own time, and what it makes late next
  Time start = 0;
  bool legal = false;
};

// When the carer of a duty could begin a task straight after another one, or as the first; at
// free flow. `leg`: seconds of the way there.
Time ready_after(const State& state, Row duty, Row before, Row task, Time& leg);
Look look_between(State& state, Row task, Row duty, Row before, Row after, Time hold);
// The same for a slot.
Look look_at(State& state, Row task, Row duty, const Slot& slot);
// A key that puts a task between two others, near a moment.
Time key_between(const State& state, Row before, Row after, Time moment);

// Energy of the roads at both ends of a task: there, on from it, less straight on.
Cost detour(const State& state, Row task);
// The most energy that could be saved by taking a task out of its duty.
Cost worth_of_leaving(const State& state, Row task);
// A duty as it is or as it might be: energy of its roads and of when its tasks start, with what
// waiting partners would lose or could gain; links are followed one step.
Look outlook_of_tour(const State& state, Row duty, const std::vector<Row>& tasks);
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
