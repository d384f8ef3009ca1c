#include "worker.hpp"

#include <cmath>

#include "moves/rebuild.hpp"

namespace carerota {

namespace {

// Chances in a thousand, tuned on the sample week; where nothing is left out the two
// moves that bring something in give way to the first.
constexpr std::array<std::uint32_t, MOVES> WEIGHTS{200, 330, 120, 80, 90, 30, 40, 30, 60};
constexpr std::array<Move, MOVES> ALL_MOVES{shift_time,        relocate,      swap_units,
                                            exchange_tails,    exchange_segments,
                                            exchange_week,     insert,        eject, hand_over};
constexpr int CHECK_EVERY = 256;

}  // namespace

Worker::Worker(const Problem& problem, const Neighbours& neighbours, std::uint64_t seed)
    : problem_(problem), neighbours_(neighbours), rng_(seed), state_(problem) {
  for (std::size_t row = 0; row < minus_log_.size(); ++row)
    minus_log_[row] = -std::log((double(row) + 0.5) / double(minus_log_.size()));
  remember();
}

void Worker::remember() {
  const Tiers cost = state_.cost();
  if (!best_.duty.empty() && compare(cost, best_.cost, problem_.tiers) >= 0) return;
  best_.cost = cost;
  best_.breaks_missing = state_.bill().term[BREAK_MISSING];
  best_.duty.resize(std::size_t(problem_.tasks));
  best_.release.resize(std::size_t(problem_.tasks));
  best_.start.resize(std::size_t(problem_.tasks));
  for (Row task = 0; task < problem_.tasks; ++task) {
    const TaskState& now = state_.task(task);
    best_.duty[std::size_t(task)] = now.duty;
    best_.release[std::size_t(task)] = now.release;
    best_.start[std::size_t(task)] = now.duty == NOBODY ? 0 : now.start;
  }
}

void Worker::load(const std::vector<Row>& duty, const std::vector<Time>& release) {
  state_.load(duty, release);
  remember();
}

void Worker::adopt(const Worker& other) { state_.copy_from(other.state_); }

void Worker::return_to_best() {
  State fresh(problem_);
  fresh.load(best_.duty, best_.release);
  state_.copy_from(fresh);
}

int Worker::pick_move() {
  std::uint32_t ticket = rng_.below(980);
  for (int move = 0; move < MOVES; ++move) {
    if (ticket < WEIGHTS[std::size_t(move)]) {
      const bool bringing = ALL_MOVES[std::size_t(move)] == insert ||
                            ALL_MOVES[std::size_t(move)] == eject;
      return bringing && state_.left_out().empty() ? 0 : move;
    }
    ticket -= WEIGHTS[std::size_t(move)];
  }
  return 0;
}

Cost Worker::allowance(double heat) {
  return Cost(heat * minus_log_[rng_.next() >> 52]);
}

void Worker::step(double heat, const Slice& slice) {
  Tools tools = this->tools();
  if (rng_.below(slice.rebuild_every) == 0) {
    ++counts_[MOVES].tried;
    if (rebuild(tools, allowance(heat), slice.strict)) ++counts_[MOVES].kept;
    return;
  }
  const int move = pick_move();
  Count& count = counts_[std::size_t(move)];
  ++count.tried;
  const Cost before = state_.energy();
  const Tiers cost_before = slice.strict ? state_.cost() : Tiers{};
  const Outcome outcome = ALL_MOVES[std::size_t(move)](tools);
  if (outcome == Outcome::NOTHING) return;
  if (outcome == Outcome::ILLEGAL) {
    state_.undo();
    return;
  }
  ++count.legal;
  const bool kept = slice.strict
                        ? compare(state_.cost(), cost_before, problem_.tiers) <= 0
                        : state_.energy() - before <= allowance(heat);
  if (kept) ++count.kept;
  else state_.undo();
}

void Worker::run(const Slice& slice, const std::atomic<bool>& cancelled) {
  using Clock = std::chrono::steady_clock;
  const auto begin = Clock::now();
  double heat = slice.hot;
  for (std::int64_t done = 0; done < slice.iterations; ++done, ++iterations_) {
    if (done % CHECK_EVERY == 0) {
      remember();
      double part = double(done) / double(slice.iterations);
      if (slice.seconds > 0) {
        const double spent = std::chrono::duration<double>(Clock::now() - begin).count();
        if (spent >= slice.seconds) break;
        part = std::max(part, spent / slice.seconds);
      }
      if (cancelled.load(std::memory_order_relaxed)) break;
      heat = slice.hot * std::pow(slice.cold / slice.hot, part);
    }
    step(heat, slice);
  }
  remember();
}

}  // namespace carerota
