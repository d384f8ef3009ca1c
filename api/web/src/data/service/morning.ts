/** What the service does about a morning that went wrong: cover is sought, absences are kept. */

import { dateOf } from "../../rota/clock";
import { ask } from "../http";
import { type Mend, Refusal } from "../source";
import { all } from "./all";
import { watch } from "./job_events";
import type { RawRow } from "./raw";
import type { ChangedVisit, RotaFacts } from "./publish";

/** One way of covering, kept by the service as a draft rota. */
export interface Option {
  rota_id: string;
  best_at: string[];
  legal: boolean;
  left_out: string[];
  red_left_out: number;
  moved: number;
  touched_clients: string[];
  new_faces: number;
  asks: string[];
  more_travel_s: number;
  more_paid_s: number;
}

export interface Cover {
  broken: string[];
  options: Option[];
}

interface Job {
  id: string;
  state: string;
  reason: string | null;
  result: (Cover & { errors?: Mend[]; detail?: string }) | null;
}


/** Ways of covering what happened; ended where nobody waits any more. */
export async function seekCover(
  rotaId: string,
  at: string,
  events: string[],
  signal: AbortSignal,
): Promise<Cover> {
  const job = await ask<Job>("/repairs", { method: "POST", body: { rota_id: rotaId, at, events } });
  const path = `/jobs/${encodeURIComponent(job.id)}`;
  const end = () => void ask(`${path}/cancel`, { method: "POST" }).catch(() => undefined);
  signal.addEventListener("abort", end);
  await ended(job.id, signal);
  signal.removeEventListener("abort", end);
  const done = await ask<Job>(path);
  if (done.state !== "done" || !done.result) {
    const errors = done.result?.errors ?? [];
    const said = [done.result?.detail, ...errors.map((one) => one.message)].filter(Boolean).join(" ") || done.reason || "No cover was found.";
    throw new Refusal(done.state, 422, said, errors);
  }
  return done.result;
}

/** Waits for the job's last event. */
function ended(id: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const lost = new Refusal("unreachable", 0, "The service went away while cover was sought. Ask again.");
    const stop = watch(id, { onEnd: (readToItsEnd) => (readToItsEnd ? resolve() : reject(lost)) });
    signal.addEventListener("abort", () => {
      stop();
      reject(new DOMException("Nobody waits", "AbortError"));
    });
  });
}

/** Why a client's calls are time-critical, by call; for people the planner may see care of. */
export async function criticalReasons(clientIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await Promise.all(clientIds.map((id) => all<RawRow>(`/demand?client_id=${encodeURIComponent(id)}`)));
  return new Map(
    rows.flat().flatMap(({ cells }) => (cells["critical_reason"] ? [[`${cells["client_id"]}|${cells["call"]}`, cells["critical_reason"]]] : [])),
  );
}

/**
 * Put an absence into the tables: from a time of the first day to the end of the last. Days after
 * the first are away whole.
 */
export async function markAway(carerId: string, firstDay: string, from: string, days: number): Promise<void> {
  const whole = from === "00:00";
  const add = (cells: Record<string, string>) =>
    ask<unknown>("/availability", { method: "POST", body: { carer_id: carerId, kind: "sick", ...cells } });
  const rest = { from_date: dateOf(firstDay, whole ? 0 : 1), to_date: dateOf(firstDay, days - 1) };
  if (!whole) await add({ date: firstDay, from, to: "24:00" });
  if (whole || days > 1) await add(rest);
}

/** Take some visits of a draft back to where they were before it; a refusal says why it cannot be. */
export async function takeBack(draft: RotaFacts, visits: readonly ChangedVisit[], away: ReadonlySet<string>): Promise<RotaFacts> {
  if (visits.length === 0) return draft;
  const moves = visits.map((one) => {
    const stays = one.before !== null && !away.has(one.visit_id);
    return { visit_id: one.visit_id, carers: stays ? one.before?.carers : [], ...(stays ? { start: one.before?.start } : {}) };
  });
  const saved = await ask<{ rota: RotaFacts }>(`/rotas/${encodeURIComponent(draft.id)}/moves`, { method: "POST", version: draft.version, body: { moves } });
  return saved.rota;
}

export async function rotaFacts(id: string): Promise<RotaFacts> {
  return ask<RotaFacts>(`/rotas/${encodeURIComponent(id)}`);
}

export function nameRota(rota: RotaFacts, name: string): Promise<RotaFacts> {
  return ask<RotaFacts>(`/rotas/${encodeURIComponent(rota.id)}`, { method: "PATCH", version: rota.version, body: { name } });
}

/** Drafts nobody took; what is no longer there, or was changed, is left alone. */
export async function dropDrafts(ids: readonly string[]): Promise<void> {
  await Promise.all(
    ids.map(async (id) => {
      const rota = await rotaFacts(id);
      if (rota.stage === "draft") await ask<void>(`/rotas/${encodeURIComponent(id)}`, { method: "DELETE", version: rota.version });
    }).map((one) => one.catch(() => undefined)),
  );
}
