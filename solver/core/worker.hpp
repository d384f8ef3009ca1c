// One thread of search: simulated annealing over the moves, with rebuilding in between.
#pragma once
#include <atomic>
#include <chrono>

#include "moves/common.hpp"

namespace carerota {

struct Answer {
  std::vector<Row> duty;
  std::vector<Time> hold, start;
  Tiers cost{};
  Cost breaks_missing = 0;  // points; a rota with any is not yet legal
};

struct Slice {
  std::int64_t iterations = 0;  // at most this many
  double seconds = 0;           // at most this long; 0: no limit
  double hot = 0, cold = 0;     // energy scale at its start and end
  bool strict = false;          // accept only what is no worse tier by tier
  std::uint32_t rebuild_every = 1500;  // one step in so many rebuilds, on average
};

inline constexpr int MOVES = 11, RELOCATE = 1, INSERT = 6, EJECT = 7;

struct Count {
  std::int64_t tried = 0, legal = 0, kept = 0;
};

class Worker {
 public:
  Worker(const Problem& problem, const Neighbours& neighbours, std::uint64_t seed);

  void construct(const std::atomic<bool>& cancelled);
  void load(const std::vector<Row>& duty, const std::vector<Time>& release);
  // Holds as usual instead of those loaded, where that costs no more.
  void loosen();
  void run(const Slice& slice, const std::atomic<bool>& cancelled);
  // By how much relocating would raise the energy where it would, in order; nothing is kept.
  std::vector<Cost> uphill(int tries);
  void adopt(const Worker& other);
  void return_to_best();

  const Answer& best() const { return best_; }
  Cost energy() const { return state_.energy(); }
  std::int64_t iterations() const { return iterations_; }
  const std::array<Count, MOVES + 1>& counts() const { return counts_; }
  const State& state() const { return state_; }

 private:
  friend class Search;
  Tools tools() { return {state_, rng_, neighbours_}; }
  void remember();
  void step(double heat, const Slice& slice);
  int pick_move();
  Cost allowance(double heat);

  const Problem& problem_;
  const Neighbours& neighbours_;
  Rng rng_;
  State state_;
  std::array<std::uint32_t, MOVES> chances_;
  std::uint32_t chances_sum_ = 0;
  Answer best_;
  std::int64_t iterations_ = 0;
  std::array<Count, MOVES + 1> counts_{};
  std::array<double, 4096> minus_log_{};
};

}  // namespace carerota
