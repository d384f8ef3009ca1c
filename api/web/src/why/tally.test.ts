import { describe, expect, it } from "vitest";
import type { OtherRow } from "../data/service/why";
import { points, reliefs, tally } from "./tally";

function other(carer_id: string, why: string, remedy = ""): OtherRow {
  return { carer_id, in_place_of: null, could: why === "free", why, sentence: "", remedy, start: null, parts: [], others_moved: 0 };
}

describe("why nobody goes", () => {
  it("is counted, the commonest first", () => {
    const counts = tally([other("A", "off"), other("B", "hours"), other("C", "off")]);
    expect(counts).toEqual([
      { why: "off", words: "no shift at that time", many: 2 },
      { why: "hours", words: "no hours left", many: 1 },
    ]);
  });

  it("is told each change once, and none that helps nobody", () => {
    const found = reliefs([other("A", "off", "Work on Monday."), other("B", "off", "Work on Monday."), other("C", "gender", "Nothing: the care plan says so.")]);
    expect(found).toEqual([{ remedy: "Work on Monday.", carers: ["A", "B"] }]);
  });

  it("has a price with its sign", () => {
    expect([points(1500), points(-20), points(0)]).toEqual(["+1,500", "−20", "0"]);
  });
});
