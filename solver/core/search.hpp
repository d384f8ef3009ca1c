// Several workers on one problem, meeting after each slice.
#pragma once
#include <memory>

#include "worker.hpp"

namespace carerota {

class Search {
 public:
  Search(std::unique_ptr<Problem> problem, std::uint64_t seed, int threads);

  void construct();
  void load(const std::vector<Row>& duty, const std::vector<Time>& release);
  void loosen();
  // All workers run; then those behind take over the state of the one ahead if `exchange`.
  void advance(const Slice& slice, bool exchange);
  std::vector<Cost> uphill(int tries) { return workers_[0]->uphill(tries); }
  void return_to_best();
  void cancel() { cancelled_.store(true); }
  bool cancelled() const { return cancelled_.load(); }

  const Answer& best() const;
  // Of the state ahead now; and without what is left out.
  Cost energy() const { return workers_[ahead_now()]->energy(); }
  Cost energy_of_made() const;
  const Problem& problem() const { return *problem_; }
  std::int64_t iterations() const;
  std::array<Count, MOVES + 1> counts() const;
  std::string drift() const;

 private:
  std::size_t ahead_now() const;

  std::unique_ptr<Problem> problem_;
  Neighbours neighbours_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::atomic<bool> cancelled_{false};
};

}  // namespace carerota
