/** What the service knows of publishing: what is in force, what differs, who is told, files. */

import { ask } from "../http";
import type { Stage } from "../types";
import { all } from "./all";

export interface RotaFacts {
  id: string;
  version: number;
  name: string;
  first_day: string;
  days: number;
  stage: Stage;
  legal: boolean;
  parent_id: string | null;
  made_by: string;
  created_at: string;
  published_by: string | null;
  published_at: string | null;
  frozen_at: string | null;
  replaced_at: string | null;
}

/** A hard rule that is broken, and where. */
export interface Breach {
  code: string;
  sentence: string;
  visits: string[];
}

export interface RotaJudged extends RotaFacts {
  breaches: Breach[];
}

export interface Made {
  carers: string[];
  start: string;
}

export interface ChangedVisit {
  visit_id: string;
  client_id: string;
  kinds: string[];
  before: Made | null;
  after: Made | null;
  /** Whether it is enough of a change to tell anybody. */
  told: boolean;
}

export interface Notice {
  person_id: string;
  lines: string[];
}

export interface Comparison {
  trade: string;
  words: string;
  counts: Record<string, number>;
  same: number;
  visits: ChangedVisit[];
  clients: { client: string; strangers: string[] }[];
  client_notices: Notice[];
  carer_notices: Notice[];
}

const at = (id: string) => `/rotas/${encodeURIComponent(id)}`;

/** Rotas of the same days, the newest first. */
export async function rotasOf(firstDay: string, days: number): Promise<RotaFacts[]> {
  return (await all<RotaFacts>(`/rotas?first_day=${firstDay}`)).filter((one) => one.days === days);
}

/** What people know, apart from this rota: in force now, or until this one took its place. */
export function knownBefore(rota: RotaFacts, others: readonly RotaFacts[]): RotaFacts | null {
  const told = others.filter((one) => one.id !== rota.id && one.published_at !== null);
  const earlier = told.filter((one) => rota.published_at === null || (one.published_at ?? "") < rota.published_at);
  const [latest] = earlier.sort((one, other) => (other.published_at ?? "").localeCompare(one.published_at ?? ""));
  return latest ?? null;
}

export async function judgedRota(id: string): Promise<RotaJudged> {
  const found = await ask<RotaFacts & { measures: { referee?: { breaches?: Breach[] } } }>(at(id));
  return { ...found, breaches: found.measures.referee?.breaches ?? [] };
}

export function compared(before: string, after: string): Promise<Comparison> {
  return ask<Comparison>(`${at(before)}/compare/${encodeURIComponent(after)}`);
}

export function publishRota(id: string, version: number, reason: string): Promise<RotaFacts> {
  return ask<RotaFacts>(`${at(id)}/publish`, { method: "POST", version, body: { reason } });
}

export function freezeRota(id: string, version: number): Promise<RotaFacts> {
  return ask<RotaFacts>(`${at(id)}/freeze`, { method: "POST", version, body: { reason: "" } });
}

export function draftOf(id: string): Promise<RotaFacts> {
  return ask<RotaFacts>(`${at(id)}/drafts`, { method: "POST" });
}

/** The address of a file about a rota. */
export function fileOf(id: string, paper: string): string {
  return `/api/v1${at(id)}/exports/${paper}`;
}

export function changesFile(id: string, before: string, form: "xlsx" | "csv"): string {
  return `/api/v1${at(id)}/changes/${encodeURIComponent(before)}.${form}`;
}

export interface Feed {
  feed_id: string;
  kind: "carer" | "client";
  subject_id: string;
  created_at: string;
  expires_at: string;
  revoked_at: string | null;
}

export function feeds(): Promise<Feed[]> {
  return all<Feed>("/feeds");
}

/** A private calendar; its address is told this once. */
export async function newFeed(kind: "carer" | "client", id: string): Promise<{ feed: Feed; address: string }> {
  const body = { kind, subject_id: id };
  const made = await ask<Feed & { token: string }>("/feeds", { method: "POST", body });
  return { feed: made, address: `${window.location.origin}/feeds/${made.token}.ics` };
}

export function revokeFeed(id: string): Promise<void> {
  return ask<void>(`/feeds/${encodeURIComponent(id)}`, { method: "DELETE" });
}
