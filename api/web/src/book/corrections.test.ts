import { describe, expect, it } from "vitest";
import type { Report } from "../data/service/tables";
import { advised, alike, changes, correct, drop, isDropped, isMendable, standing } from "./corrections";

const wrong = (row: number, column: string, message = "This is no time.", value = "") => ({ file: "demand.csv", row, column, value, message, advice: "" });
const report: Report = {
  ok: false,
  files: [],
  errors: [wrong(2, "start"), wrong(3, "start"), wrong(4, "start"), wrong(1, "lngth", "This header is not known."), wrong(1, "call", "This column is missing."), wrong(9, "")],
  shown: [
    { file: "demand.csv", row: 1, header: true, cells: [{ column: "lngth", value: "lngth" }] },
    { file: "demand.csv", row: 2, header: false, cells: [{ column: "start", value: "8 am" }] },
    { file: "demand.csv", row: 3, header: false, cells: [{ column: "start", value: "8 am" }] },
    { file: "demand.csv", row: 4, header: false, cells: [{ column: "start", value: "noon" }] },
    { file: "demand.csv", row: 9, header: false, cells: [] },
  ],
  rows: { demand: 8 }, added: { demand: 2 }, changed: {}, removed: { demand: 1 }, notes: [],
};
const [first, , noon, header, missing, row] = report.errors;

describe("correcting cells", () => {
  it("keeps the last value of a cell, and none that says the same as the file", () => {
    const cell = { file: "demand.csv", row: 2, column: "start" };
    const once = correct(correct(new Map(), cell, "08:0", "8 am"), cell, "08:00", "8 am");
    expect([...once.values()]).toEqual([{ ...cell, value: "08:00", drop: false }]);
    expect(correct(once, cell, "8 am ", "8 am").size).toBe(0);
    expect([...correct(new Map(), first!, "08:00", "8 am").values()]).toEqual([...once.values()]);
  });

  it("passes a row over, and takes it back", () => {
    const dropped = drop(new Map(), "demand.csv", 2, true);
    expect(isDropped(dropped, "demand.csv", 2)).toBe(true);
    expect(drop(dropped, "demand.csv", 2, false).size).toBe(0);
  });

  it("takes what stands in a cell from its row, since messages leave names out", () => {
    expect(standing(report, first!)).toBe("8 am");
  });

  it("finds the others that are wrong in the same way", () => {
    expect(alike(report, first!).map((one) => one.row)).toEqual([3]);
    expect(alike(report, noon!)).toEqual([]);
  });

  it("offers what can be put right here", () => {
    expect([first, header, missing, row].map((one) => isMendable(report, one!))).toEqual([true, true, false, false]);
  });

  it("reads one word out of advice, and nothing out of more", () => {
    expect(advised({ ...first!, advice: "Maybe length_min was meant." })).toBe("length_min");
    expect(advised({ ...first!, advice: "Maybe the two times were swapped." })).toBeNull();
  });

  it("tells what would change, table by table", () => {
    expect(changes(report)).toEqual([{ table: "demand", rows: 8, added: 2, changed: 0, removed: 1 }]);
  });
});
