/** Measures the page knows: what each is called, says, and is better for; and what is aimed at. */

import type { Headlines } from "../data/service/measures";

export type Unit = "count" | "share" | "hours" | "miles" | "pounds";

export interface Measure {
  readonly name: string;
  readonly label: string;
  /** What it counts, for somebody who has never seen it. */
  readonly says: string;
  readonly unit: Unit;
  readonly better: "less" | "more" | "neither";
  /** What is aimed at, where the requirements give a figure. */
  readonly target?: number;
}

export interface Group {
  readonly title: string;
  readonly measures: readonly Measure[];
}

type Row = [name: string, label: string, unit: Unit, better: Measure["better"], says: string, target?: number];

const of = ([name, label, unit, better, says, target]: Row): Measure =>
  ({ name, label, unit, better, says, ...(target === undefined ? {} : { target }) });

const group = (title: string, ...rows: Row[]): Group => ({ title, measures: rows.map(of) });

export const GROUPS: readonly Group[] = [
  group(
    "Who comes",
    ["distinct_14d_median", "Carers in 14 days, half of clients", "count", "less", "Half of the clients met so many carers or fewer in the last 14 days. Counted are clients with two or more visits a day by one carer.", 6],
    ["distinct_14d_p90", "Carers in 14 days, nine in ten", "count", "less", "Nine in ten of those clients met so many carers or fewer in the last 14 days.", 8],
    ["worst_client_distinct", "Carers in 14 days, most for one client", "count", "less", "The most carers any client met in the last 14 days."],
    ["distinct_period_median", "Carers in this rota, half of clients", "count", "less", "Half of all clients meet so many carers or fewer in the days planned."],
    ["excess_median", "More carers than needed, half of clients", "count", "less", "How many more carers half of the clients meet than the fewest that could have made their visits."],
    ["over_cap_share", "Clients over their agreed number", "share", "less", "Clients who met more carers than was agreed with them."],
    ["known_share", "Visits by a known carer", "share", "more", "Visits by somebody who made at least three visits to the client in the 28 days before."],
    ["main_carer_share", "Visits by the main carer", "share", "more", "Of clients with a main carer, the visits this carer makes.", 0.4],
    ["new_faces", "New faces", "count", "less", "Pairs of client and carer who have never met before."],
  ),
  group(
    "When they come",
    ["on_time_share", "Within 15 minutes of the agreed time", "share", "more", "Visits planned to start 15 minutes or less from the time agreed.", 0.9],
    ["on_time_30_share", "Within 30 minutes of the agreed time", "share", "more", "Visits planned to start 30 minutes or less from the time agreed."],
    ["time_critical_on_time_share", "Time-critical visits on time", "share", "more", "Time-critical visits planned to start within their limits.", 1],
  ),
  group(
    "Cover",
    ["visits", "Visits", "count", "neither", "Visits agreed for these days."],
    ["unallocated", "Visits nobody makes", "count", "less", "Visits still without a carer.", 0],
    ["unallocated_critical", "Time-critical visits nobody makes", "count", "less", "Time-critical visits still without a carer.", 0],
    ["hard_breaches", "Rules broken", "count", "less", "Rules that must hold and do not; such a rota is not published.", 0],
  ),
  group(
    "Hours and travel",
    ["contact_hours", "Contact time", "hours", "neither", "Hours of care with clients."],
    ["travel_hours", "Travel time", "hours", "less", "Hours on the way between clients, without parking and time kept spare."],
    ["waiting_hours", "Waiting time", "hours", "less", "Hours in gaps too short to be free time."],
    ["paid_hours", "Paid time", "hours", "less", "Hours that earn the hourly rate."],
    ["miles", "Miles", "miles", "less", "Miles between clients."],
    ["contracted_share", "Contracted hours given", "share", "more", "Of the hours carers are contracted for, those they work."],
    ["contracted_shortfall_hours", "Contracted hours not given", "hours", "less", "Contracted hours for which there is no work in this rota."],
    ["below_wage_floor", "Carers below the wage floor", "count", "less", "Carers whose pay by hour of work is below the least allowed.", 0],
    ["pay_pence", "Pay", "pounds", "less", "Pay without mileage."],
  ),
];

export const MEASURES: readonly Measure[] = GROUPS.flatMap((one) => one.measures);

export function valueOf(headlines: Headlines, name: string): number | null {
  const value = headlines[name];
  return typeof value === "number" ? value : null;
}

/** A figure as people read it. */
export function figure(unit: Unit, value: number | null): string {
  if (value === null) return "–";
  if (unit === "share") return `${round(100 * value, 1)} %`;
  if (unit === "hours") return `${grouped(round(value, 1))} h`;
  if (unit === "pounds") return `£${grouped(Math.round(value / 100))}`;
  return grouped(round(value, unit === "miles" ? 0 : 1));
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function grouped(value: number): string {
  return value.toLocaleString("en-GB");
}

/** Whether the aim is reached; nothing where there is no aim or no figure. */
export function reached({ target, better }: Measure, value: number | null): boolean | null {
  if (target === undefined || value === null) return null;
  return better === "more" ? value >= target : value <= target;
}

/** "at most 6", "at least 90 %", "none". */
export function targetInWords(measure: Measure): string {
  const { target, better, unit } = measure;
  if (target === undefined) return "";
  if (target === 0) return "none";
  if (unit === "share" && target === 1) return "all";
  return `${better === "more" ? "at least" : "at most"} ${figure(unit, target)}`;
}

/** How one figure stands to another: "better", "worse", or nothing where they are alike. */
export function change(measure: Measure, before: number | null, after: number | null): "better" | "worse" | "" {
  if (before === null || after === null || measure.better === "neither") return "";
  if (figure(measure.unit, before) === figure(measure.unit, after)) return "";
  return after < before === (measure.better === "less") ? "better" : "worse";
}
