// A rota in hand that is asked "what if": each change is made, priced in full, and undone.
#pragma once
#include <memory>

#include "state.hpp"

namespace carerota {

// One task as it would be: with a duty, NOBODY for none, no earlier than a moment; NEVER for
// the moment that is being tried.
struct Put {
  Row task, duty;
  Time start;
};

struct Moved {
  Row task;
  Time was, now;
};

// One legal way of making a task: when it would start and what that adds, all told.
struct Way {
  Row duty;
  Time moment, start;  // not before the one, so at the other
  int moved = 0;      // other tasks that would start at another moment
  Time furthest = 0;  // the most any of them would
  Tiers cost{};
};

// What a spare task is to stand for.
struct Spelling {
  Row place, place_end, group;
  Time duration, earliest, latest, preferred, grace;
  Cost late, early, near;
};

class Quote {
 public:
  explicit Quote(std::unique_ptr<Problem> problem) : problem_(std::move(problem)), state_(*problem_) {}

  // Takes a whole rota in; how many units do not fit it and are left out.
  int load(const std::vector<Row>& duty, const std::vector<Time>& start);
  // Rewrites a task nobody makes, of a unit that shares its row of pairs with nobody.
  void respell(Row task, const Spelling& as, const std::vector<std::uint8_t>& allowed,
               const std::vector<std::int32_t>& dislike);
  // Makes a change and undoes it; false where a hard rule would be broken. What it would do
  // is then in difference() and moved().
  bool ask(const std::vector<Put>& change);
  // Makes a change for good; false, and nothing changed, where a hard rule would be broken.
  bool keep(const std::vector<Put>& change);
  // Legal ways of making a task in some duties at some moments, in order, after a change. Others
  // start at another moment by at most `most`, and nobody loses a due break.
  std::vector<Way> ways(const std::vector<Put>& change, Row task, const std::vector<Row>& duties,
                        const std::vector<Time>& moments, Time most);

  // One of those ways again, for good if asked; what it does is then in difference() and moved().
  bool repeat(const std::vector<Put>& change, Row task, const Way& wanted, Time most, bool keep);

  const Bill& difference() const { return difference_; }
  const std::vector<Moved>& moved() const { return moved_; }
  const State& state() const { return state_; }
  const Problem& problem() const { return *problem_; }

 private:
  void make(const std::vector<Put>& change, Time moment);
  void pull(Row task, Row duty, Time start);
  void note(const Bill& before);
  bool is_own(const std::vector<Put>& change, Row task) const;
  bool try_way(const std::vector<Put>& change, Row task, Time moment, bool pulled, Time most,
               Way& way, bool keep = false);

  std::unique_ptr<Problem> problem_;
  State state_;
  Bill difference_;
  std::vector<Moved> moved_;
};

}  // namespace carerota
