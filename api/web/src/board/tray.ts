/** The unallocated visits, grouped the way one works through them: by risk, then by zone. */

import type { Risk } from "../data/types";
import type { Part } from "../rota/model";
import { RISKS } from "../rota/words";

export interface ZoneGroup {
  readonly zone: string;
  readonly parts: readonly Part[];
}

export interface RiskGroup {
  readonly risk: Risk;
  readonly many: number;
  readonly zones: readonly ZoneGroup[];
}

/** Groups with something in them; within one, by day and time. `day` leaves out all others. */
export function groups(parts: readonly Part[], day: number | null): RiskGroup[] {
  const wanted = parts.filter((part) => day === null || part.day === day);
  return RISKS.flatMap((risk) => {
    const here = wanted.filter((part) => part.risk === risk);
    if (here.length === 0) return [];
    const zones = [...new Set(here.map((part) => part.zone))].sort();
    return [
      {
        risk,
        many: here.length,
        zones: zones.map((zone) => ({
          zone,
          parts: here
            .filter((part) => part.zone === zone)
            .sort((one, other) => one.day - other.day || one.begins - other.begins),
        })),
      },
    ];
  });
}
