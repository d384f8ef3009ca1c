import { describe, expect, it } from "vitest";
import type { Part } from "./model";
import { workMinutes } from "./work";

function part(begins: number, travel: number | null): Part {
  return {
    key: `${begins}`, visitId: `${begins}`, part: 0, clientId: "C", carerId: "K", day: 0, begins, lasts: 30, call: "tea",
    agreed: begins, before: 15, after: 15, critical: false, risk: "green", zone: "", reason: null, travel, newFace: false, carers: 1,
  };
}

describe("work", () => {
  it("counts care, ways and short waits, and not the way from home", () => {
    expect(workMinutes([part(480, 20), part(530, 10)])).toBe(30 + 20 + 30);
  });

  it("leaves out a gap that is free, but not the way over it", () => {
    expect(workMinutes([part(480, 20), part(630, 15)])).toBe(30 + 15 + 30);
  });

  it("counts each shift on its own", () => {
    const day = { shifts: [{ from: 400, to: 520, kind: "Shift" }, { from: 530, to: 700, kind: "Shift" }], breaks: [], absences: [] };
    expect(workMinutes([part(480, 20), part(550, 25)], day)).toBe(60);
  });
});
