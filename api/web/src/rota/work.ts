/** What a carer's day counts as work: care, the ways between, and gaps too short to be free. */

import { type CarerDay, NO_DAY, type Part } from "./model";

/** A gap as long as this is the carer's own time, and no work. */
export const FREE_GAP_MIN = 60;

/**
 * Minutes of work in a run: from first start to last end of each shift, without gaps that are
 * free. The way from home to the first visit is none, as the service counts too.
 */
export function workMinutes(run: readonly Part[], day: CarerDay = NO_DAY): number {
  let minutes = 0;
  for (const [place, part] of run.entries()) {
    minutes += part.lasts;
    const before = run[place - 1];
    if (!before || shiftOf(day, before) !== shiftOf(day, part)) continue;
    const gap = part.begins - before.begins - before.lasts;
    const travel = part.travel ?? 0;
    minutes += gap - travel >= FREE_GAP_MIN ? travel : Math.max(0, gap);
  }
  return minutes;
}

function shiftOf(day: CarerDay, part: Part): number {
  return day.shifts.findIndex((one) => one.from <= part.begins && part.begins < one.to);
}

const known = new WeakMap<readonly Part[], number>();

/** The same, counted once for each run as it stands: every row asks for it at every step. */
export function workOf(run: readonly Part[], day: CarerDay | undefined): number {
  let minutes = known.get(run);
  if (minutes === undefined) known.set(run, (minutes = workMinutes(run, day)));
  return minutes;
}
