// Take out some units that belong together and bring them back the cheapest way, in changing
// order and now and then blinking: ruin and recreate.
//
// Christiaens, J., Vanden Berghe, G. (2020). Slack induction by string removals for vehicle
// routing problems. Transportation Science, 54(2), 417-433. doi:10.1287/trsc.2019.0914
#pragma once
#include "moves/common.hpp"

namespace carerota {

// Keeps the result if it costs at most `allowance` more energy than before, or, if `strict`, if
// it is no worse tier by tier; else restores.
bool rebuild(Tools& tools, Cost allowance, bool strict);

}  // namespace carerota
