// The cheapest legal way to bring one unit in, found by trying.
#pragma once
#include "moves/common.hpp"

namespace carerota {

struct Insertion {
  bool found = false;
  Cost energy = 0;
  std::vector<Row> duties;
  std::vector<Slot> slots;  // one a task
};

// Tries the most promising duties of each task and a few slots. `blink` is the chance in a
// hundred that a trial is skipped, so that repeated rebuilding does not repeat itself.
Insertion best_insertion(Tools& tools, Row unit, std::uint32_t blink);

// Brings the unit in where best_insertion says; false if nowhere.
bool insert_best(Tools& tools, Row unit, std::uint32_t blink);

}  // namespace carerota
