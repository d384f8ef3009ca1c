// What one carer's duties cost, and whether law, contract and limits hold.
#include <algorithm>

#include "state.hpp"

namespace carerota {

// Sums over one duty; false where it leaves its bounds.
bool State::summarise(Row duty) {
  DutySummary sum;
  const auto& tour = tours_[duty];
  sum.count = int(tour.size());
  if (sum.count > 0) {
    sum.first = tasks_[tour.front()].start;
    const Row final_task = tour.back();
    sum.last = tasks_[final_task].start + problem.task_duration[final_task];
    Time unpaid = 0;
    for (int at = 1; at < sum.count; ++at) {
      const TaskState& now = tasks_[tour[at]];
      const TaskState& before = tasks_[tour[at - 1]];
      // Tasks of one duty are told apart by start, ties by row; so is every answer.
      if (now.start == before.start && tour[at] < tour[at - 1]) return false;
      const Time idle = now.start - now.ready;
      sum.drive += now.drive;
      sum.idle += idle;
      sum.longest_idle = std::max(sum.longest_idle, idle);
      if (idle >= problem.free_gap) {
        unpaid += idle;
        ++sum.splits;
        continue;
      }
      if (before.placed) sum.waiting += idle;
      if (idle > problem.paid_gap) sum.awkward += idle - problem.paid_gap;
    }
    sum.work = sum.last - sum.first - unpaid;
    sum.night = std::max<Time>(0, std::min(sum.last, problem.duty_night_end[duty]) -
                                      std::max(sum.first, problem.duty_night_start[duty]));
    if (!summarise_ends(duty, sum)) return false;
  } else {
    sum.idle = problem.duty_due[duty] - problem.duty_start[duty];
  }
  summaries_[duty] = sum;
  return true;
}

// The way from and to the duty's own places.
bool State::summarise_ends(Row duty, DutySummary& sum) const {
  const auto& tour = tours_[duty];
  const int mode = problem.duty_mode[duty];
  const TaskState& final_task = tasks_[tour.back()];
  const bool inside = problem.duty_commute_inside[duty] != 0;
  Time home = sum.last, leave = sum.first;
  if (final_task.placed) {
    const Row from = problem.duty_start_place[duty], to = problem.duty_end_place[duty];
    const Row first = first_place(duty), last = final_task.stand;
    const TaskState& first_task = tasks_[tour.front()];
    // Something made before setting out puts the way out between first start and last end.
    const bool before_first = problem.task_place[tour.front()] >= 0 || first_task.met;
    if (!problem.commute_legal(mode, last, to)) return false;
    if (from >= 0) {
      const Time free = problem.free_flow(mode, from, first);
      sum.commute += free;
      if (inside && before_first) {
        leave -= free + problem.added(mode, from, first);
        sum.work += free;
      }
    }
    if (to >= 0) {
      const Time free = problem.free_flow(mode, last, to);
      sum.commute += free;
      if (inside) {
        home = problem.arrive(mode, home, free) + problem.added(mode, last, to);
        sum.work += free;
      }
    }
  }
  const Time due = problem.duty_due[duty];
  sum.overtime = std::max<Time>(0, home - due);
  sum.idle += std::max<Time>(0, leave - problem.duty_start[duty]) + std::max<Time>(0, due - home);
  return home <= problem.duty_end[duty];
}

// The first place anybody is visited in a duty; it has one.
Row State::first_place(Row duty) const {
  for (Row task : tours_[duty])
    if (problem.task_place[task] >= 0) return problem.task_place[task];
  return NOBODY;
}

bool State::reprice_carer(Row carer) {
  if (carer_seen_[carer] == epoch_) return true;
  carer_seen_[carer] = epoch_;
  carer_undo_.push_back({carer, carer_bills_[carer]});
  CarerBill bill{};
  if (!price_carer(carer, bill)) return false;
  for (int index = 0; index < CARER_TERMS; ++index)
    bill_.term[carer_term(index)] += bill[index] - carer_bills_[carer][index];
  carer_bills_[carer] = bill;
  return true;
}

namespace {

enum CarerTerm {
  C_BREAK, C_SHORT, C_LONG_WEEK, C_LONG_SPAN, C_AWKWARD, C_SPLIT, C_EXTRA_DAY, C_TRAVEL,
  C_COMMUTE, C_WAITING, C_OVERTIME
};

// One carer's working day while its duties are read in order.
struct WorkingDay {
  Row number = 0;
  int duties = 0;
  Time first = 0, last = 0, work = 0, night = 0, visits = 0, longest_idle = -1;
};

// The block while a carer's duties are read in order.
struct WorkingBlock {
  Time days = 0, work = 0, rest_from = 0, longest_rest = 0;
};

bool close_day(const Problem& given, Row carer, const WorkingDay& day, CarerBill& bill) {
  const Time span = day.last - day.first;
  if (span > given.carer_most_span[carer]) return false;
  if (day.visits > given.carer_most_visits[carer]) return false;
  if (day.work > given.carer_most_day_work[carer]) return false;
  if (day.night >= given.night_counts_from && day.night > 0 && day.work > given.night_most)
    return false;
  if (day.work > given.carer_break_after[carer] &&
      day.longest_idle < given.carer_break_length[carer])
    bill[C_BREAK] += given.break_missing;
  bill[C_LONG_SPAN] += given.long_span * std::max<Time>(0, span - given.carer_target_span[carer]);
  bill[C_SPLIT] += given.split * (day.duties - 1);
  return true;
}

}  // namespace

// Room between the last visit of one duty and the first of the next; negative: does not fit.
Time State::room_between(Row earlier, Row later) const {
  const Time end = summaries_[earlier].last, begin = summaries_[later].first;
  const TaskState& before = tasks_[tours_[earlier].back()];
  const Row to = problem.task_place[tours_[later].front()];
  if (!before.placed || before.stand < 0 || to < 0) return begin - end;
  const int mode = problem.duty_mode[later];
  const Time free = problem.free_flow(mode, before.stand, to);
  if (free >= UNREACHABLE) return -1;
  return begin - problem.arrive(mode, end, free) - problem.added(mode, before.stand, to);
}

bool State::price_carer(Row carer, CarerBill& bill) const {
  const Problem& given = problem;
  WorkingBlock block;
  block.rest_from = std::max(given.block_start, given.carer_last_end[carer]);
  WorkingDay day;
  Row previous = NOBODY;
  Time last_end = given.carer_last_end[carer];
  for (Row duty = given.carer_duty_offset[carer]; duty < given.carer_duty_offset[carer + 1];
       ++duty) {
    const DutySummary& sum = summaries_[duty];
    if (sum.count == 0) continue;
    const Time room = previous == NOBODY ? 0 : room_between(previous, duty);
    if (room < 0) return false;
    if (day.duties > 0 && given.duty_day[duty] == day.number) {
      day.longest_idle = std::max(day.longest_idle, room);
    } else {
      if (day.duties > 0 && !close_day(given, carer, day, bill)) return false;
      if (sum.first - last_end < given.carer_rest[carer]) return false;
      day = WorkingDay{given.duty_day[duty], 0, sum.first};
      ++block.days;
    }
    ++day.duties;
    day.last = last_end = sum.last;
    day.work += sum.work;
    day.night += sum.night;
    day.visits += sum.count;
    day.longest_idle = std::max(day.longest_idle, sum.longest_idle);
    block.work += sum.work;
    block.longest_rest = std::max(block.longest_rest, sum.first - block.rest_from);
    block.rest_from = sum.last;
    bill[C_AWKWARD] += given.awkward * sum.awkward;
    bill[C_SPLIT] += given.split * sum.splits;
    bill[C_TRAVEL] += given.travel * sum.drive;
    bill[C_COMMUTE] += given.commute * sum.commute;
    bill[C_WAITING] += given.waiting * sum.waiting;
    bill[C_OVERTIME] += given.overtime * sum.overtime;
    previous = duty;
  }
  if (day.duties > 0 && !close_day(given, carer, day, bill)) return false;
  block.longest_rest = std::max(block.longest_rest, given.block_end - block.rest_from);
  bill[C_SHORT] = given.short_hours * std::max<Time>(0, given.carer_contracted[carer] - block.work);
  bill[C_LONG_WEEK] = given.long_week * std::max<Time>(0, block.work - given.carer_warn_work[carer]);
  bill[C_EXTRA_DAY] =
      given.extra_day * std::max<Time>(0, block.days - given.carer_target_days[carer]);
  return block.days <= given.carer_most_days[carer] &&
         block.work <= given.carer_most_work[carer] &&
         block.longest_rest >= given.carer_weekly_rest[carer];
}

}  // namespace carerota
