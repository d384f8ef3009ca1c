/** Which rotas stand beside one: those of the weeks before, and others of the same week. */

import type { MeasuredRota } from "../data/service/measures";
import { shortDay } from "../rota/clock";

export type Beside = "before" | "week";

const MOST_BESIDE = 5;

const stands = (one: MeasuredRota): boolean => one.stage !== "draft" && one.replaced_at === null;

/** Rotas to show beside one, the oldest first: in force the weeks before, or of its own week. */
export function besides(all: readonly MeasuredRota[], now: MeasuredRota, which: Beside): MeasuredRota[] {
  const others = all.filter((one) =>
    which === "before"
      ? one.first_day < now.first_day && stands(one)
      : one.id !== now.id && one.first_day === now.first_day && one.days === now.days,
  );
  return others.sort(inTime).slice(-MOST_BESIDE);
}

function inTime(one: MeasuredRota, other: MeasuredRota): number {
  return one.first_day.localeCompare(other.first_day) || one.created_at.localeCompare(other.created_at);
}

const STAGES: Record<string, string> = { draft: "draft", published: "published", frozen: "frozen" };

/** "30 Nov, published": which rota a column is of. */
export function nameOf(one: MeasuredRota): string {
  const stage = one.replaced_at === null ? (STAGES[one.stage] ?? one.stage) : "replaced";
  return `${shortDay(one.first_day).slice(4)}, ${stage}`;
}

/** Names where several rotas are of one week: their own, or when they were made. */
export function ownName(one: MeasuredRota): string {
  if (one.name) return one.name.replace(/^plan-\d+: /, "").replace(/^./u, (first) => first.toUpperCase());
  const made = new Date(one.created_at);
  const clock = made.toLocaleTimeString("en-GB", { timeZone: "Europe/London", hour: "2-digit", minute: "2-digit" });
  const day = made.toLocaleDateString("en-CA", { timeZone: "Europe/London" });
  return `Made ${shortDay(day)} ${clock}`;
}
