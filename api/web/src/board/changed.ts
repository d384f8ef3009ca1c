/** What a rota has otherwise than the one people know, visit by visit, as it stands this moment. */

import type { AssignmentRow } from "../data/types";
import { wallTime } from "../rota/clock";
import { type Part, partKey } from "../rota/model";
import { placeOf, type Place } from "../rota/store";

export type ChangeKind = "added" | "covered" | "left open" | "other carer" | "other time";

export interface Changed {
  readonly part: Part;
  readonly before: Place | null;
  readonly kinds: readonly ChangeKind[];
}

export const KINDS: readonly ChangeKind[] = ["left open", "other carer", "other time", "covered", "added"];

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

/** Parts that are otherwise, in order of time; two carers who only swap parts are no change. */
export function changedSince(known: ReadonlyMap<string, Place>, parts: Iterable<Part>): Changed[] {
  const all = [...parts];
  const going = new Map<string, Set<string>>();
  for (const part of all) if (part.carerId !== null) (going.get(part.visitId) ?? going.set(part.visitId, new Set()).get(part.visitId))?.add(part.carerId);
  const went = new Map<string, Set<string>>();
  for (const [key, place] of known) {
    const visit = key.slice(0, key.lastIndexOf("/"));
    if (place.carerId !== null) (went.get(visit) ?? went.set(visit, new Set()).get(visit))?.add(place.carerId);
  }
  const stays = (part: Part, before: Place) =>
    part.carerId === before.carerId || (part.carerId !== null && before.carerId !== null && went.get(part.visitId)?.has(part.carerId) === true && going.get(part.visitId)?.has(before.carerId) === true);
  return all
    .flatMap((part): Changed[] => {
      const before = known.get(part.key) ?? null;
      if (!before) return [{ part, before, kinds: ["added"] }];
      const now = placeOf(part);
      const kinds: ChangeKind[] = [];
      if (before.carerId !== null && now.carerId === null) kinds.push("left open");
      else if (before.carerId === null && now.carerId !== null) kinds.push("covered");
      else {
        if (!stays(part, before)) kinds.push("other carer");
        if (now.carerId !== null && (before.begins !== now.begins || before.day !== now.day)) kinds.push("other time");
      }
      return kinds.length === 0 ? [] : [{ part, before, kinds }];
    })
    .sort((one, other) => one.part.day - other.part.day || one.part.begins - other.part.begins);
}
