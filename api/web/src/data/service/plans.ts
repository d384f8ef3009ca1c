/** Plans under way: asked for, watched as they get better, ended. */

import { ask } from "../http";
import type { Mend } from "../source";
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

export type Happening = { at: string; kind: string; body: Partial<Look> & { reason?: string | null } };

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

const KINDS = ["queued", "started", "progress", "keeping", "cancel", "released", "lost", "done", "cancelled", "failed"];
const LAST = ["done", "cancelled", "failed"];

export interface Watching {
  onEvent: (happened: Happening) => void;
  /** The stream has ended for good, after the last event or because it cannot be read. */
  onEnd: (readToItsEnd: boolean) => void;
  /** The connection comes and goes; the browser goes on after the event last seen. */
  onConnection: (connected: boolean) => void;
}

/** Follow a job from its first event to its last. The function given back stops following. */
export function watch(id: string, { onEvent, onEnd, onConnection }: Watching): () => void {
  const stream = new EventSource(`/api/v1/jobs/${encodeURIComponent(id)}/events`);
  const heard = (event: MessageEvent<string>) => {
    const happened = JSON.parse(event.data) as Happening;
    onEvent(happened);
    if (!LAST.includes(happened.kind)) return;
    stream.close();
    onEnd(true);
  };
  for (const kind of KINDS) stream.addEventListener(kind, heard as EventListener);
  stream.onopen = () => onConnection(true);
  stream.onerror = () => {
    onConnection(false);
    if (stream.readyState === EventSource.CLOSED) onEnd(false);
  };
  return () => stream.close();
}
