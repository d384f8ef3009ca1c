/** Plans under way: asked for, watched as they get better, ended. */

import { ask } from "../http";
import type { Mend } from "../source";
import type { JobEvent } from "./job_events";
import type { RawPage } from "./raw";

export type State = "queued" | "running" | "done" | "cancelled" | "failed";

export interface Job {
  id: string;
  state: State;
  asked: { seconds?: number | null; first_day?: string | null; days?: number; name?: string; rota_id?: string | null };
  made_by: string;
  created_at: string;
  started_at: string | null;
  ended_at: string | null;
  cancel_at: string | null;
  reason: string | null;
  result: { rota_id?: string; left_out?: number; errors?: Mend[] } | null;
}

/** Figures of the best rota so far; `bound` is what no rota can do better. */
export interface Look {
  elapsed_s: number;
  iterations: number;
  cost: number[];
  left_out: number;
  faces: number;
  travel_h?: number;
  known_share?: number;
  bound?: { left_out: number; faces: number };
}

export type Happening = JobEvent<Partial<Look> & { reason?: string | null }>;

export interface Wish {
  seconds: number;
  days: number;
  first_day: string;
  name: string;
  rota_id: string | null;
  stay_near: boolean;
}

export const plan = (wish: Wish) => ask<Job>("/solves", { method: "POST", body: wish });

export const job = (id: string) => ask<Job>(`/jobs/${encodeURIComponent(id)}`);

export const endJob = (id: string) => ask<Job>(`/jobs/${encodeURIComponent(id)}/cancel`, { method: "POST" });

/** The newest plans asked for, whoever asked. */
export const plans = async (): Promise<Job[]> =>
  (await ask<RawPage<Job>>("/jobs?kind=solve&limit=8")).items;
