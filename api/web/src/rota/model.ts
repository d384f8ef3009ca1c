/** A rota as the board holds it: places in days and minutes, ready to draw. */

import type { AssignmentRow, BoardRows, CarerRow, ClientRow, PinKind, Risk } from "../data/types";
import { minutesBetween, wallTime } from "./clock";

/** One carer's part of a visit, as it is drawn. Minutes are of the wall clock's day. */
export interface Part {
  readonly key: string;
  readonly visitId: string;
  readonly part: number;
  readonly clientId: string;
  readonly carerId: string | null;
  readonly day: number;
  readonly begins: number;
  readonly lasts: number;
  readonly call: string;
  readonly agreed: number;
  readonly before: number;
  readonly after: number;
  readonly critical: boolean;
  readonly risk: Risk;
  readonly zone: string;
  readonly reason: string | null;
  readonly travel: number | null;
  readonly newFace: boolean;
  /** How many carers go together. */
  readonly carers: number;
}

export interface Spell {
  readonly from: number;
  readonly to: number;
  readonly kind: string;
}

/** What a carer's day is made of besides visits. */
export interface CarerDay {
  readonly shifts: readonly Spell[];
  readonly breaks: readonly Spell[];
  readonly absences: readonly Spell[];
}

export const NO_DAY: CarerDay = { shifts: [], breaks: [], absences: [] };

export interface Week {
  readonly firstDay: string;
  readonly days: number;
  readonly carers: readonly CarerRow[];
  readonly clients: readonly ClientRow[];
  readonly carerById: ReadonlyMap<string, CarerRow>;
  readonly clientById: ReadonlyMap<string, ClientRow>;
  readonly carerDays: ReadonlyMap<string, CarerDay>;
  /** Minutes between which the day view is drawn. */
  readonly opens: number;
  readonly closes: number;
}

export const cellKey = (carerId: string, day: number): string => `${carerId}|${day}`;
export const partKey = (visitId: string, part: number): string => `${visitId}/${part}`;
export const pinKey = (kind: PinKind, of: string): string => `${kind}:${of}`;

/** A row of the service as a part; `carers` counts the visit's parts. */
export function partOf(firstDay: string, row: AssignmentRow, carers: number): Part {
  const at = wallTime(firstDay, row.start);
  const agreed = wallTime(firstDay, row.agreed_start);
  return {
    key: partKey(row.visit_id, row.part),
    visitId: row.visit_id,
    part: row.part,
    clientId: row.client_id,
    carerId: row.carer_id,
    day: at.day,
    begins: at.minute,
    lasts: minutesBetween(row.start, row.end),
    call: row.call,
    agreed: agreed.minute + (agreed.day - at.day) * 1440,
    before: row.before_min,
    after: row.after_min,
    critical: row.time_critical,
    risk: row.risk,
    zone: row.zone,
    reason: row.reason,
    travel: row.travel_min,
    newFace: row.new_face,
    carers,
  };
}

export function partsOf(rows: BoardRows): Part[] {
  const carers = new Map<string, number>();
  for (const row of rows.assignments)
    carers.set(row.visit_id, (carers.get(row.visit_id) ?? 0) + 1);
  return rows.assignments.map((row) =>
    partOf(rows.rota.first_day, row, carers.get(row.visit_id) ?? 1),
  );
}

export function weekOf(rows: BoardRows, parts: readonly Part[]): Week {
  const firstDay = rows.rota.first_day;
  const carerDays = new Map<string, { shifts: Spell[]; breaks: Spell[]; absences: Spell[] }>();
  const add = (
    field: "shifts" | "breaks" | "absences",
    row: { carer_id: string; start: string; end: string },
    kind: string,
  ) => {
    for (const [day, from, to] of daysOf(firstDay, row.start, row.end)) {
      const key = cellKey(row.carer_id, day);
      let found = carerDays.get(key);
      if (!found) carerDays.set(key, (found = { shifts: [], breaks: [], absences: [] }));
      found[field].push({ from, to, kind });
    }
  };
  for (const row of rows.shifts) add("shifts", row, "Shift");
  for (const row of rows.breaks) add("breaks", row, "Break");
  for (const row of rows.absences) add("absences", row, row.kind);
  const begins = parts.map((one) => one.begins);
  const ends = parts.map((one) => one.begins + one.lasts);
  const opens = begins.reduce((least, one) => Math.min(least, one), 7 * 60);
  const closes = ends.reduce((most, one) => Math.max(most, one), 21 * 60);
  return {
    firstDay,
    days: rows.rota.days,
    carers: [...rows.carers].sort((one, other) => one.name.localeCompare(other.name, "en-GB")),
    clients: [...rows.clients].sort((one, other) => one.name.localeCompare(other.name, "en-GB")),
    carerById: new Map(rows.carers.map((one) => [one.id, one])),
    clientById: new Map(rows.clients.map((one) => [one.id, one])),
    carerDays,
    opens: Math.floor(opens / 60) * 60,
    closes: Math.ceil(closes / 60) * 60,
  };
}

/** The days a spell touches, each with the minutes it takes of that day. */
export function daysOf(firstDay: string, start: string, end: string): [number, number, number][] {
  const from = wallTime(firstDay, start);
  const to = wallTime(firstDay, end);
  const found: [number, number, number][] = [];
  for (let day = from.day; day <= to.day; day += 1) {
    const begins = day === from.day ? from.minute : 0;
    const ends = day === to.day ? to.minute : 1440;
    if (ends > begins) found.push([day, begins, ends]);
  }
  return found;
}

/** Parts in the order a run is made in: by start, then by key so that ties stay put. */
export function inOrder(parts: readonly Part[]): Part[] {
  return [...parts].sort(
    (one, other) => one.begins - other.begins || one.key.localeCompare(other.key),
  );
}

/** Minutes later than agreed; earlier is negative. */
export function offset(part: Part): number {
  return part.begins - part.agreed;
}

/** Whether a row of the service says anything new. */
export function differs(known: Part | undefined, part: Part): boolean {
  if (!known) return true;
  const said = (one: Part) => JSON.stringify([one.carerId, one.day, one.begins, one.lasts, one.travel, one.newFace, one.reason]);
  return said(known) !== said(part);
}
