/** Rules in words: units spelt out, and what is sought among them. */

import type { Tier } from "../data/service/rules";
import { longDay } from "../rota/clock";

/** How sure a figure is. */
export const MARKS: Record<string, string> = {
  found: "From its source",
  recalled: "To be checked",
  proposal: "Our choice",
};

const UNITS: Record<string, [string, string]> = { h: ["hour", "hours"], min: ["minute", "minutes"], s: ["second", "seconds"] };

/** "4 h 30 min" as "4 hours 30 minutes"; anything else as it is. */
export function spelt(text: string): string {
  return text.replace(/\b(\d+) (h|min|s)\b/g, (_, number: string, unit: string) => {
    const [one, many] = UNITS[unit] ?? [unit, unit];
    return `${number} ${number === "1" ? one : many}`;
  });
}

/** A source without the letter of the rule before it: that stands in the project's own papers. */
export function sourceInWords(source: string): string {
  const bare = source.replace(/^[A-Z]{1,2}\d+: /, "");
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}

/** "1 April 2026". */
export function dateInWords(date: string): string {
  return `${longDay(date).split(" ").slice(1).join(" ")} ${date.slice(0, 4)}`;
}

/** Tiers with the rules that hold every word sought; each keeps its step. */
export function found(tiers: readonly Tier[], sought: string): (Tier & { step: number })[] {
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  const numbered = tiers.map((one, at) => ({ ...one, step: at + 1 }));
  if (words.length === 0) return numbered;
  return numbered
    .map((tier) => ({
      ...tier,
      rules: tier.rules.filter((rule) => {
        const values = rule.values.map((one) => `${one.of} ${spelt(one.text)}`).join(" ");
        const text = `${tier.title} ${rule.name} ${rule.title} ${rule.says} ${values} ${rule.unit} ${rule.source}`.toLowerCase();
        return words.every((word) => text.includes(word));
      }),
    }))
    .filter((tier) => tier.rules.length > 0);
}
