// Python's face of the core: translates, checks nothing, knows no care.
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include "quote.hpp"
#include "search.hpp"

namespace nb = nanobind;
using namespace carerota;

namespace {

template <typename T>
std::vector<T> read(const nb::dict& arrays, const char* name) {
  auto array = nb::cast<nb::ndarray<const T, nb::c_contig, nb::device::cpu>>(arrays[name], false);
  return std::vector<T>(array.data(), array.data() + array.size());
}

template <typename T>
std::vector<T> copy(const nb::ndarray<const T, nb::ndim<1>, nb::c_contig, nb::device::cpu>& array) {
  return std::vector<T>(array.data(), array.data() + array.size());
}

template <typename T>
nb::object array_of(const std::vector<T>& values) {
  auto* kept = new std::vector<T>(values);
  nb::capsule owner(kept, [](void* memory) noexcept { delete static_cast<std::vector<T>*>(memory); });
  return nb::cast(nb::ndarray<nb::numpy, T, nb::ndim<1>>(kept->data(), {kept->size()}, owner));
}

void read_arrays(Problem& problem, const nb::dict& arrays) {
#define ROWS(name) problem.name = read<Row>(arrays, #name)
#define LONGS(name) problem.name = read<Time>(arrays, #name)
#define FLAGS(name) problem.name = read<std::uint8_t>(arrays, #name)
  ROWS(drive); ROWS(extra); LONGS(leg_limit); LONGS(commute_limit); LONGS(place_extra);
  ROWS(step_offset); LONGS(step_start); LONGS(step_speed);
  ROWS(task_place); ROWS(task_place_end); LONGS(task_duration); LONGS(task_earliest);
  LONGS(task_latest); LONGS(task_preferred); LONGS(task_grace); LONGS(task_late);
  LONGS(task_early); LONGS(task_near); LONGS(task_again_from); LONGS(task_again_to); ROWS(task_pair); ROWS(task_time_group);
  ROWS(unit_offset); ROWS(unit_distinct); ROWS(unit_group); LONGS(unit_left_out); ROWS(unit_left_out_tier);
  ROWS(unit_reference); LONGS(unit_reference_start); LONGS(unit_moved_carer);
  LONGS(unit_moved_time); ROWS(link_first); ROWS(link_second); LONGS(link_least);
  LONGS(link_most); ROWS(duty_carer); ROWS(duty_day); LONGS(duty_start); LONGS(duty_end); LONGS(duty_due);
  ROWS(duty_start_place); ROWS(duty_end_place); ROWS(duty_mode); ROWS(duty_commute_inside);
  LONGS(duty_night_start); LONGS(duty_night_end); LONGS(carer_contracted);
  LONGS(carer_most_work); LONGS(carer_warn_work); LONGS(carer_rest); LONGS(carer_weekly_rest);
  LONGS(carer_last_end); LONGS(carer_most_days); LONGS(carer_most_visits);
  LONGS(carer_most_span); LONGS(carer_most_day_work); LONGS(carer_break_after);
  LONGS(carer_break_length); LONGS(carer_target_days); LONGS(carer_target_span);
  FLAGS(allowed); ROWS(dislike); LONGS(group_face); LONGS(group_crowd); LONGS(group_usual);
  LONGS(group_over_cap); LONGS(group_cap); LONGS(group_met); ROWS(join); FLAGS(in_window);
  LONGS(time_rate); LONGS(time_grace); ROWS(tier_of_term); LONGS(guide);
#undef ROWS
#undef LONGS
#undef FLAGS
}

void read_scalars(Problem& problem, const nb::dict& scalars) {
#define SCALAR(name) problem.name = nb::cast<Time>(scalars[#name])
  SCALAR(block_start); SCALAR(block_end); SCALAR(grid); SCALAR(free_gap); SCALAR(paid_gap);
  SCALAR(night_counts_from); SCALAR(night_most); SCALAR(moved_grace); SCALAR(break_missing);
  SCALAR(short_hours); SCALAR(long_week); SCALAR(long_span); SCALAR(awkward); SCALAR(split);
  SCALAR(extra_day); SCALAR(travel); SCALAR(commute); SCALAR(waiting); SCALAR(greatest_late);
  SCALAR(overtime); SCALAR(greatest_idle);
#undef SCALAR
  problem.tiers = nb::cast<int>(scalars["tiers"]);
}

std::unique_ptr<Problem> problem_from(const nb::dict& arrays, const nb::dict& scalars) {
  auto problem = std::make_unique<Problem>();
  read_arrays(*problem, arrays);
  read_scalars(*problem, scalars);
  problem->places = int(problem->place_extra.size());
  problem->modes = int(problem->leg_limit.size());
  problem->tasks = int(problem->task_place.size());
  problem->units = int(problem->unit_group.size());
  problem->links = int(problem->link_first.size());
  problem->duties = int(problem->duty_carer.size());
  problem->carers = int(problem->carer_rest.size());
  problem->groups = int(problem->group_face.size());
  problem->time_groups = int(problem->time_rate.size());
  problem->pair_rows =
      problem->carers == 0 ? 0 : int(problem->allowed.size()) / problem->carers;
  problem->prepare();
  return problem;
}

nb::tuple cost_of(const Tiers& cost, int tiers) {
  nb::list listed;
  for (int tier = 0; tier < tiers; ++tier) listed.append(cost[std::size_t(tier)]);
  return nb::tuple(listed);
}

nb::list counts_of(const Search& search) {
  nb::list rows;
  for (const Count& count : search.counts())
    rows.append(nb::make_tuple(count.tried, count.legal, count.kept));
  return rows;
}

using Change = std::vector<std::tuple<Row, Row, Time>>;

std::vector<Put> puts(const Change& change) {
  std::vector<Put> found;
  for (const auto& [task, duty, start] : change) found.push_back({task, duty, start});
  return found;
}

// Points of each term, of what is left out by tier, and whose starts differ.
nb::object what_if(const Quote& quote) {
  nb::list terms, moved;
  for (Cost points : quote.difference().term) terms.append(points);
  for (const Moved& one : quote.moved())
    moved.append(nb::make_tuple(one.task, one.was, one.now));
  return nb::make_tuple(nb::tuple(terms),
                        cost_of(quote.difference().left_out, quote.problem().tiers), moved);
}

// One row a way: duty, moment tried, start, how many others move, the most by which one does, cost by tier.
nb::object table_of(const std::vector<Way>& ways, int tiers) {
  const std::size_t width = 5 + std::size_t(tiers);
  auto* kept = new std::vector<Time>();
  kept->reserve(ways.size() * width);
  for (const Way& way : ways) {
    kept->insert(kept->end(), {way.duty, way.moment, way.start, way.moved, way.furthest});
    kept->insert(kept->end(), way.cost.begin(), way.cost.begin() + tiers);
  }
  nb::capsule owner(kept, [](void* memory) noexcept { delete static_cast<std::vector<Time>*>(memory); });
  return nb::cast(nb::ndarray<nb::numpy, Time, nb::ndim<2>>(kept->data(), {ways.size(), width}, owner));
}

using RowArray = nb::ndarray<const Row, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using TimeArray = nb::ndarray<const Time, nb::ndim<1>, nb::c_contig, nb::device::cpu>;

void name_quote(nb::module_& module) {
  nb::class_<Quote>(module, "Quote")
      .def("__init__",
           [](Quote* self, const nb::dict& arrays, const nb::dict& scalars) {
             new (self) Quote(problem_from(arrays, scalars));
           },
           nb::arg("arrays"), nb::arg("scalars"))
      .def("load",
           [](Quote& self, RowArray duty, TimeArray start) {
             return self.load(copy<Row>(duty), copy<Time>(start));
           },
           nb::arg("duty").noconvert(), nb::arg("start").noconvert())
      .def("respell",
           [](Quote& self, Row task, const std::vector<Time>& as,
              nb::ndarray<const std::uint8_t, nb::ndim<1>, nb::c_contig, nb::device::cpu> allowed,
              RowArray dislike) {
             self.respell(task,
                          {Row(as.at(0)), Row(as.at(1)), Row(as.at(2)), as.at(3), as.at(4), as.at(5),
                           as.at(6), as.at(7), as.at(8), as.at(9), as.at(10)},
                          copy<std::uint8_t>(allowed), copy<Row>(dislike));
           },
           nb::arg("task"), nb::arg("spelling"), nb::arg("allowed").noconvert(),
           nb::arg("dislike").noconvert())
      .def("ask",
           [](Quote& self, const Change& change) -> nb::object {
             return self.ask(puts(change)) ? what_if(self) : nb::none();
           },
           nb::arg("change"))
      .def("keep",
           [](Quote& self, const Change& change) -> nb::object {
             return self.keep(puts(change)) ? what_if(self) : nb::none();
           },
           nb::arg("change"))
      .def("repeat",
           [](Quote& self, const Change& change, Row task, Row duty, Time moment, Time start,
              Time most, bool keep) -> nb::object {
             Way way;
             way.duty = duty;
             way.moment = moment;
             way.start = start;
             return self.repeat(puts(change), task, way, most, keep) ? what_if(self) : nb::none();
           },
           nb::arg("change"), nb::arg("task"), nb::arg("duty"), nb::arg("moment"),
           nb::arg("start"), nb::arg("most"), nb::arg("keep"))
      .def("ways",
           [](Quote& self, const Change& change, Row task, const std::vector<Row>& duties,
              const std::vector<Time>& moments, Time most) {
             return table_of(self.ways(puts(change), task, duties, moments, most),
                             self.problem().tiers);
           },
           nb::arg("change"), nb::arg("task"), nb::arg("duties"), nb::arg("moments"), nb::arg("most"))
      .def_prop_ro("duty", [](const Quote& self) {
        std::vector<Row> duty;
        for (Row task = 0; task < self.problem().tasks; ++task)
          duty.push_back(self.state().task(task).duty);
        return array_of(duty);
      })
      .def_prop_ro("start", [](const Quote& self) {
        std::vector<Time> start;
        for (Row task = 0; task < self.problem().tasks; ++task)
          start.push_back(self.state().task(task).start);
        return array_of(start);
      })
      .def_prop_ro("cost", [](const Quote& self) {
        return cost_of(self.state().cost(), self.problem().tiers);
      })
      .def("drift", [](const Quote& self) { return self.state().drift(); });
}

}  // namespace

NB_MODULE(_core, module) {
  module.doc() = "The engine's inner loop.";
  module.attr("BUILD") = "C++20 " __VERSION__;
  name_quote(module);
  nb::class_<Search>(module, "Search")
      .def("__init__",
           [](Search* self, const nb::dict& arrays, const nb::dict& scalars, std::uint64_t seed,
              int threads) {
             new (self) Search(problem_from(arrays, scalars), seed, threads);
           },
           nb::arg("arrays"), nb::arg("scalars"), nb::arg("seed"), nb::arg("threads"))
      .def("construct", &Search::construct, nb::call_guard<nb::gil_scoped_release>())
      .def("load",
           [](Search& self, RowArray duty, TimeArray release) {
             const auto duties = copy<Row>(duty);
             const auto releases = copy<Time>(release);
             nb::gil_scoped_release released;
             self.load(duties, releases);
           },
           nb::arg("duty").noconvert(), nb::arg("release").noconvert())
      .def("loosen", &Search::loosen, nb::call_guard<nb::gil_scoped_release>())
      .def("advance",
           [](Search& self, std::int64_t iterations, double seconds, double hot, double cold,
              bool strict, bool exchange, std::uint32_t rebuild_every) {
             nb::gil_scoped_release released;
             self.advance({iterations, seconds, hot, cold, strict, rebuild_every}, exchange);
           },
           nb::arg("iterations"), nb::arg("seconds"), nb::arg("hot"), nb::arg("cold"),
           nb::arg("strict"), nb::arg("exchange"), nb::arg("rebuild_every"))
      .def("return_to_best", &Search::return_to_best, nb::call_guard<nb::gil_scoped_release>())
      .def("uphill",
           [](Search& self, int tries) {
             std::vector<Cost> steps;
             {
               nb::gil_scoped_release released;
               steps = self.uphill(tries);
             }
             return array_of(steps);
           },
           nb::arg("tries"))
      .def("cancel", &Search::cancel)
      .def_prop_ro("cancelled", &Search::cancelled)
      .def_prop_ro("cost", [](const Search& self) {
        return cost_of(self.best().cost, self.problem().tiers);
      })
      .def_prop_ro("energy", &Search::energy, "Of the state ahead now, not of the best met.")
      .def_prop_ro("energy_of_made", &Search::energy_of_made,
                   "The same without what is left out.")
      .def_prop_ro("duty", [](const Search& self) { return array_of(self.best().duty); })
      .def_prop_ro("start", [](const Search& self) { return array_of(self.best().start); })
      .def_prop_ro("breaks_missing",
                   [](const Search& self) { return self.best().breaks_missing; })
      .def_prop_ro("iterations", &Search::iterations)
      .def_prop_ro("counts", &counts_of)
      .def("drift", &Search::drift, "The first figure that differs when computed anew, or ''.");
}
