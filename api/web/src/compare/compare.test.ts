import { describe, expect, it } from "vitest";
import type { FrontierJob, PlanRow } from "../data/service/compare";
import type { Headlines, MeasuredRota } from "../data/service/measures";
import { MEASURES } from "../measures/known";
import { axisOf } from "./axes";
import { apart } from "./chart";
import { choicesOf, latestFound, unbeaten } from "./choices";

function rota(id: string, first_day = "2026-11-30", summary: Headlines = {}): MeasuredRota {
  return { id, name: `own ${id}`, first_day, days: 7, stage: "draft", legal: true, parent_id: null, created_at: "2026-11-29T00:00:00Z", replaced_at: null, summary };
}

const plan = (rota_id: string): PlanRow => ({ name: "a", rota_id, legal: true, direction: "fewer faces", trade: "2 fewer faces" });

function job(id: string, first_day: string, plans: PlanRow[] | null): FrontierJob {
  return { id, state: "done", asked: { first_day, days: 7 }, created_at: "", ended_at: "x", reason: null, result: plans && { plans } };
}

describe("what can be compared", () => {
  it("is the rota in hand, the plans found, and the week's other rotas", () => {
    const found = choicesOf([rota("n"), rota("p"), rota("o"), rota("x", "2026-12-07")], "n", [plan("p"), plan("thrown away")]);
    expect(found.map((one) => [one.letter, one.rota.id, one.kind, one.label])).toEqual([
      ["A", "n", "in hand", "The rota in hand"],
      ["B", "p", "plan", "Fewer faces"],
      ["C", "o", "other", "Own o"],
    ]);
  });

  it("comes from the newest search of the week that found plans", () => {
    const jobs = [job("1", "2026-11-30", null), job("2", "2026-12-07", [plan("p")]), job("3", "2026-11-30", [plan("p")])];
    expect(latestFound(jobs, rota("n"))?.id).toBe("3");
  });

  it("is unbeaten where nothing is better in one measure and as good in the other", () => {
    const two = ["miles", "known_share"].map((name) => MEASURES.find((one) => one.name === name)).filter((one) => one !== undefined);
    const all = choicesOf([rota("a", undefined, { miles: 10, known_share: 0.8 }), rota("b", undefined, { miles: 12, known_share: 0.9 }), rota("c", undefined, { miles: 12, known_share: 0.8 })], "a", []);
    expect(all.map((one) => unbeaten(one, all, two))).toEqual([true, true, false]);
  });
});

describe("the chart", () => {
  it("has round ticks round its figures", () => {
    expect(axisOf([277.4, 291.2]).ticks).toEqual([275, 280, 285, 290, 295]);
    expect(axisOf([3]).ticks.length).toBeGreaterThan(1);
  });

  it("keeps letters apart that would lie on one another, and near their points", () => {
    const put = apart(Array.from({ length: 8 }, () => ({ x: 100, y: 100 })));
    expect(put[0]).toEqual({ x: 100, y: 100 });
    for (const [place, one] of put.entries()) {
      expect(Math.hypot(one.x - 100, one.y - 100)).toBeLessThan(60);
      for (const other of put.slice(place + 1)) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(25);
    }
  });
});
