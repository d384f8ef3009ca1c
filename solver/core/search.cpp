#include "search.hpp"

#include <thread>

namespace carerota {

Search::Search(std::unique_ptr<Problem> problem, std::uint64_t seed, int threads)
    : problem_(std::move(problem)), neighbours_(*problem_) {
  for (int row = 0; row < std::max(1, threads); ++row)
    workers_.push_back(std::make_unique<Worker>(
        *problem_, neighbours_, seed * 0x2545F4914F6CDD1DULL + std::uint64_t(row)));
}

void Search::construct() {
  workers_[0]->construct(cancelled_);
  for (std::size_t row = 1; row < workers_.size(); ++row) workers_[row]->adopt(*workers_[0]);
}

void Search::load(const std::vector<Row>& duty, const std::vector<Time>& release) {
  for (auto& worker : workers_) worker->load(duty, release);
}

void Search::loosen() {
  for (auto& worker : workers_) worker->loosen();
}

void Search::advance(const Slice& slice, bool exchange) {
  std::vector<std::thread> threads;
  for (std::size_t row = 1; row < workers_.size(); ++row)
    threads.emplace_back([this, row, &slice] { workers_[row]->run(slice, cancelled_); });
  workers_[0]->run(slice, cancelled_);
  for (auto& thread : threads) thread.join();
  if (!exchange) return;
  const std::size_t ahead = ahead_now();
  for (std::size_t row = 0; row < workers_.size(); ++row)
    if (row != ahead) workers_[row]->adopt(*workers_[ahead]);
}

std::size_t Search::ahead_now() const {
  std::size_t ahead = 0;
  for (std::size_t row = 1; row < workers_.size(); ++row)
    if (workers_[row]->energy() < workers_[ahead]->energy()) ahead = row;
  return ahead;
}

void Search::return_to_best() {
  const Answer answer = best();
  for (auto& worker : workers_) {
    worker->best_ = answer;
    worker->return_to_best();
  }
}

const Answer& Search::best() const {
  std::size_t ahead = 0;
  for (std::size_t row = 1; row < workers_.size(); ++row)
    if (compare(workers_[row]->best().cost, workers_[ahead]->best().cost, problem_->tiers) < 0)
      ahead = row;
  return workers_[ahead]->best();
}

Cost Search::energy_of_made() const {
  const State& ahead = workers_[ahead_now()]->state();
  Cost energy = ahead.energy();
  for (int tier = 0; tier < problem_->tiers; ++tier)
    energy -= ahead.bill().left_out[std::size_t(tier)] * problem_->guide[std::size_t(tier)];
  return energy;
}

std::int64_t Search::iterations() const {
  std::int64_t sum = 0;
  for (const auto& worker : workers_) sum += worker->iterations();
  return sum;
}

std::array<Count, MOVES + 1> Search::counts() const {
  std::array<Count, MOVES + 1> sum{};
  for (const auto& worker : workers_)
    for (std::size_t move = 0; move < sum.size(); ++move) {
      sum[move].tried += worker->counts()[move].tried;
      sum[move].legal += worker->counts()[move].legal;
      sum[move].kept += worker->counts()[move].kept;
    }
  return sum;
}

std::string Search::drift() const {
  for (const auto& worker : workers_) {
    const std::string found = worker->state().drift();
    if (!found.empty()) return found;
  }
  return "";
}

}  // namespace carerota
