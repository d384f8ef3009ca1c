import { describe, expect, it } from "vitest";
import { changed, matching, shownColumns } from "./leafing";

const row = (cells: Record<string, string>) => ({ id: cells["carer_id"] ?? "", version: 1, cells });
const rows = [row({ carer_id: "K1", first_name: "Ann", modes: "car" }), row({ carer_id: "K2", first_name: "Ben", modes: "bike" })];
const column = (name: string, required = false) => ({ name, says: "", required, like: "" });
const table = { name: "carers", says: "", required: true, rows: 2, columns: [column("carer_id", true), column("hourly_rate", true), column("first_name"), column("pets"), column("modes")] };

describe("leafing through a table", () => {
  it("finds rows that hold every word, in any cell", () => {
    expect(matching(rows, "  k2 BIKE")).toEqual([rows[1]]);
    expect(matching(rows, "car bike")).toEqual([]);
    expect(matching(rows, " ")).toBe(rows);
  });

  it("shows columns that say something, and those that must", () => {
    expect(shownColumns(table, rows)).toEqual(["carer_id", "hourly_rate", "first_name", "modes"]);
  });

  it("sends only what was changed, emptied cells among it", () => {
    expect(changed({ a: "1", b: "2" }, { a: "1 ", b: "", c: "", d: "x" })).toEqual({ b: "", d: "x" });
  });
});
