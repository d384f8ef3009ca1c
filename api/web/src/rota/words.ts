/** What the board says of things: names that start with what is seen, prices, places. */

import type { CarerRow, Risk } from "../data/types";
import { dateOf, hourMinute, hours, longDay, minutesInWords, shortDay } from "./clock";
import { offset, type Part, type Week } from "./model";

/** Where on time ends: minutes from the agreed start that nobody is told about. */
export const GRACE_MIN = 15;

export const RISKS: readonly Risk[] = ["red", "amber", "green"];
export const RISK_WORDS: Record<Risk, string> = {
  red: "Red risk",
  amber: "Amber risk",
  green: "Green risk",
};

export function clientName(week: Week, id: string): string {
  return week.clientById.get(id)?.name ?? id;
}

export function carerName(week: Week, id: string | null): string {
  if (id === null) return "nobody";
  return week.carerById.get(id)?.name ?? id;
}

/** "+20" or "-10" where a visit is off its agreed time by more than grace; else nothing. */
export function offTime(part: Part): string {
  const by = offset(part);
  if (Math.abs(by) <= GRACE_MIN) return "";
  return by > 0 ? `+${by}` : `−${-by}`;
}

/** What a visit is called where it is one line: its time and its client. */
export function partName(week: Week, part: Part): string {
  return `${hourMinute(part.begins)} ${clientName(week, part.clientId)}`;
}

/** "late by 20 minutes", "early by 20 minutes", or nothing when on time. */
export function offTimeInWords(part: Part): string {
  const by = offset(part);
  if (Math.abs(by) <= GRACE_MIN) return "";
  return `${by > 0 ? "late" : "early"} by ${minutesInWords(Math.abs(by))}`;
}

/** What is said of a visit after the time and the name that are seen. */
export function partFacts(part: Part, marks: readonly string[]): string {
  const late = offTimeInWords(part);
  const facts = [
    `${part.call}, ${minutesInWords(part.lasts)}`,
    part.carers > 1 ? `${part.carers} carers together` : "",
    part.critical ? "time-critical" : "",
    late && `${late} (agreed ${hourMinute(part.agreed)})`,
    part.newFace && part.carerId !== null ? "new face" : "",
    part.risk === "red" ? "red risk" : "",
    ...marks,
  ].filter(Boolean);
  return facts.join(", ");
}

export interface Contract {
  readonly state: "under" | "within" | "over" | "above most";
  readonly short: string;
  readonly long: string;
}

/** An hour either way is within contract: the week is planned in visits, not minutes. */
const CONTRACT_GRACE_MIN = 60;
/** Hours are said to a tenth, and ways are rounded up: less than this is nothing. */
const LEAST_SAID_MIN = 3;

/** How a carer's week compares with the contract, in words. */
export function contract(carer: CarerRow, minutes: number): Contract {
  const off = minutes - carer.contract_min;
  const of = `${hours(minutes)} of ${hours(carer.contract_min)}`;
  if (minutes > carer.most_min + LEAST_SAID_MIN)
    return {
      state: "above most",
      short: `${hours(minutes - carer.most_min)} above limit`,
      long: `${of}, ${hours(minutes - carer.most_min)} above the most this carer works`,
    };
  if (carer.contract_min === 0)
    return { state: "within", short: "no set hours", long: `${hours(minutes)}, no hours under contract` };
  if (off > CONTRACT_GRACE_MIN)
    return { state: "over", short: `${hours(off)} over`, long: `${of}, ${hours(off)} over contract` };
  if (off < -CONTRACT_GRACE_MIN)
    return { state: "under", short: `${hours(-off)} under`, long: `${of}, ${hours(-off)} under contract` };
  return { state: "within", short: "on contract", long: `${of}, within contract` };
}

export function dayShort(week: Week, day: number): string {
  return shortDay(dateOf(week.firstDay, day));
}

export function dayLong(week: Week, day: number): string {
  return longDay(dateOf(week.firstDay, day));
}

export function count(number: number, one: string, many: string): string {
  return number === 1 ? `1 ${one}` : `${number.toLocaleString("en-GB")} ${many}`;
}
