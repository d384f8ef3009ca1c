/** What was measured of rotas: headlines of many, and everything of one. */

import { ask } from "../http";
import type { RawPage } from "./raw";

export type Headlines = Readonly<Record<string, number | null>>;

/** A rota with its headlines. */
export interface MeasuredRota {
  id: string;
  name: string;
  first_day: string;
  days: number;
  stage: string;
  legal: boolean;
  parent_id: string | null;
  created_at: string;
  replaced_at: string | null;
  summary: Headlines;
}

const MOST_ROTAS = 200;

/** The newest rotas, as many as anybody looks back on. */
export async function measuredRotas(): Promise<MeasuredRota[]> {
  return (await ask<RawPage<MeasuredRota>>(`/rotas?limit=${MOST_ROTAS}`)).items;
}

interface Share {
  share: number | null;
}

/** One carer's week; times in seconds. */
export interface CarerMeasures {
  days_worked: number;
  visits: number;
  contact: number;
  travel: number;
  waiting: number;
  work: number;
  paid: number;
  commute: number;
  miles: number;
  contracted: { numerator: number; denominator: number };
}

/** One client's week. */
export interface ClientMeasures {
  distinct: number | null;
  over_cap: boolean | null;
  cap: number | null;
  floor: { least: number } | null;
  faces: { distinct_at_end: Record<string, number | null>; new_faces: number; known: Share };
  punctuality: { due: number; unallocated: number; on_time: Share };
}

export interface Measured {
  carers: Record<string, { workload: CarerMeasures }>;
  clients: Record<string, ClientMeasures>;
}

export async function measuresOf(rotaId: string): Promise<Measured> {
  const found = await ask<{ measures: { after?: Partial<Measured> } }>(`/rotas/${encodeURIComponent(rotaId)}/measures`);
  return { carers: found.measures.after?.carers ?? {}, clients: found.measures.after?.clients ?? {} };
}
