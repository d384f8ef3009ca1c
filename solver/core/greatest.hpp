// The greatest of many figures, kept while they change: a tournament tree.
#pragma once
#include <algorithm>
#include <vector>

#include "types.hpp"

namespace carerota {

class Greatest {
 public:
  void resize(std::size_t size) {
    for (leaves_ = 1; leaves_ < size;) leaves_ *= 2;
    tree_.assign(2 * leaves_, 0);
  }
  Cost top() const { return tree_[1]; }
  Cost at(Row row) const { return tree_[leaves_ + std::size_t(row)]; }
  void set(Row row, Cost value) {
    std::size_t node = leaves_ + std::size_t(row);
    tree_[node] = value;
    while (node > 1) {
      node /= 2;
      const Cost now = std::max(tree_[2 * node], tree_[2 * node + 1]);
      if (tree_[node] == now) return;
      tree_[node] = now;
    }
  }

 private:
  std::size_t leaves_ = 1;
  std::vector<Cost> tree_ = {0, 0};
};

}  // namespace carerota
