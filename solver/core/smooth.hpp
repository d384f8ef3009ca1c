// The greatest of many figures with its edge taken off: tau log(sum of exp(figure / tau)).
//
// Where only the worst of all counts, lowering any but the worst gains nothing, and a search
// learns nothing on the way. The smooth greatest is a little more than the greatest, falls when
// any of those near the top does, and is what the search's own energy uses; the cost does not.
#pragma once
#include <cmath>

#include "types.hpp"

namespace carerota {

class Smooth {
 public:
  explicit Smooth(double tau = 1) : tau_(tau) {}

  // Anew, around the greatest of the figures.
  template <class Figures>
  void restart(const Figures& figures, Cost top) {
    base_ = top;
    sum_ = 0;
    for (Cost figure : figures) sum_ += weight(figure);
  }
  void change(Cost was, Cost now) { sum_ += weight(now) - weight(was); }
  // Whether so much has changed since the restart that the sum has lost its exactness.
  bool stale(Cost top) const { return std::abs(double(top - base_)) > 8 * tau_ || sum_ < 0.5; }

  double value() const { return double(base_) + tau_ * std::log(sum_); }
  // By how much the value would change if one figure did.
  double difference(Cost was, Cost now) const {
    const double part = weight(was) / sum_, other = weight(now) / sum_;
    return tau_ * std::log(std::max(1e-9, 1.0 - part + other));
  }

 private:
  double weight(Cost figure) const {
    return std::exp(std::min(40.0, double(figure - base_) / tau_));
  }

  double tau_;
  Cost base_ = 0;
  double sum_ = 1;
};

}  // namespace carerota
