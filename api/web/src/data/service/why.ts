/** Why a visit is made by whom it is, asked of the service. */

import { ask } from "../http";

export interface TermRow {
  tier: string;
  rule: string;
  words: string;
  points: number;
}

/** One other carer who might make the visit. */
export interface OtherRow {
  carer_id: string;
  in_place_of: string | null;
  could: boolean;
  why: string;
  sentence: string;
  remedy: string;
  start: string | null;
  parts: TermRow[];
  others_moved: number;
}

export interface Explanation {
  visit_id: string;
  carers: string[];
  start: string | null;
  sentences: string[];
  others: OtherRow[];
}

export function explain(rotaId: string, visitId: string): Promise<Explanation> {
  return ask<Explanation>(`/rotas/${encodeURIComponent(rotaId)}/explain/${encodeURIComponent(visitId)}`);
}
