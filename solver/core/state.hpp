// The working copy a search changes: who makes what, when, and what it costs.
//
// A change is made in three steps: begin(); any number of take_out() and put_in(); settle().
// settle() moves starts on until nothing changes and reprices what was touched; it answers
// false when a hard rule is broken. undo() restores everything as it was at begin(); not
// calling it keeps the change.
#pragma once
#include <vector>

#include "greatest.hpp"
#include "problem.hpp"
#include "smooth.hpp"

namespace carerota {

struct TaskState {
  Row duty = NOBODY;
  Row stand = NOBODY;  // where the carer is afterwards, NOBODY for anywhere
  bool placed = false;  // it or a task before it in the duty has a place of its own
  bool out = false;     // the carer has left where the duty starts
  bool met = false;     // without a place of its own, it is made at the next task's
  Time hold = 0;       // not before, by decision
  Time key = 0;        // orders the duty: its start when last settled
  Time ready = 0;      // the carer is at the door
  Time own = 0;        // start if no partner held it up: hold, ready, links
  Time start = 0;
  Time drive = 0;      // of the leg that led here, 0 for the commute
};

struct DutySummary {
  int count = 0;
  int splits = 0;
  Time first = 0, last = 0, work = 0, night = 0;
  Time longest_idle = -1;
  Time drive = 0, waiting = 0, awkward = 0, commute = 0, overtime = 0, idle = 0;
};

// Terms that belong to one carer: BREAK_MISSING, SHORT_HOURS to WAITING, OVERTIME.
inline constexpr int CARER_TERMS = 11;
inline constexpr int carer_term(int index) {
  return index == 0 ? BREAK_MISSING : index == 10 ? OVERTIME : MOVED + index;
}
using CarerBill = std::array<Cost, CARER_TERMS>;

struct GroupState {
  int distinct = 0, outsiders = 0;
  Cost join = 0;
};

class State {
 public:
  explicit State(const Problem& problem);

  const Problem& problem;

  // What is.
  const std::vector<Row>& tour(Row duty) const { return tours_[duty]; }
  const TaskState& task(Row row) const { return tasks_[row]; }
  bool done(Row unit) const { return tasks_[problem.first_task(unit)].duty != NOBODY; }
  int visits_between(Row group, Row carer) const {
    return met_[std::size_t(group) * problem.carers + carer];
  }
  const GroupState& group(Row row) const { return groups_[row]; }
  const DutySummary& summary(Row duty) const { return summaries_[duty]; }
  const CarerBill& carer_bill(Row carer) const { return carer_bills_[carer]; }
  Cost greatest_late() const { return problem.greatest_late > 0 ? late_.top() : 0; }
  Cost greatest_idle() const { return problem.greatest_idle > 0 ? idle_.top() : 0; }
  // What the search's energy would change by if one duty idled so much more.
  Cost energy_of_idling(Row duty, Time more) const;
  Cost unevenness(Row time_group) const { return time_costs_[time_group]; }
  Cost moved(Row unit) const { return moved_costs_[unit]; }
  int position(Row task) const { return position_of(task); }
  const std::vector<Row>& left_out() const { return left_out_; }
  const Bill& bill() const { return bill_; }
  Cost energy() const { return energy_; }
  Tiers cost() const { return problem.tiers_of(bill_); }

  // The latest a task could start with all that follows it in its duty still in time; as if
  // nobody waited for anybody else, and at today's pace on the road.
  Time last_chance(Row task) {
    const Row duty = tasks_[task].duty;
    if (!last_chance_known_[duty]) find_last_chances(duty);
    return last_chance_[task];
  }

  // Tasks the change in hand has touched and how they were, until the next begin().
  struct TaskUndo { Row task; TaskState was; };
  const std::vector<TaskUndo>& touched() const { return task_undo_; }

  // One change.
  void begin();
  void take_out(Row task);
  // Before the first task of the duty whose key is later; starts no earlier than `hold`.
  void put_in(Row task, Row duty, Time key, Time hold);
  // At a given place of the duty; keys around it must allow it.
  void put_in_at(Row task, Row duty, int at, Time key, Time hold);
  void hold_until(Row task, Time hold);
  bool settle();
  void undo();

  // A whole answer at once; units that do not fit are left out. Returns how many were not kept.
  int load(const std::vector<Row>& duty, const std::vector<Time>& key,
           const std::vector<Time>& hold);
  void copy_from(const State& other);
  // Everything computed anew must equal what was kept up to date; the name of what does not.
  std::string drift() const;

 private:
  struct MetUndo { Row group, carer; int change; };
  struct TourUndo { Row duty; bool known; std::vector<Row> was; DutySummary summary; };
  struct CarerUndo { Row carer; CarerBill was; };
  struct GroupUndo { Row group; GroupState was; };
  struct TimeUndo { Row group; Cost was; };
  struct Dirty { bool queued = false; int from = 0, to = -1; };

  bool may_load(Row unit, const std::vector<Row>& duty) const;
  int load_one_by_one(std::vector<Row> units, const std::vector<Row>& duty,
                      const std::vector<Time>& key, const std::vector<Time>& hold);
  void touch_task(Row task);
  void touch_duty(Row duty);
  void queue(Row duty, int from, int to);
  Row next_in_queue();
  bool settle_duty(Row duty);
  bool reach(Row duty, Row task, Row previous, Row next);
  bool travel(Row duty, Row previous, Row place, TaskState& now) const;
  bool meet_at_next(Row duty, Row task, Row previous, Row next);
  void restart(Row task);
  void restart_partners(Row task);
  void restart_chain(Row task);
  void start_at(Row task, Time start, int next);
  void find_last_chances(Row duty);
  bool held_up_elsewhere(Row duty, int at) const;
  bool start_legal(Row task) const;
  bool units_whole();
  int position_of(Row task) const;
  bool summarise(Row duty);
  bool summarise_ends(Row duty, DutySummary& sum) const;
  Row first_place(Row duty) const;
  Time room_between(Row earlier, Row later) const;
  bool reprice_carer(Row carer);
  bool price_carer(Row carer, CarerBill& bill) const;
  void price_people();
  void price_task(Row task, const TaskState& was);
  void price_moved(Row unit);
  Cost moved_cost(Row unit) const;
  void price_group(Row group, const GroupState& now, int sign);
  void set_greatest(Greatest& tree, std::vector<std::pair<Row, Cost>>& undo, Row row, Cost value);
  void price_greatest();
  void restart_smooth();
  Cost energy_of_smooth() const;
  void count_meeting(Row group, Row carer, int change);
  Cost time_spread(Row group) const;
  void list_left_out(Row unit, bool add);

  std::vector<TaskState> tasks_;
  std::vector<std::vector<Row>> tours_;
  std::vector<DutySummary> summaries_;
  std::vector<Time> last_chance_;  // by task, where known for its duty
  std::vector<char> last_chance_known_;
  std::vector<CarerBill> carer_bills_;
  std::vector<GroupState> groups_;
  std::vector<std::uint16_t> met_;
  std::vector<Cost> time_costs_, moved_costs_;
  Smooth smooth_idle_, smooth_idle_was_;
  Greatest late_, idle_;  // kept only where their greatest costs anything
  std::vector<Row> left_out_, left_out_at_;
  Bill bill_;
  Cost energy_ = 0;

  // The change in hand.
  std::uint32_t epoch_ = 0;
  std::vector<std::uint32_t> task_seen_, duty_seen_, carer_seen_, group_seen_, time_seen_,
      unit_seen_;
  std::vector<TaskUndo> task_undo_;
  std::vector<MetUndo> met_undo_;
  std::vector<TourUndo> tour_undo_;
  std::size_t tours_saved_ = 0;
  std::vector<CarerUndo> carer_undo_;
  std::vector<GroupUndo> group_undo_;
  std::vector<TimeUndo> time_undo_;
  std::vector<std::pair<Row, Cost>> moved_undo_;
  std::vector<std::pair<Row, bool>> left_out_undo_;
  std::vector<std::pair<Row, Cost>> late_undo_, idle_undo_;
  std::vector<Dirty> dirty_;
  std::vector<Row> queue_;
  std::vector<Time> chain_own_, chain_start_;
  Bill bill_was_;
  Cost energy_was_ = 0;
};

}  // namespace carerota
