#include "worker.hpp"

#include <algorithm>
#include <cmath>

#include "moves/rebuild.hpp"

namespace carerota {

namespace {

constexpr std::array<Move, MOVES> ALL_MOVES{shift_time,        relocate,      swap_units,
                                            exchange_tails,    exchange_segments,
                                            exchange_week,     insert,        eject,
                                            hand_over,         leave_out,     go_back};
constexpr int CHECK_EVERY = 256;
constexpr double MOST_ALLOWED = double(Cost{1} << 61);  // no energy is beyond: solver/bounds.py

// Chances of each move; those that could do nothing for this problem are not tried.
std::array<std::uint32_t, MOVES> chances_for(const Problem& given) {
  std::array<std::uint32_t, MOVES> chances{200, 330, 120, 80, 90, 30, 40, 30, 60, 20, 40};
  if (!given.holds_matter) chances[0] = 30;
  if (given.days < 2) chances[5] = 0;
  if (given.groups == 0) chances[8] = 0;
  if (!given.has_reference) chances[10] = 0;
  return chances;
}

}  // namespace

Worker::Worker(const Problem& problem, const Neighbours& neighbours, std::uint64_t seed)
    : problem_(problem), neighbours_(neighbours), rng_(seed), state_(problem),
      chances_(chances_for(problem)) {
  for (std::uint32_t chance : chances_) chances_sum_ += chance;
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
  best_.hold.resize(std::size_t(problem_.tasks));
  best_.start.resize(std::size_t(problem_.tasks));
  for (Row task = 0; task < problem_.tasks; ++task) {
    const TaskState& now = state_.task(task);
    best_.duty[std::size_t(task)] = now.duty;
    best_.hold[std::size_t(task)] = now.hold;
    best_.start[std::size_t(task)] = now.duty == NOBODY ? 0 : now.start;
  }
}

void Worker::load(const std::vector<Row>& duty, const std::vector<Time>& release) {
  State fresh(problem_);
  fresh.load(duty, release, release);
  state_.copy_from(fresh);
  remember();
}

void Worker::loosen() {
  State fresh(problem_);
  std::vector<Row> duty(std::size_t(problem_.tasks));
  std::vector<Time> key(std::size_t(problem_.tasks));
  for (Row task = 0; task < problem_.tasks; ++task) {
    duty[std::size_t(task)] = state_.task(task).duty;
    key[std::size_t(task)] = state_.task(task).key;
  }
  fresh.load(duty, key, problem_.usual_hold);
  if (compare(fresh.cost(), state_.cost(), problem_.tiers) <= 0) state_.copy_from(fresh);
  remember();
}

void Worker::adopt(const Worker& other) { state_.copy_from(other.state_); }

void Worker::return_to_best() {
  State fresh(problem_);
  fresh.load(best_.duty, best_.start, best_.hold);
  state_.copy_from(fresh);
}

int Worker::pick_move() {
  std::uint32_t ticket = rng_.below(chances_sum_);
  for (int move = 0; move < MOVES; ++move) {
    const std::uint32_t chance = chances_[std::size_t(move)];
    if (ticket < chance) {
      // Where nothing is left out, moves that bring something in give way to another.
      const bool bringing = move == INSERT || move == EJECT;
      return bringing && state_.left_out().empty() ? RELOCATE : move;
    }
    ticket -= chance;
  }
  return RELOCATE;
}

Cost Worker::allowance(double heat) {
  return Cost(std::min(heat * minus_log_[rng_.next() >> 52], MOST_ALLOWED));
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
  const Cost allowed = allowance(heat);
  if (!slice.strict) tools.allowance = allowed;
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
                        : state_.energy() - before <= allowed;
  if (kept) ++count.kept;
  else state_.undo();
}

std::vector<Cost> Worker::uphill(int tries) {
  std::vector<Cost> steps;
  if (problem_.units == 0) return steps;
  Tools tools = this->tools();
  for (int attempt = 0; attempt < tries; ++attempt) {
    const Cost before = state_.energy();
    const Outcome outcome = relocate(tools);
    if (outcome == Outcome::NOTHING) continue;
    if (outcome == Outcome::LEGAL && state_.energy() > before)
      steps.push_back(state_.energy() - before);
    state_.undo();
  }
  std::sort(steps.begin(), steps.end());
  return steps;
}

void Worker::run(const Slice& slice, const std::atomic<bool>& cancelled) {
  using Clock = std::chrono::steady_clock;
  if (problem_.units == 0) return;  // there is nothing to choose a move from
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
