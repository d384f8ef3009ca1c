/** Counts of what keeps carers from a visit, and the changes that would help. */

import type { OtherRow } from "../data/service/why";
import { whyInWords } from "../rota/why";

export interface Tallied {
  why: string;
  words: string;
  many: number;
}

/** How many carers each thing stops, the commonest first. */
export function tally(others: readonly OtherRow[]): Tallied[] {
  const found = new Map<string, number>();
  for (const { why, could } of others) {
    const word = why === "free" && !could ? "partner" : why;
    found.set(word, (found.get(word) ?? 0) + 1);
  }
  return [...found]
    .map(([why, many]) => ({ why, words: whyInWords(why), many }))
    .sort((one, other) => other.many - one.many);
}

const MOST_SHOWN = 5;

/** A remedy for nobody is none: "Nothing: the care plan says so." */
export const helps = (remedy: string): boolean => remedy !== "" && !remedy.startsWith("Nothing");

/** Changes that would let somebody go, in the service's order, each once. */
export function reliefs(others: readonly OtherRow[]): { remedy: string; carers: string[] }[] {
  const found = new Map<string, string[]>();
  for (const one of others)
    if (!one.could && helps(one.remedy)) found.set(one.remedy, [...(found.get(one.remedy) ?? []), one.carer_id]);
  return [...found].map(([remedy, carers]) => ({ remedy, carers })).slice(0, MOST_SHOWN);
}

/** Points of a price, with their sign. */
export function points(many: number): string {
  const sign = many > 0 ? "+" : many < 0 ? "−" : "";
  return `${sign}${Math.abs(many).toLocaleString("en-GB")}`;
}
