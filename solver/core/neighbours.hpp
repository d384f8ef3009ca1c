// For each unit the tasks that would sit well beside it in a tour: near in place and time.
#pragma once
#include <vector>

#include "problem.hpp"

namespace carerota {

class Neighbours {
 public:
  explicit Neighbours(const Problem& problem);
  const std::vector<Row>& of(Row unit) const { return near_[unit]; }

 private:
  std::vector<std::vector<Row>> near_;
};

}  // namespace carerota
