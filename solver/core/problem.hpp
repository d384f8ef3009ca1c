// Everything that is given, as solver.model.Problem documents it, plus look-ups made from it.
#pragma once
#include <string>
#include <vector>

#include "types.hpp"

namespace carerota {

struct Problem {
  // Sizes.
  int places = 0, modes = 0, tasks = 0, units = 0, links = 0, duties = 0, carers = 0;
  int pair_rows = 0, groups = 0, time_groups = 0, tiers = 0;

  // Travel.
  std::vector<std::int32_t> drive, extra;
  std::vector<Time> leg_limit, commute_limit, place_extra;
  std::vector<Row> step_offset;
  std::vector<Time> step_start, step_speed;

  // Tasks.
  std::vector<Row> task_place, task_place_end;
  std::vector<Time> task_duration, task_earliest, task_latest, task_preferred, task_grace;
  std::vector<Cost> task_late, task_early, task_near;
  std::vector<Row> task_pair, task_time_group;

  // Units.
  std::vector<Row> unit_offset, unit_group;
  std::vector<Cost> unit_left_out;
  std::vector<Row> unit_left_out_tier, unit_reference;
  std::vector<Time> unit_reference_start;
  std::vector<Cost> unit_moved_carer, unit_moved_time;

  // Links.
  std::vector<Row> link_first, link_second;
  std::vector<Time> link_least, link_most;

  // Duties.
  std::vector<Row> duty_carer, duty_day;
  std::vector<Time> duty_start, duty_end;
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
  std::vector<Row> tier_of_term;
  std::vector<Cost> guide;

  // Look-ups made by prepare().
  std::vector<Row> unit_of_task;
  std::vector<Row> carer_duty_offset;  // duties of carer c: rows [c] to [c + 1]
  std::vector<std::vector<Row>> sync;  // tasks that start together with this one
  struct Bound {
    Row other;
    Time least, most;  // start(this) - start(other)
  };
  std::vector<std::vector<Bound>> bounds;           // links that are not sync
  std::vector<std::vector<Row>> candidates;         // duties that could make a task at all
  std::vector<std::vector<Row>> group_units, time_group_tasks;
  std::vector<std::int32_t> step_slot;              // coarse index into speed steps
  std::vector<Row> step_slot_offset;
  Time slot_origin = 0;
  bool has_reference = false;

  void prepare();

  int unit_size(Row unit) const { return unit_offset[unit + 1] - unit_offset[unit]; }
  Row first_task(Row unit) const { return unit_offset[unit]; }
  bool may(Row task, Row carer) const {
    return allowed[std::size_t(task_pair[task]) * carers + carer] != 0;
  }
  Cost dislikes(Row task, Row carer) const {
    return dislike[std::size_t(task_pair[task]) * carers + carer];
  }
  Time free_flow(int mode, Row from, Row to) const {
    return drive[(std::size_t(mode) * places + from) * places + to];
  }
  Time added(int mode, Row from, Row to) const {
    return extra[(std::size_t(mode) * places + from) * places + to];
  }
  Time place_slack(Row from, Row to) const {
    return place_extra[from] > place_extra[to] ? place_extra[from] : place_extra[to];
  }
  bool leg_legal(int mode, Row from, Row to) const {
    const Time free = free_flow(mode, from, to);
    return free < UNREACHABLE && free <= leg_limit[mode] + place_slack(from, to);
  }
  // A duty without a place of its own has no commute.
  bool commute_legal(int mode, Row from, Row to) const {
    if (from < 0 || to < 0) return true;
    const Time free = free_flow(mode, from, to);
    return free < UNREACHABLE && free <= commute_limit[mode] + place_slack(from, to);
  }
  Time arrive(int mode, Time leave, Time free) const;

  // The next moment of the grid, though never past the latest start of the task.
  Time on_grid(Row task, Time start) const {
    if (grid == 1) return start;
    const Time put_off = start + ((-start % grid) + grid) % grid;
    return start <= task_latest[task] && put_off > task_latest[task] ? task_latest[task] : put_off;
  }

  Cost time_cost_late(Row task, Time start) const {
    const Time over = start - task_preferred[task] - task_grace[task];
    return over > 0 ? over * task_late[task] : 0;
  }
  Cost time_cost_early(Row task, Time start) const {
    const Time under = task_preferred[task] - task_grace[task] - start;
    return under > 0 ? under * task_early[task] : 0;
  }
  Cost time_cost_near(Row task, Time start) const {
    const Time off = start - task_preferred[task];
    return (off < 0 ? -off : off) * task_near[task];
  }
  Tiers tiers_of(const Bill& bill) const;
  Cost energy_of(const Bill& bill) const;

 private:
  void index_links();
  void index_candidates();
  void index_steps();
};

// -1, 0, 1: tier by tier, the first difference decides.
int compare(const Tiers& one, const Tiers& other, int tiers);

}  // namespace carerota
