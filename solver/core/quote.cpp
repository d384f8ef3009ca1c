// Questions to a rota: every answer is a change made and undone.
#include "quote.hpp"

#include <algorithm>

namespace carerota {

namespace {

Bill less(const Bill& now, const Bill& before) {
  Bill left = now;
  for (std::size_t term = 0; term < left.term.size(); ++term) left.term[term] -= before.term[term];
  for (std::size_t tier = 0; tier < left.left_out.size(); ++tier)
    left.left_out[tier] -= before.left_out[tier];
  return left;
}

Time on_grid_before(Time moment, Time grid) {
  const Time over = moment % grid;
  return moment - (over < 0 ? over + grid : over);
}

}  // namespace

int Quote::load(const std::vector<Row>& duty, const std::vector<Time>& start) {
  return state_.load(duty, start, start);
}

void Quote::respell(Row task, const Spelling& as, const std::vector<std::uint8_t>& allowed,
                    const std::vector<std::int32_t>& dislike) {
  Problem& given = *problem_;
  Call& call = given.call[task];
  given.task_place[task] = call.place = as.place;
  given.task_place_end[task] = call.place_end = as.place_end;
  given.task_duration[task] = call.duration = as.duration;
  given.task_earliest[task] = call.earliest = as.earliest;
  given.task_latest[task] = call.latest = as.latest;
  given.task_preferred[task] = call.preferred = as.preferred;
  given.task_grace[task] = as.grace;
  call.from = as.preferred - as.grace;
  call.until = as.preferred + as.grace;
  given.task_late[task] = call.late = as.late;
  given.task_early[task] = call.early = as.early;
  given.task_near[task] = call.near = as.near;
  given.unit_group[call.unit] = as.group;
  const std::size_t row = std::size_t(given.task_pair[task]) * given.carers;
  std::copy(allowed.begin(), allowed.end(), given.allowed.begin() + row);
  std::copy(dislike.begin(), dislike.end(), given.dislike.begin() + row);
}

void Quote::make(const std::vector<Put>& change, Time moment) {
  for (const Put& put : change)
    if (state_.task(put.task).duty != NOBODY) state_.take_out(put.task);
  for (const Put& put : change) {
    const Time start = put.start == NEVER ? moment : put.start;
    if (put.duty != NOBODY) state_.put_in(put.task, put.duty, start, start);
  }
}

// What comes before a task starts early enough for it to start in time, and no earlier.
void Quote::pull(Row task, Row duty, Time start) {
  const Problem& given = *problem_;
  const auto& tour = state_.tour(duty);
  const int mode = given.duty_mode[duty];
  Time due = start;
  Row to = given.call[task].place;
  for (int at = state_.position(task) - 1; at >= 0; --at) {
    const Row before = tour[std::size_t(at)];
    const Call& call = given.call[before];
    if (call.place < 0 || call.place_end < 0 || to < 0) return;
    const Leg& leg = given.leg_of(mode, call.place_end, to);
    const Time leave = due - leg.added() - leg.free;
    const Time on_the_way = given.arrive(mode, leave, leg.free) - leave;
    due = on_grid_before(due - leg.added() - on_the_way - call.duration, given.grid);
    if (state_.task(before).start <= due || state_.task(before).start == NEVER) return;
    state_.hold_until(before, due);
    to = call.place;
  }
}

void Quote::note(const Bill& before) {
  difference_ = less(state_.bill(), before);
  moved_.clear();
  for (const auto& touched : state_.touched()) {
    const TaskState& now = state_.task(touched.task);
    if (touched.was.duty != now.duty || touched.was.start != now.start)
      moved_.push_back({touched.task, touched.was.duty == NOBODY ? NEVER : touched.was.start,
                        now.duty == NOBODY ? NEVER : now.start});
  }
}

bool Quote::ask(const std::vector<Put>& change) {
  const Bill before = state_.bill();
  state_.begin();
  make(change, NEVER);
  const bool legal = state_.settle();
  if (legal) note(before);
  state_.undo();
  return legal;
}

bool Quote::keep(const std::vector<Put>& change) {
  const Bill before = state_.bill();
  state_.begin();
  make(change, NEVER);
  if (state_.settle()) {
    note(before);
    return true;
  }
  state_.undo();
  return false;
}

bool Quote::is_own(const std::vector<Put>& change, Row task) const {
  return std::any_of(change.begin(), change.end(),
                     [&](const Put& put) { return put.task == task; });
}

bool Quote::try_way(const std::vector<Put>& change, Row task, Time moment, bool pulled, Time most,
                    Way& way, bool keep) {
  const Bill before = state_.bill();
  state_.begin();
  make(change, moment);
  if (state_.task(task).duty != NOBODY) state_.take_out(task);
  state_.put_in(task, way.duty, moment, moment);
  if (pulled) pull(task, way.duty, moment);
  bool legal = state_.settle() && state_.bill().term[BREAK_MISSING] <= before.term[BREAK_MISSING];
  way.moved = 0;
  way.furthest = 0;
  if (legal) {
    way.start = state_.task(task).start;
    way.cost = problem_->tiers_of(less(state_.bill(), before));
    for (const auto& touched : state_.touched()) {
      const Time now = state_.task(touched.task).start, was = touched.was.start;
      if (touched.task == task || is_own(change, touched.task) || now == was) continue;
      ++way.moved;
      way.furthest = std::max(way.furthest, now > was ? now - was : was - now);
    }
    legal = way.furthest <= most;
    if (legal) note(before);
  }
  if (!legal || !keep) state_.undo();
  return legal;
}

std::vector<Way> Quote::ways(const std::vector<Put>& change, Row task,
                             const std::vector<Row>& duties, const std::vector<Time>& moments,
                             Time most) {
  const Problem& given = *problem_;
  std::vector<Way> found;
  Way way;
  for (Row duty : duties) {
    way.duty = duty;
    if (!given.may(task, given.duty_carer[duty])) continue;
    for (std::size_t row = 0; row < moments.size(); ++row) {
      const Time moment = way.moment = moments[row];
      const Time next = row + 1 < moments.size() ? moments[row + 1] : FOREVER;
      if (moment < given.duty_start[duty] ||
          moment + given.call[task].duration > given.duty_end[duty])
        continue;
      // A start put off as far as the next moment is that moment's to find.
      if (try_way(change, task, moment, false, most, way) && way.start < next) {
        found.push_back(way);
        if (way.start == moment) continue;
      }
      if (most > 0 && try_way(change, task, moment, true, most, way) && way.start == moment)
        found.push_back(way);
    }
  }
  return found;
}

bool Quote::repeat(const std::vector<Put>& change, Row task, const Way& wanted, Time most,
                   bool keep) {
  for (const bool pulled : {false, true}) {
    Way way = wanted;
    if (!try_way(change, task, wanted.moment, pulled, most, way) || way.start != wanted.start)
      continue;
    return !keep || try_way(change, task, wanted.moment, pulled, most, way, true);
  }
  return false;
}

}  // namespace carerota
