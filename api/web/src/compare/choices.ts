/** What can be compared with a rota: plans found for its week, and its week's other rotas. */

import type { FrontierJob, PlanRow } from "../data/service/compare";
import type { MeasuredRota } from "../data/service/measures";
import { change, type Measure, valueOf } from "../measures/known";
import { ownName } from "../measures/history";

export interface Choice {
  readonly rota: MeasuredRota;
  readonly letter: string;
  readonly label: string;
  /** What it gives and costs, where it is one of the plans found. */
  readonly trade: string;
  readonly kind: "in hand" | "plan" | "other";
}

const MOST_OTHERS = 6;

/** The newest search for this week that found something. */
export function latestFound(jobs: readonly FrontierJob[], rota: MeasuredRota): FrontierJob | undefined {
  return jobs.find((job) => job.asked.first_day === rota.first_day && (job.asked.days ?? 7) === rota.days && (job.result?.plans?.length ?? 0) > 0);
}

/** A search for this week that has not ended. */
export function underWay(jobs: readonly FrontierJob[], rota: MeasuredRota): FrontierJob | undefined {
  return jobs.find((job) => job.ended_at === null && job.asked.first_day === rota.first_day);
}

export function choicesOf(rotas: readonly MeasuredRota[], nowId: string, plans: readonly PlanRow[]): Choice[] {
  const now = rotas.find((one) => one.id === nowId);
  if (!now) return [];
  const byId = new Map(rotas.map((one) => [one.id, one]));
  const found = plans.flatMap((plan): Omit<Choice, "letter">[] => {
    const rota = byId.get(plan.rota_id);
    return rota && rota.id !== nowId ? [{ rota, label: labelOf(plan), trade: plan.trade, kind: "plan" }] : [];
  });
  const known = new Set([nowId, ...found.map((one) => one.rota.id)]);
  const others = rotas
    .filter((one) => one.first_day === now.first_day && one.days === now.days && !known.has(one.id))
    .slice(0, MOST_OTHERS)
    .map((rota): Omit<Choice, "letter"> => ({ rota, label: ownName(rota), trade: "", kind: "other" }));
  const all: Omit<Choice, "letter">[] = [{ rota: now, label: "The rota in hand", trade: "", kind: "in hand" }, ...found, ...others];
  return all.map((one, place) => ({ ...one, letter: String.fromCharCode(65 + place) }));
}

function labelOf(plan: PlanRow): string {
  const words = plan.direction || plan.name;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whether no other choice is as good in both measures and better in one. */
export function unbeaten(choice: Choice, all: readonly Choice[], measures: readonly Measure[]): boolean {
  return !all.some((other) => {
    if (other === choice) return false;
    const verdicts = measures.map((one) => change(one, valueOf(choice.rota.summary, one.name), valueOf(other.rota.summary, one.name)));
    return !verdicts.includes("worse") && verdicts.includes("better");
  });
}
