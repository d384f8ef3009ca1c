/** What can go wrong on the day, whom it touches, and how the service is told. */

import { dateOf, DAY_MIN, hourMinute, minutesInWords } from "../rota/clock";
import type { Part } from "../rota/model";
import type { RotaStore } from "../rota/store";
import { carerName, clientName, dayLong, partName } from "../rota/words";

export type What = "sick" | "late" | "car" | "overrun" | "cancelled" | "no-reply" | "hospital" | "home" | "tables";

interface Kind {
  readonly label: string;
  /** Whom it is about. */
  readonly of: "carer" | "visit" | "client" | null;
  /** What the field for them is called. */
  readonly who: string;
}

export const KINDS: Record<What, Kind> = {
  sick: { label: "Sick or away", of: "carer", who: "Who cannot come" },
  late: { label: "Running late", of: "carer", who: "Who is late" },
  car: { label: "Car broken down", of: "carer", who: "Whose car" },
  overrun: { label: "Visit overruns", of: "visit", who: "Which visit" },
  cancelled: { label: "Visit cancelled", of: "visit", who: "Which visit" },
  "no-reply": { label: "No reply", of: "visit", who: "Where nobody answers" },
  hospital: { label: "In hospital", of: "client", who: "Which client" },
  home: { label: "Back home", of: "client", who: "Which client" },
  tables: { label: "Tables changed", of: null, who: "" },
};

export const MODES: Record<string, string> = { none: "not at all", walk: "on foot", bus: "by bus", bike: "by bike", car: "in another car" };

/** A moment of the rota's days, by the wall clock. */
export interface Moment {
  readonly day: number;
  readonly minute: number;
}

export interface Happening {
  readonly what: What;
  /** Id of the carer, visit or client. */
  readonly subject: string;
  readonly at: Moment;
  /** Last day away. */
  readonly until: number;
  readonly minutes: number;
  /** When a visit without a reply is tried again, as a clock time; empty where it is not. */
  readonly again: string;
  readonly mode: string;
}

/** As the service reads it; nothing where the tables alone say what changed. */
export function eventText(one: Happening, store: RotaStore): string | null {
  const { firstDay, days } = store.week;
  const until = one.until >= days - 1 ? "" : `:${dateOf(firstDay, one.until + 1)} 00:00`;
  switch (one.what) {
    case "sick": return `absent:${one.subject}${until}`;
    case "late": return `late:${one.subject}:${one.minutes}`;
    case "car": return `car:${one.subject}:${one.mode}`;
    case "overrun": return `overrun:${one.subject}:${one.minutes}`;
    case "cancelled": return `cancelled:${one.subject}`;
    case "no-reply": return `no-reply:${one.subject}${one.again ? `:${one.again}` : ""}`;
    case "hospital": return `admitted:${one.subject}${until}`;
    case "home": return `returned:${one.subject}`;
    case "tables": return null;
  }
}

/** Visits it touches, the most at risk first, then by time. */
export function affected(one: Happening, store: RotaStore): Part[] {
  const now = one.at.day * DAY_MIN + one.at.minute;
  const due = (part: Part) => part.day * DAY_MIN + part.begins >= now;
  const last = one.what === "sick" || one.what === "hospital" ? one.until : one.at.day;
  const inDays = (part: Part) => part.day <= last && due(part);
  const { of } = KINDS[one.what];
  if (of === "carer") return worstFirst(daysOf(one, last).flatMap((day) => store.cell(one.subject, day)).filter(inDays));
  if (of === "client") return worstFirst(store.ofClient(one.subject).filter(inDays));
  const visits = [...store.all()].filter((part) => part.visitId === one.subject);
  if (one.what !== "overrun") return worstFirst(visits);
  const after = visits.flatMap((part) => (part.carerId === null ? [] : store.cell(part.carerId, part.day).filter((next) => next.begins > part.begins)));
  return [...visits, ...worstFirst(after)];
}

function daysOf(one: Happening, last: number): number[] {
  return Array.from({ length: last - one.at.day + 1 }, (_, day) => one.at.day + day);
}

/** Red or time-critical before amber before green; of equals the earlier. */
export function worstFirst(parts: readonly Part[]): Part[] {
  const weight = (part: Part) => (part.risk === "red" || part.critical ? 0 : part.risk === "amber" ? 1 : 2);
  return [...parts].sort((one, other) => weight(one) - weight(other) || one.day - other.day || one.begins - other.begins);
}

/** "Ann Alder sick from 06:10, Tuesday 1 December". */
export function happeningInWords(one: Happening, store: RotaStore): string {
  const { week } = store;
  const when = `${hourMinute(one.at.minute)}, ${dayLong(week, one.at.day)}`;
  const until = one.until > one.at.day ? `, to the end of ${dayLong(week, one.until)}` : "";
  const visit = [...store.all()].find((part) => part.visitId === one.subject);
  const what = visit ? partName(week, visit) : one.subject;
  switch (one.what) {
    case "sick": return `${carerName(week, one.subject)} away from ${when}${until}`;
    case "late": return `${carerName(week, one.subject)} late by ${minutesInWords(one.minutes)}, ${when}`;
    case "car": return `${carerName(week, one.subject)} without the car from ${when}, goes on ${MODES[one.mode] ?? one.mode}`;
    case "overrun": return `${what} takes ${minutesInWords(one.minutes)} longer`;
    case "cancelled": return `${what} cancelled`;
    case "no-reply": return `${what} without a reply${one.again ? `, tried again at ${one.again}` : ""}`;
    case "hospital": return `${clientName(week, one.subject)} in hospital from ${when}${until}`;
    case "home": return `${clientName(week, one.subject)} back home from ${when}`;
    case "tables": return `What the tables say since, from ${when}`;
  }
}
