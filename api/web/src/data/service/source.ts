/** The service as a {@link Source}. */

import { dateOf, wallTime } from "../../rota/clock";
import type { Naming } from "../../rota/named";
import { ask } from "../http";
import { type PinChange, Refusal, type Source } from "../source";
import type { FaceRow, Kept, Latest, Me, MoveRow, Saves } from "../types";
import { all } from "./all";
import { assignmentRow, boardRows, dateCell, namingOf, pinRows, priceOf, rotaRow } from "./join";
import type { RawAssignment, RawBoard, RawPin, RawPrice, RawRota, RawRow, RawSpell, RawVisit } from "./raw";
import { type PinBody, Standing, type Touched } from "./standing";

interface Opened {
  firstDay: string;
  standing: Standing;
  visits: ReadonlyMap<string, RawVisit>;
  /** Puts names in sentences in place of ids. */
  say: Naming;
}

/** What was opened, by rota: pins and rows that come back are read against it. */
const opened = new Map<string, Opened>();

const at = (rotaId: string) => `/rotas/${encodeURIComponent(rotaId)}`;

async function board(rotaId: string) {
  const [rota, assignments, visits, shifts, breaks, pins, carers, clients, availability] =
    await Promise.all([
      ask<RawRota>(at(rotaId)),
      all<RawAssignment>(`${at(rotaId)}/assignments`),
      ask<RawVisit[]>(`${at(rotaId)}/visits`),
      ask<RawSpell[]>(`${at(rotaId)}/shifts`),
      ask<RawSpell[]>(`${at(rotaId)}/breaks`),
      ask<RawPin[]>(`${at(rotaId)}/pins`),
      all<RawRow>("/carers"),
      all<RawRow>("/clients"),
      all<RawRow>("/availability"),
    ]);
  const raw: RawBoard = { rota, assignments, visits, shifts, breaks, pins, carers, clients, availability };
  const say = namingOf(raw);
  opened.set(rotaId, {
    firstDay: rota.first_day,
    standing: new Standing(raw),
    visits: new Map(visits.map((visit) => [visit.visit_id, visit])),
    say,
  });
  return boardRows(raw, say);
}

function openedAt(rotaId: string): Opened {
  const found = opened.get(rotaId);
  if (!found) throw new Error(`The rota ${rotaId} is not open`);
  return found;
}

async function setPin(rotaId: string, body: PinBody): Promise<void> {
  const pin = await ask<RawPin>(`${at(rotaId)}/pins`, { method: "POST", body });
  openedAt(rotaId).standing.added(pin);
}

async function changePin(rotaId: string, change: PinChange): Promise<void> {
  const { standing } = openedAt(rotaId);
  if (change.set) return setPin(rotaId, standing.body(change));
  for (const { id, rest } of standing.holding(change.pin)) {
    await ask<void>(`${at(rotaId)}/pins/${encodeURIComponent(id)}`, { method: "DELETE" });
    standing.removed(id);
    if (rest) await setPin(rotaId, rest);
  }
}

/** Kept, or refused in sentences with people's names in them. */
async function change(rotaId: string, version: number, moves: MoveRow[], pins: PinChange[]): Promise<Kept> {
  const { say } = openedAt(rotaId);
  try {
    return await kept(rotaId, version, moves, pins);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const errors = error.errors.map((one) => ({ ...one, message: say(one.message) }));
    throw new Refusal(error.code, error.status, say(error.message), errors);
  }
}

async function kept(rotaId: string, version: number, moves: MoveRow[], pins: PinChange[]): Promise<Kept> {
  const { standing, visits, say } = openedAt(rotaId);
  let after = version;
  let rows: RawAssignment[] = [];
  if (moves.length > 0) {
    const body = { moves: standing.visits(moves) };
    const saved = await ask<{ rota: RawRota }>(`${at(rotaId)}/moves`, { method: "POST", version, body });
    after = saved.rota.version;
    const touched = standing.touched(moves);
    standing.moved(moves);
    rows = touched.length > MOST_READ_AGAIN ? [] : (await Promise.all(touched.map((one) => rowsOf(rotaId, one)))).flat();
  }
  for (const one of pins) await changePin(rotaId, one);
  // A pin answers with itself, not with the version it made.
  if (pins.length > 0) after = (await ask<RawRota>(at(rotaId))).version;
  return { version: after, rows: rows.map((row) => assignmentRow(row, visits.get(row.visit_id), say)) };
}

/** Every row of a rota that is not open. */
export function assignmentsOf(rotaId: string): Promise<RawAssignment[]> {
  return all<RawAssignment>(`${at(rotaId)}/assignments`);
}

/** The version is read first: what is saved between two answers is then taken in once more. */
async function latest(rotaId: string): Promise<Latest> {
  const { standing, visits, say } = openedAt(rotaId);
  const rota = await ask<RawRota>(at(rotaId));
  const [assignments, pins] = await Promise.all([
    all<RawAssignment>(`${at(rotaId)}/assignments`),
    ask<RawPin[]>(`${at(rotaId)}/pins`),
  ]);
  standing.again(assignments, pins);
  return {
    version: rota.version,
    assignments: assignments.map((row) => assignmentRow(row, visits.get(row.visit_id), say)),
    pins: pins.flatMap(pinRows),
  };
}

/** Seconds the service may hold an answer back while nothing is saved. */
const WAIT_S = 20;

function saves(rotaId: string, version: number, after: number | null, signal: AbortSignal): Promise<Saves> {
  const since = after === null ? "" : `&after=${after}&wait=${WAIT_S}`;
  return ask<Saves>(`${at(rotaId)}/saves?version=${version}${since}`, { signal });
}

/** Beyond so many runs and clients at once, ways and reasons are read when the rota is next opened. */
const MOST_READ_AGAIN = 12;

/**
 * Rows as they stand: a client's, since a visit taken off comes back with why nobody goes; a
 * carer's of a day, since the ways to the visits beside it are other ways now.
 */
function rowsOf(rotaId: string, { of, id, since, until }: Touched): Promise<RawAssignment[]> {
  const asked = new URLSearchParams({ [`${of}_id`]: id, ...(since && until ? { since, until } : {}) });
  return all<RawAssignment>(`${at(rotaId)}/assignments?${asked.toString()}`);
}

async function faces(rotaId: string, clientId: string): Promise<FaceRow[]> {
  const { firstDay, visits } = openedAt(rotaId);
  const asked = `client_id=${encodeURIComponent(clientId)}`;
  const [past, now] = await Promise.all([
    all<RawRow>(`/history?${asked}`),
    rowsOf(rotaId, { of: "client", id: clientId }),
  ]);
  const since = dateOf(firstDay, -21);
  const before = past.flatMap(({ cells }): FaceRow[] => {
    const day = dateCell(cells["date"]);
    const start = cells["start"] ?? "";
    if (day === null || day < since || day >= firstDay) return [];
    return [{ day, call: callAt(start), start: `${day}T${start}`, carer_id: cells["carer_id"] ?? null }];
  });
  const here = now.map((row): FaceRow => ({
    day: dateOf(firstDay, wallTime(firstDay, row.start).day),
    call: visits.get(row.visit_id)?.call ?? callAt(row.start.slice(11, 16)),
    start: row.start,
    carer_id: row.carer_id,
  }));
  return [...before, ...here];
}

/** History holds times and no calls: the band of the day in which it started. */
export function callAt(start: string): string {
  const bands: [string, string][] = [["10:30", "breakfast"], ["14:30", "lunch"], ["18:30", "tea"]];
  return bands.find(([until]) => start.padStart(5, "0") < until)?.[1] ?? "bed";
}

export const source: Source = {
  madeUp: false,
  me: () =>
    ask<Me>("/session").catch((error: unknown) => {
      if (error instanceof Refusal && error.status === 401) return null;
      throw error;
    }),
  signIn: (login, password) => ask<Me>("/session", { method: "POST", body: { login, password } }),
  signOut: () => ask<void>("/session", { method: "DELETE" }),
  rotas: async () => (await all<RawRota>("/rotas")).map(rotaRow),
  board,
  prices: async (rotaId, asked: MoveRow[][], signal) => {
    const { standing, say } = openedAt(rotaId);
    const body = { asked: asked.map((moves) => standing.visits(moves)) };
    const answer = await ask<{ prices: RawPrice[] }>(`${at(rotaId)}/moves/prices`, { method: "POST", body, signal });
    return answer.prices.map((one) => priceOf(one, say));
  },
  change,
  latest,
  saves,
  faces,
};
