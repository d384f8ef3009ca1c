// Everything that is given, as solver.model.Problem documents it, plus look-ups made from it.
#pragma once
#include <string>
#include <vector>

#include "types.hpp"

namespace carerota {

// What the inner loop reads of a task, side by side in memory.
struct Call {
  Row place, place_end, unit, pair, time_group, chain;
  bool linked;  // starts together with another, or is bound to one
  Time duration, earliest, latest, preferred;
  Time from, until;              // its window: preferred less and plus the grace
  Time again_from, again_until;  // a second one
  Cost late, early, near;
};

// A leg of the road: free-flow seconds, seconds added on arrival, and what it may be used for.
struct Leg {
  static constexpr std::int32_t BETWEEN_TASKS = 1 << 30, COMMUTE = 1 << 29;
  std::int32_t free, added_and_use;
  Time added() const { return added_and_use & (COMMUTE - 1); }
  bool between_tasks() const { return (added_and_use & BETWEEN_TASKS) != 0; }
  bool commute() const { return (added_and_use & COMMUTE) != 0; }
};

struct Problem {
  // Sizes.
  int places = 0, modes = 0, tasks = 0, units = 0, links = 0, duties = 0, carers = 0;
  int pair_rows = 0, groups = 0, time_groups = 0, tiers = 0, days = 0;

  // Travel.
  std::vector<std::int32_t> drive, extra;
  std::vector<Time> leg_limit, commute_limit, place_extra;
  std::vector<Row> step_offset;
  std::vector<Time> step_start, step_speed;

  // Tasks.
  std::vector<Row> task_place, task_place_end;
  std::vector<Time> task_duration, task_earliest, task_latest, task_preferred, task_grace;
  std::vector<Time> task_again_from, task_again_to;
  std::vector<Cost> task_late, task_early, task_near;
  std::vector<Row> task_pair, task_time_group;

  // Units.
  std::vector<Row> unit_offset, unit_distinct, unit_group;
  std::vector<Cost> unit_left_out;
  std::vector<Row> unit_left_out_tier, unit_reference;
  std::vector<Time> unit_reference_start;
  std::vector<Cost> unit_moved_carer, unit_moved_time;

  // Links.
  std::vector<Row> link_first, link_second;
  std::vector<Time> link_least, link_most;

  // Duties.
  std::vector<Row> duty_carer, duty_day;
  std::vector<Time> duty_start, duty_end, duty_due;
  std::vector<Row> duty_start_place, duty_end_place, duty_mode, duty_commute_inside;
  std::vector<Time> duty_night_start, duty_night_end;

  // Carers.
  std::vector<Time> carer_contracted, carer_most_work, carer_warn_work, carer_rest;
  std::vector<Time> carer_weekly_rest, carer_last_end, carer_most_days, carer_most_visits;
  std::vector<Time> carer_most_span, carer_most_day_work, carer_break_after;
  std::vector<Time> carer_break_length, carer_target_days, carer_target_span;

  // Pairs and groups.
  std::vector<std::uint8_t> allowed;
  std::vector<std::int32_t> dislike;
  std::vector<Cost> group_face, group_crowd, group_usual, group_over_cap, group_cap, group_met;
  std::vector<std::int32_t> join;
  std::vector<std::uint8_t> in_window;
  std::vector<Cost> time_rate, time_grace;

  // Single figures.
  Time block_start = 0, block_end = 0, grid = 1, free_gap = 0, paid_gap = 0;
  Time night_counts_from = 0, night_most = 0, moved_grace = 0;
  Cost break_missing = 0, short_hours = 0, long_week = 0, long_span = 0, awkward = 0;
  Cost split = 0, extra_day = 0, travel = 0, commute = 0, waiting = 0;
  Cost greatest_late = 0, overtime = 0, greatest_idle = 0;
  std::vector<Row> tier_of_term;
  std::vector<Cost> guide;

  // Look-ups made by prepare().
  std::vector<Call> call;
  std::vector<Leg> leg;
  std::array<Cost, TERMS> weight{};  // energy of a point of each term
  Cost weight_of_travel = 0, weight_of_commute = 0;  // energy of a second
  std::vector<char> constant_speed;  // by mode
  std::vector<Row> unit_of_task;
  std::vector<Row> carer_duty_offset;  // duties of carer c: rows [c] to [c + 1]
  std::vector<std::vector<Row>> sync;  // tasks that start together with this one
  bool sync_across = false;            // whether any of them belong to different units
  struct Bound {
    Row other;
    Time least, most;  // start(this) - start(other)
  };
  std::vector<std::vector<Bound>> bounds;           // links that are not sync
  // Tasks whose starts hang together through bounds and sync; those without bounds have none.
  std::vector<std::vector<Row>> chains;
  std::vector<Row> chain_of;
  std::vector<Row> movable;       // units with more than one start or carer; all if there is none
  std::vector<char> is_movable;   // by unit
  std::vector<char> is_possible;  // by unit: some duty could make each of its tasks
  std::vector<std::vector<Row>> candidates;         // duties that could make a task at all
  std::vector<std::vector<Row>> group_units, time_group_tasks;
  std::vector<std::int32_t> step_slot;              // coarse index into speed steps
  std::vector<Row> step_slot_offset;
  Time slot_origin = 0;
  bool has_reference = false;
  std::vector<Time> usual_hold;  // where a start is held if nothing speaks for another moment
  bool holds_matter = false;     // whether starting later than possible can ever pay
  Time usual_length = 1;         // mean duration of a task: the grain of choices of time

  void prepare();

  int unit_size(Row unit) const { return unit_offset[unit + 1] - unit_offset[unit]; }
  Row first_task(Row unit) const { return unit_offset[unit]; }
  bool may(Row task, Row carer) const {
    return allowed[std::size_t(task_pair[task]) * carers + carer] != 0;
  }
  Cost dislikes(Row task, Row carer) const {
    return dislike[std::size_t(task_pair[task]) * carers + carer];
  }
  const Leg& leg_of(int mode, Row from, Row to) const {
    return leg[(std::size_t(mode) * places + from) * places + to];
  }
  Time free_flow(int mode, Row from, Row to) const { return leg_of(mode, from, to).free; }
  Time added(int mode, Row from, Row to) const { return leg_of(mode, from, to).added(); }
  // A duty without a place of its own has no commute.
  bool commute_legal(int mode, Row from, Row to) const {
    return from < 0 || to < 0 || leg_of(mode, from, to).commute();
  }
  Time arrive(int mode, Time leave, Time free) const {
    return constant_speed[mode] ? leave + free : arrive_in_traffic(mode, leave, free);
  }
  Time arrive_in_traffic(int mode, Time leave, Time free) const;

  // The next moment of the grid, though never past the latest start of the task.
  Time on_grid(Row task, Time start) const {
    if (grid == 1) return start;
    const Time put_off = start + ((-start % grid) + grid) % grid;
    const Time latest = call[task].latest;
    return start <= latest && put_off > latest ? latest : put_off;
  }

  // Seconds past the window that a start falls in.
  Time lateness(Row task, Time start) const {
    const Call& now = call[task];
    const Time until = start >= now.again_from ? now.again_until : now.until;
    return start > until ? start - until : 0;
  }
  Cost time_cost_late(Row task, Time start) const {
    return lateness(task, start) * call[task].late;
  }
  Cost time_cost_early(Row task, Time start) const {
    const Call& now = call[task];
    if (start >= now.again_from) return 0;
    return start < now.from ? (now.from - start) * now.early : 0;
  }
  Cost time_cost_near(Row task, Time start) const {
    const Time off = start - call[task].preferred;
    return (off < 0 ? -off : off) * call[task].near;
  }
  Tiers tiers_of(const Bill& bill) const;
  Cost energy_of(const Bill& bill) const;

 private:
  void index_links();
  void index_chains();
  void index_calls();
  void index_legs();
  void index_holds();
  void index_candidates();
  void index_movable();
  void index_steps();
};

// -1, 0, 1: tier by tier, the first difference decides.
int compare(const Tiers& one, const Tiers& other, int tiers);

}  // namespace carerota
