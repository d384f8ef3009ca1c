// Room made in a duty by starting what comes before earlier and what comes after later.
#pragma once
#include "moves/common.hpp"

namespace carerota {

struct Squeeze {
  bool found = false;
  int at = 0;         // place in the duty without the one that leaves
  Time start = 0;
  Cost energy = 0;    // of the detour and of its own time
  Row leaves = NOBODY;
};

// The best place for a task in a duty if all others may move within their windows; `leaves`
// is a task of the duty that goes, or NOBODY. `not_before`: of its start.
Squeeze look_for_room(Tools& tools, Row task, Row duty, Row leaves, Time not_before);
// Makes the room and puts the task in; begin() has been called, the duty is as it was.
void squeeze_in(Tools& tools, Row task, Row duty, const Squeeze& squeeze);

}  // namespace carerota
