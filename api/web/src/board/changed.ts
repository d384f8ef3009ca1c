/** What a rota has otherwise than the one people know, visit by visit, as it stands this moment. */

import type { AssignmentRow } from "../data/types";
import { wallTime } from "../rota/clock";
import { type Part, partKey } from "../rota/model";
import type { Place } from "../rota/store";
import { GRACE_MIN } from "../rota/words";

export type ChangeKind = "added" | "covered" | "left open" | "other carer" | "other time" | "a few minutes";

export interface Changed {
  /** The first part of the visit, as it is now. */
  readonly part: Part;
  /** Who comes and no longer comes. */
  readonly come: readonly string[];
  readonly gone: readonly string[];
  /** Minute of the day it began before; null where nobody knew of it. */
  readonly began: number | null;
  readonly kinds: readonly ChangeKind[];
}

export const KINDS: readonly ChangeKind[] = ["left open", "other carer", "other time", "a few minutes", "covered", "added"];

type Row = Pick<AssignmentRow, "visit_id" | "part" | "carer_id" | "start">;

/** Where every part was in the rota people know. */
export function placesOf(firstDay: string, rows: readonly Row[]): ReadonlyMap<string, Place> {
  return new Map(
    rows.map((row) => {
      const { day, minute } = wallTime(firstDay, row.start);
      return [partKey(row.visit_id, row.part), { carerId: row.carer_id, day, begins: minute }];
    }),
  );
}

/** Visits that are otherwise, in order of time; two carers who only swap parts are no change. */
export function changedSince(known: ReadonlyMap<string, Place>, parts: Iterable<Part>): Changed[] {
  const visits = new Map<string, Part[]>();
  for (const part of parts) {
    const here = visits.get(part.visitId);
    if (here) here.push(part);
    else visits.set(part.visitId, [part]);
  }
  return [...visits.values()]
    .flatMap((here) => changeOf(known, here))
    .sort((one, other) => one.part.day - other.part.day || one.part.begins - other.part.begins);
}

function changeOf(known: ReadonlyMap<string, Place>, parts: readonly Part[]): Changed[] {
  const [part] = parts;
  if (!part) return [];
  const before = parts.flatMap((one) => known.get(one.key) ?? []);
  const went = names(before.map((one) => one.carerId));
  const goes = names(parts.map((one) => one.carerId));
  const come = [...goes].filter((id) => !went.has(id));
  const gone = [...went].filter((id) => !goes.has(id));
  const [place] = before;
  if (!place) return [{ part, come, gone, began: null, kinds: ["added"] }];
  const by = Math.abs(place.begins + place.day * 1440 - part.begins - part.day * 1440);
  const kinds: ChangeKind[] = [];
  if (went.size > 0 && goes.size === 0) kinds.push("left open");
  else if (went.size === 0 && goes.size > 0) kinds.push("covered");
  else if (come.length > 0 || gone.length > 0) kinds.push("other carer");
  if (went.size > 0 && goes.size > 0 && by > 0) kinds.push(by > GRACE_MIN ? "other time" : "a few minutes");
  return kinds.length === 0 ? [] : [{ part, come, gone, began: place.begins, kinds }];
}

function names(carers: readonly (string | null)[]): ReadonlySet<string> {
  return new Set(carers.filter((id) => id !== null));
}
