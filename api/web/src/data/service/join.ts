/** The service's answers put together into what the board draws. */

import { dateOf, daysBetween, isoTime, minutesBetween, parseHourMinute } from "../../rota/clock";
import { naming, type Naming } from "../../rota/named";
import { countsInWords, countsOf } from "../../rota/why";
import type {
  AbsenceRow,
  AssignmentRow,
  BoardRows,
  CarerRow,
  ClientRow,
  PinRow,
  Price,
  Risk,
  RotaRow,
  Stage,
} from "../types";
import type { RawAssignment, RawBoard, RawPin, RawPrice, RawReason, RawRota, RawVisit } from "./raw";

const STAGES: readonly string[] = ["draft", "published", "frozen"];
const RISKS: readonly string[] = ["red", "amber", "green"];
/** A carer without a limit of their own: only the law limits them, which the service knows. */
const NO_LIMIT_MIN = 168 * 60;
const DEFAULT_CAP = 5;

/** Points of a tier outweigh any of the tiers below it; enough to put carers in order. */
const TIER_WEIGHT = 1e4;

/** A price of the service: one number for the order, and what is not legal behind all that is. */
export function priceOf(raw: RawPrice, say: Naming = asItIs): Price {
  const weighed = raw.cost.reduce((total, points) => total * TIER_WEIGHT + Math.max(-TIER_WEIGHT, Math.min(TIER_WEIGHT, points)), 0);
  return { legal: raw.legal, reasons: raw.reasons.map(say), words: raw.words.map(say), points: raw.legal ? weighed : Number.MAX_VALUE };
}

export function rotaRow(raw: RawRota): RotaRow {
  const stage = STAGES.includes(raw.stage) ? (raw.stage as Stage) : "draft";
  const { id, name, first_day, days, version } = raw;
  return { id, name: name.replace(/^plan-\d+: /, ""), first_day, days, version, stage, measures: {} };
}

export function boardRows(raw: RawBoard, say: Naming = asItIs): BoardRows {
  const visits = new Map(raw.visits.map((visit) => [visit.visit_id, visit]));
  const rota = rotaRow(raw.rota);
  return {
    rota,
    assignments: raw.assignments.map((row) => assignmentRow(row, visits.get(row.visit_id), say)),
    shifts: raw.shifts,
    breaks: raw.breaks,
    absences: raw.availability.flatMap((row) => absencesOf(row.cells, rota)),
    pins: raw.pins.flatMap(pinRows),
    carers: raw.carers.map((row) => carerRow(row.cells)),
    clients: raw.clients.map((row) => clientRow(row.cells)),
  };
}

const asItIs: Naming = (sentence) => sentence;

/** Names of everybody and everything the service's sentences may speak of. */
export function namingOf(raw: RawBoard): Naming {
  return naming(
    raw.carers.map((row) => carerRow(row.cells)),
    raw.clients.map((row) => clientRow(row.cells)),
  );
}

/** A visit agreed and made; one the service says nothing of is taken to be as agreed. */
export function assignmentRow(row: RawAssignment, visit: RawVisit | undefined, say: Naming = asItIs): AssignmentRow {
  const agreed = visit?.agreed ?? row.start;
  return {
    visit_id: row.visit_id,
    part: row.part,
    client_id: row.client_id,
    carer_id: row.carer_id,
    start: row.start,
    end: row.end,
    call: visit?.call ?? "",
    agreed_start: agreed,
    before_min: minutesBetween(visit?.earliest ?? agreed, agreed),
    after_min: minutesBetween(agreed, visit?.latest ?? agreed),
    time_critical: visit?.time_critical ?? false,
    risk: riskOf(visit?.risk),
    zone: visit?.zone ?? "",
    reason: row.reason ? say(reasonInWords(row.reason)) : null,
    travel_min: row.travel_min ?? null,
    new_face: row.new_face ?? false,
  };
}

function riskOf(text: string | undefined): Risk {
  return RISKS.includes(text ?? "") ? (text as Risk) : "green";
}

/** Why nobody goes and what would help: "3 off, 2 no skill. Start by 09:15." */
export function reasonInWords(reason: RawReason): string {
  const { carers_by_reason: counts, cheapest_relaxation: change, next_action: next } = reason;
  const known = typeof counts === "object" ? Object.entries(counts) : countsOf(counts ?? "");
  return [countsInWords(known), change, next]
    .filter((text): text is string => Boolean(text))
    .map((text) => (text.endsWith(".") ? text : `${text}.`))
    .join(" ");
}

function nameOf(cells: Record<string, string>, id: string): string {
  const name = [cells["first_name"], cells["last_name"]].filter(Boolean).join(" ");
  return name || id;
}

function hoursCell(text: string | undefined): number | null {
  const hours = Number(text);
  return text && Number.isFinite(hours) ? Math.round(hours * 60) : null;
}

const MODES: Record<string, string> = { car: "Drives", walk: "Walks", bus: "By bus", bike: "Cycles", ebike: "Cycles" };

export function carerRow(cells: Record<string, string>): CarerRow {
  const id = cells["carer_id"] ?? "";
  const mode = (cells["modes"] ?? "").split(";")[0] ?? "";
  const least = hoursCell(cells["min_hours"]) ?? 0;
  return {
    id,
    name: nameOf(cells, id),
    zone: cells["zone"] ?? cells["postcode"]?.split(" ")[0] ?? "",
    travels: MODES[mode] ?? "",
    contract_min: least,
    most_min: hoursCell(cells["max_hours"]) ?? NO_LIMIT_MIN,
  };
}

export function clientRow(cells: Record<string, string>): ClientRow {
  const id = cells["client_id"] ?? "";
  return {
    id,
    name: nameOf(cells, id),
    zone: cells["zone"] ?? "",
    risk: riskOf(cells["rag"]?.toLowerCase()),
    must: cells["gender_must"] ? `A ${cells["gender_must"]} carer, always` : "",
    cap: Number(cells["cap"]) || DEFAULT_CAP,
  };
}

/** One pin of the service may hold several things at once: a row for each of them. */
export function pinRows(pin: RawPin): PinRow[] {
  const of = { visit_id: pin.visit_id, carer_id: null, day: null };
  const rows: PinRow[] = [];
  if (pin.carers.length > 0) rows.push({ kind: "carer", ...of });
  if (pin.start !== null) rows.push({ kind: "time", ...of });
  if (pin.team.length > 0) rows.push({ kind: "team", ...of });
  if (pin.run_carer_id !== null)
    rows.push({ kind: "run", visit_id: null, carer_id: pin.run_carer_id, day: pin.run_day });
  return rows;
}

const ABSENCES: Record<string, string> = {
  leave: "Annual leave",
  sick: "Sick",
  training: "Training",
  unavailable: "Unavailable",
};

/** An ISO date of a cell, which may be written day first. */
export function dateCell(text: string | undefined): string | null {
  const dayFirst = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text ?? "");
  if (dayFirst) {
    const [, day = "", month = "", year = ""] = dayFirst;
    return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  }
  return /^\d{4}-\d{2}-\d{2}/.test(text ?? "") ? (text ?? "").slice(0, 10) : null;
}

/**
 * The days of the rota on which a row of availability takes its carer away. Rows that recur by
 * weekday have no word of their own on the board: the shift is not there, and that is seen.
 */
export function absencesOf(cells: Record<string, string>, rota: RotaRow): AbsenceRow[] {
  const kind = ABSENCES[(cells["kind"] ?? "").toLowerCase()];
  const from = dateCell(cells["date"] ?? cells["from_date"]);
  if (!kind || !from || cells["weekdays"]) return [];
  const to = dateCell(cells["date"] ?? cells["to_date"]) ?? dateOf(rota.first_day, rota.days - 1);
  const first = Math.max(0, daysBetween(rota.first_day, from));
  const last = Math.min(rota.days - 1, daysBetween(rota.first_day, to));
  const begins = parseHourMinute(cells["from"] ?? "") ?? 0;
  const ends = parseHourMinute(cells["to"] ?? "") ?? 24 * 60;
  const rows: AbsenceRow[] = [];
  for (let day = first; day <= last; day += 1)
    rows.push({
      carer_id: cells["carer_id"] ?? "",
      kind,
      start: isoTime(rota.first_day, day, begins),
      end: isoTime(rota.first_day, day, ends > begins ? ends : ends + 24 * 60),
    });
  return rows;
}
