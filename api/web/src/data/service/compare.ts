/** Plans to choose from, two rotas side by side, and a plan taken. */

import { ask } from "../http";
import type { RawPage } from "./raw";

export interface PlanRow {
  name: string;
  rota_id: string;
  legal: boolean;
  direction: string;
  /** What it gives and costs beside the base plan, in words. */
  trade: string;
}

export interface FrontierJob {
  id: string;
  state: string;
  asked: { first_day?: string | null; days?: number; rota_id?: string | null; seconds?: number | null };
  created_at: string;
  ended_at: string | null;
  reason: string | null;
  result: { plans?: PlanRow[]; shortfall?: string } | null;
}

const LOOKED_BACK = 50;

/** Searches for plans, the newest first. */
export async function frontierJobs(): Promise<FrontierJob[]> {
  return (await ask<RawPage<FrontierJob>>(`/jobs?kind=frontier&limit=${LOOKED_BACK}`)).items;
}

export interface Wanted {
  rota_id: string;
  first_day: string;
  days: number;
  seconds: number;
}

export function findPlans(wanted: Wanted): Promise<FrontierJob> {
  return ask<FrontierJob>("/frontiers", { method: "POST", body: { ...wanted, plans: 5 } });
}

export function jobAt(id: string): Promise<FrontierJob> {
  return ask<FrontierJob>(`/jobs/${encodeURIComponent(id)}`);
}

export function cancelJob(id: string): Promise<FrontierJob> {
  return ask<FrontierJob>(`/jobs/${encodeURIComponent(id)}/cancel`, { method: "POST" });
}

type Pair = [number, number];
interface Share {
  share: number | null;
}

export interface ClientChange {
  client: string;
  faces: Pair;
  known: [Share, Share];
  /** Seconds from agreed times, added up. */
  off_time: Pair;
  come: string[];
  gone: string[];
  strangers: string[];
}

/** Times in seconds. */
export interface CarerChange {
  carer: string;
  visits: Pair;
  work: Pair;
  travel: Pair;
  gained: number;
  lost: number;
  moved: number;
  days_gained: string[];
  days_lost: string[];
}

interface Made {
  carers: string[];
  start: string;
}

export interface VisitChange {
  visit_id: string;
  client_id: string;
  kinds: string[];
  before: Made | null;
  after: Made | null;
  told: boolean;
}

export interface Figure {
  name: string;
  words: string;
  before: number | string | null;
  after: number | string | null;
}

export interface Comparison {
  same_tables: boolean;
  trade: string;
  words: string;
  figures: Figure[];
  same: number;
  visits: VisitChange[];
  clients: ClientChange[];
  carers: CarerChange[];
}

const at = (rotaId: string) => `/rotas/${encodeURIComponent(rotaId)}`;

export function compared(beforeId: string, afterId: string): Promise<Comparison> {
  return ask<Comparison>(`${at(beforeId)}/compare/${encodeURIComponent(afterId)}`);
}

/** A draft made of a rota, on the tables as they stand: its id, and visits it had to leave out. */
export async function adopt(rotaId: string, name: string): Promise<{ id: string; dropped: number }> {
  const body = { name, reason: "chosen among plans" };
  const found = await ask<{ rota: { id: string }; dropped: string[] }>(`${at(rotaId)}/adopt`, { method: "POST", body });
  return { id: found.rota.id, dropped: found.dropped.length };
}
