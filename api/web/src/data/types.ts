/**
 * What crosses the wire between the page and the service, as the service names it.
 * Times are ISO 8601 with an offset; lengths are minutes.
 */

export type Stage = "draft" | "published" | "frozen";
export type Risk = "red" | "amber" | "green";
export type PinKind = "carer" | "time" | "team" | "run";

/** Somebody who is signed in. */
export interface Me {
  person_id: string;
  login: string;
  role: string;
  may: string[];
}

/** A rota, without its rows. */
export interface RotaRow {
  id: string;
  /** What it was called; nothing where it has no name. */
  name: string;
  first_day: string;
  days: number;
  stage: Stage;
  version: number;
  measures: Record<string, number>;
}

/** One carer's part of one visit; a two-person visit has two. */
export interface AssignmentRow {
  visit_id: string;
  part: number;
  client_id: string;
  carer_id: string | null;
  start: string;
  end: string;
  call: string;
  agreed_start: string;
  before_min: number;
  after_min: number;
  time_critical: boolean;
  risk: Risk;
  zone: string;
  /** Why nobody goes, where nobody does. */
  reason: string | null;
  /** Minutes on the way to this visit; null where the service does not say. */
  travel_min: number | null;
  /** Whether the two meet for the first time. */
  new_face: boolean;
}

/** A stretch of one carer's time: a shift, a break or an absence. */
export interface SpellRow {
  carer_id: string;
  start: string;
  end: string;
}

export interface AbsenceRow extends SpellRow {
  kind: string;
}

/** What may not change: of a visit (carer, time, team), or a carer's whole day (run). */
export interface PinRow {
  kind: PinKind;
  visit_id: string | null;
  carer_id: string | null;
  day: string | null;
}

export interface CarerRow {
  id: string;
  name: string;
  zone: string;
  travels: string;
  /** Minutes a week in the contract, and the most that may be worked. */
  contract_min: number;
  most_min: number;
}

export interface ClientRow {
  id: string;
  name: string;
  zone: string;
  risk: Risk;
  /** What has to be so, in the client's words. */
  must: string;
  /** Faces accepted in a fortnight. */
  cap: number;
}

/** Everything the board shows of one rota. */
export interface BoardRows {
  rota: RotaRow;
  assignments: AssignmentRow[];
  shifts: SpellRow[];
  breaks: SpellRow[];
  absences: AbsenceRow[];
  pins: PinRow[];
  carers: CarerRow[];
  clients: ClientRow[];
}

/** Where a part of a visit should go; no carer takes it off the rota. */
export interface MoveRow {
  visit_id: string;
  part: number;
  carer_id: string | null;
  start: string;
}

/** What a set of moves would cost, in words a planner uses. */
export interface Price {
  legal: boolean;
  /** Why not, where it is not legal. */
  reasons: string[];
  /** What it costs or gains: "New face", "Late by 20 minutes". */
  words: string[];
  /** Less is better; for putting carers in order. */
  points: number;
}

/** What was kept: the next version, and rows that changed besides those moved. */
export interface Kept {
  version: number;
  rows: AssignmentRow[];
}

/** A rota as it stands now, without what does not change while it is planned. */
export interface Latest {
  version: number;
  assignments: AssignmentRow[];
  pins: PinRow[];
}

/** One saving of a rota, by whom, and which visits were moved. */
export interface SaveRow {
  at: string;
  person_id: string;
  login: string;
  action: string;
  visits: string[];
}

/** Who saved a rota since a mark. */
export interface Saves {
  version: number;
  stage: Stage;
  mark: number;
  saves: SaveRow[];
}

/** One attendance at a client, in the past or to come. */
export interface FaceRow {
  day: string;
  call: string;
  start: string;
  carer_id: string | null;
}
