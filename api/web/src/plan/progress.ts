/** What the events of a plan under way come to: where it stands, and how it got better. */

import type { Happening, Look } from "../data/service/plans";

export type Stage = "waiting" | "searching" | "keeping" | "done" | "cancelled" | "failed";

export interface Watched {
  readonly stage: Stage;
  /** Somebody asked that it end. */
  readonly stopping: boolean;
  /** A worker was lost, or stopped in good order: another goes on. */
  readonly resumed: boolean;
  readonly looks: readonly Look[];
  readonly reason: string | null;
}

export const BEGUN: Watched = { stage: "waiting", stopping: false, resumed: false, looks: [], reason: null };

/** So many looks are drawn; of more, every second one but the newest is let go. */
export const MOST_LOOKS = 400;

export function after(now: Watched, { kind, body }: Happening): Watched {
  switch (kind) {
    case "queued": return { ...now, stage: "waiting" };
    case "started": return { ...now, stage: "searching" };
    case "progress": return { ...now, stage: now.stage === "keeping" ? "keeping" : "searching", looks: thinned([...now.looks, body as Look]) };
    case "cancel": return { ...now, stopping: true };
    case "keeping": return { ...now, stage: "keeping" };
    case "released":
    case "lost": return { ...now, stage: "waiting", resumed: true };
    case "done": return { ...now, stage: "done" };
    case "cancelled": return { ...now, stage: "cancelled", reason: body.reason ?? null };
    case "failed": return { ...now, stage: "failed", reason: body.reason ?? null };
    default: return now;
  }
}

function thinned(looks: readonly Look[]): readonly Look[] {
  if (looks.length <= MOST_LOOKS) return looks;
  return looks.filter((_, at) => at % 2 === 0 || at === looks.length - 1);
}

/** In the order in which rotas are compared. */
export const TIERS = ["Safety", "Law", "Visits made", "The person", "The carer", "Cost", "Stability"] as const;

export interface Curve {
  readonly tier: string;
  readonly points: readonly { readonly at: number; readonly cost: number }[];
  readonly first: number;
  readonly last: number;
}

/** A curve for each tier that ever cost anything. */
export function curves(looks: readonly Look[]): Curve[] {
  return TIERS.flatMap((tier, place) => {
    const points = looks.map((one) => ({ at: one.elapsed_s, cost: one.cost[place] ?? 0 }));
    const [first, last] = [points[0], points[points.length - 1]];
    if (!first || !last || points.every((one) => one.cost === 0)) return [];
    return [{ tier, points, first: first.cost, last: last.cost }];
  });
}

/** Some looks spread over time, the first and the last among them, for a table. */
export function sampled(looks: readonly Look[], most: number): Look[] {
  if (looks.length <= most) return [...looks];
  const step = (looks.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, at) => looks[Math.round(at * step)]).filter((one) => one !== undefined);
}

/** "1.2 million", "34,500", "120": points are only ever compared. */
export function points(number: number): string {
  if (number >= 1_000_000) return `${(number / 1_000_000).toLocaleString("en-GB", { maximumFractionDigits: 2 })} million`;
  return number.toLocaleString("en-GB");
}

/** "1.2m", "35k", "120": beside an axis there is little room. */
export function short(number: number): string {
  if (number >= 1_000_000) return `${Number((number / 1_000_000).toPrecision(3))}m`;
  return number >= 10_000 ? `${Math.round(number / 1000)}k` : number.toLocaleString("en-GB");
}

/** "0:07", "2:30", "1:05:00". */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, left] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (number: number) => String(number).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(left)}` : `${minutes}:${two(left)}`;
}

export const TIMES: readonly [number, string][] = [
  [10, "10 seconds, a first look"], [30, "30 seconds"], [60, "1 minute"], [120, "2 minutes"],
  [300, "5 minutes"], [900, "15 minutes"], [3600, "1 hour"],
];

/** Time that is enough for a provider of so many clients to see a good week. */
export function sensible(clients: number): number {
  if (clients <= 30) return 30;
  if (clients <= 120) return 120;
  return clients <= 350 ? 300 : 900;
}

/** The Monday after a date. */
export function mondayAfter(date: Date): string {
  const days = 7 - ((date.getUTCDay() + 6) % 7);
  return new Date(date.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
