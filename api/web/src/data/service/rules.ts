/** The rules, as the service tells them from its dated data. */

import { ask } from "../http";

export interface Rule {
  name: string;
  sort: "never broken" | "figure" | "weighed";
  title: string;
  says: string;
  values: { of: string; text: string }[];
  unit: string;
  mark: string;
  source: string;
}

export interface Tier {
  name: string;
  title: string;
  says: string;
  rules: Rule[];
}

export interface Rules {
  pack: string;
  nation: string;
  first_day: string;
  last_day: string;
  tiers: Tier[];
}

export const rules = (on: string) => ask<Rules>(on ? `/rules?on=${encodeURIComponent(on)}` : "/rules");
