import { describe, expect, it } from "vitest";
import type { MeasuredRota } from "../data/service/measures";
import { besides } from "./history";
import { change, figure, MEASURES, reached, targetInWords } from "./known";
import { pointsOf } from "./spark";

const named = (name: string) => {
  const found = MEASURES.find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found;
};

function rota(id: string, first_day: string, stage = "published", replaced_at: string | null = null): MeasuredRota {
  return { id, name: "", first_day, days: 7, stage, legal: true, parent_id: null, created_at: `${first_day}T0${id}:00:00Z`, replaced_at, summary: {} };
}

describe("measures", () => {
  it("are figures as people read them", () => {
    expect([figure("share", 0.92166), figure("hours", 1211.5), figure("pounds", 2417367), figure("count", null)]).toEqual(["92.2 %", "1,211.5 h", "£24,174", "–"]);
  });

  it("reach their aim from the side that is better", () => {
    expect([reached(named("distinct_14d_median"), 6), reached(named("on_time_share"), 0.89), reached(named("miles"), 1)]).toEqual([true, false, null]);
    expect(["unallocated", "time_critical_on_time_share", "distinct_14d_p90"].map((one) => targetInWords(named(one)))).toEqual(["none", "all", "at most 8"]);
  });

  it("are better or worse, and neither where they read alike", () => {
    expect([change(named("miles"), 100, 90), change(named("on_time_share"), 0.9, 0.8), change(named("miles"), 100, 100.2), change(named("visits"), 1, 2)]).toEqual(["better", "worse", "", ""]);
  });

  it("stand beside the weeks before that held, or rotas of the same week", () => {
    const now = rota("5", "2026-11-30", "draft");
    const all = [now, rota("1", "2026-11-23"), rota("2", "2026-11-16"), rota("3", "2026-11-16", "published", "x"), rota("4", "2026-11-30")];
    expect(besides(all, now, "before").map((one) => one.id)).toEqual(["2", "1"]);
    expect(besides(all, now, "week").map((one) => one.id)).toEqual(["4"]);
  });

  it("are drawn low to high, and not where they are unknown", () => {
    expect(pointsOf([1, null, 3]).map(([, y]) => y)).toEqual([20, 4]);
  });
});
