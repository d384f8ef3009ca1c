/** Answers of the service as they come (`/openapi.json`), before the page reads them its way. */

export interface RawPage<T> {
  items: T[];
  next: string | null;
}

export interface RawRota {
  id: string;
  version: number;
  name: string;
  first_day: string;
  days: number;
  stage: string;
}

export interface RawAssignment {
  visit_id: string;
  part: number;
  client_id: string;
  carer_id: string | null;
  start: string;
  end: string;
  reason: RawReason | null;
  /** Where the service says them: minutes on the way, and whether the two have not met. */
  travel_min?: number | null;
  new_face?: boolean;
}

export interface RawReason {
  carers_by_reason?: Record<string, number> | string;
  cheapest_relaxation?: string;
  next_action?: string;
}

export interface RawVisit {
  visit_id: string;
  client_id: string;
  call: string;
  agreed: string;
  earliest: string;
  latest: string;
  time_critical: boolean;
  risk: string;
  zone: string;
}

export interface RawSpell {
  carer_id: string;
  start: string;
  end: string;
}

export interface RawPin {
  id: string;
  visit_id: string | null;
  carers: string[];
  team: string[];
  start: string | null;
  run_carer_id: string | null;
  run_day: string | null;
}

/** What a set of moves would cost: points by tier, the most important first. */
export interface RawPrice {
  legal: boolean;
  reasons: string[];
  words: string[];
  cost: number[];
}

/** A row of a table: text by column, as a spreadsheet holds it. */
export interface RawRow {
  id: string;
  cells: Record<string, string>;
}

/** Everything the board is put together from. */
export interface RawBoard {
  rota: RawRota;
  assignments: RawAssignment[];
  visits: RawVisit[];
  shifts: RawSpell[];
  breaks: RawSpell[];
  pins: RawPin[];
  carers: RawRow[];
  clients: RawRow[];
  availability: RawRow[];
}
