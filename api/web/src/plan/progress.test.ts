import { describe, expect, it } from "vitest";
import type { Happening, Look } from "../data/service/plans";
import { after, BEGUN, clock, curves, mondayAfter, MOST_LOOKS, points, sampled, sensible, short } from "./progress";

const look = (elapsed_s: number, ...cost: number[]): Look => ({ elapsed_s, iterations: 1, cost, left_out: 0, faces: 2 });
const event = (kind: string, body: Happening["body"] = {}): Happening => ({ at: "", kind, body });

describe("a plan under way", () => {
  it("waits, searches, is kept and done", () => {
    const stages = ["queued", "started", "progress", "keeping", "done"].map((kind) => event(kind, kind === "progress" ? look(1, 5) : {}));
    const seen: string[] = [];
    stages.reduce((now, one) => {
      const next = after(now, one);
      seen.push(next.stage);
      return next;
    }, BEGUN);
    expect(seen).toEqual(["waiting", "searching", "searching", "keeping", "done"]);
  });

  it("goes on with another worker where one was lost", () => {
    const lost = after(after(BEGUN, event("started")), event("lost"));
    expect([lost.stage, lost.resumed]).toEqual(["waiting", true]);
  });

  it("says why it failed", () => {
    expect(after(BEGUN, event("failed", { reason: "There are no visits." })).reason).toBe("There are no visits.");
  });

  it("lets looks go when there are many, never the newest", () => {
    let now = BEGUN;
    for (let at = 0; at <= MOST_LOOKS; at += 1) now = after(now, event("progress", look(at, at)));
    expect(now.looks.length).toBeLessThan(MOST_LOOKS);
    expect(now.looks.at(-1)?.elapsed_s).toBe(MOST_LOOKS);
  });
});

describe("curves", () => {
  it("are drawn of what ever cost anything", () => {
    const found = curves([look(1, 0, 0, 30, 9), look(2, 0, 0, 0, 7)]);
    expect(found.map((one) => [one.tier, one.first, one.last])).toEqual([["Visits made", 30, 0], ["The person", 9, 7]]);
    expect(curves([])).toEqual([]);
  });

  it("are sampled for a table with the first and the last", () => {
    const looks = Array.from({ length: 100 }, (_, at) => look(at, 1));
    expect(sampled(looks, 5).map((one) => one.elapsed_s)).toEqual([0, 25, 50, 74, 99]);
  });
});

describe("figures in words", () => {
  it("says points and times short", () => {
    expect([points(999), points(34_500), points(1_234_567)]).toEqual(["999", "34,500", "1.23 million"]);
    expect([short(120), short(34_500), short(18_154_321)]).toEqual(["120", "35k", "18.2m"]);
    expect([clock(7.9), clock(150), clock(3900)]).toEqual(["0:07", "2:30", "1:05:00"]);
  });

  it("takes the Monday to come, never today", () => {
    expect(mondayAfter(new Date("2026-11-29T12:00:00Z"))).toBe("2026-11-30");
    expect(mondayAfter(new Date("2026-11-30T12:00:00Z"))).toBe("2026-12-07");
  });

  it("gives a larger provider more time", () => {
    expect([3, 90, 200, 500].map(sensible)).toEqual([30, 120, 300, 900]);
  });
});
