import { describe, expect, it } from "vitest";
import type { Rule, Tier } from "../data/service/rules";
import { dateInWords, found, sourceInWords, spelt } from "./words";

const rule = (name: string, says: string, text = "11 h"): Rule => ({ name, sort: "figure", title: "", says, values: [{ of: "", text }], unit: "", mark: "found", source: "" });
const tiers: Tier[] = [
  { name: "safety", title: "Safety", says: "", rules: [rule("E1", "A carer has every skill.")] },
  { name: "law", title: "Law", says: "", rules: [rule("rest", "Rest between two days."), rule("week", "Longest week.", "48 h")] },
];

describe("rules in words", () => {
  it("spells units out", () => {
    expect(spelt("4 h 30 min")).toBe("4 hours 30 minutes");
    expect(spelt("1 min")).toBe("1 minute");
    expect(spelt("£12.71")).toBe("£12.71");
  });

  it("leaves rule letters out of sources", () => {
    expect(sourceInWords("P2: announced in October")).toBe("Announced in October");
    expect(sourceInWords("Delay on local roads")).toBe("Delay on local roads");
  });

  it("says dates without their weekday", () => {
    expect(dateInWords("2026-04-01")).toBe("1 April 2026");
  });

  it("finds rules and keeps the step they stand at", () => {
    const hits = found(tiers, "law 48 hours");
    expect(hits.map((one) => [one.step, one.rules.length])).toEqual([[2, 1]]);
    expect(found(tiers, "")).toHaveLength(2);
  });
});
