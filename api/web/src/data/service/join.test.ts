import { describe, expect, it } from "vitest";
import { pinKey } from "../../rota/model";
import { Refusal } from "../source";
import { absencesOf, boardRows, carerRow, dateCell, pinRows, priceOf, reasonInWords } from "./join";
import type { RawBoard, RawPin } from "./raw";
import { callAt } from "./source";
import { Standing } from "./standing";

const PIN: RawPin = {
  id: "pin_1", visit_id: "v1", carers: ["K1"], team: [], start: "2026-12-01T07:30:00Z", run_carer_id: null, run_day: null,
};
const RAW: RawBoard = {
  rota: { id: "r", version: 4, name: "", first_day: "2026-11-30", days: 7, stage: "published" },
  assignments: [
    { visit_id: "v1", part: 0, client_id: "P1", carer_id: "K1", start: "2026-12-01T07:40:00Z", end: "2026-12-01T08:10:00Z", reason: null },
    { visit_id: "v1", part: 1, client_id: "P1", carer_id: "K2", start: "2026-12-01T07:40:00Z", end: "2026-12-01T08:10:00Z", reason: null },
  ],
  visits: [
    { visit_id: "v1", client_id: "P1", call: "breakfast", agreed: "2026-12-01T07:30:00Z", earliest: "2026-12-01T07:15:00Z", latest: "2026-12-01T08:00:00Z", time_critical: true, risk: "red", zone: "Melton" },
  ],
  shifts: [], breaks: [], pins: [PIN],
  carers: [{ id: "1", cells: { carer_id: "K1", first_name: "Ada", last_name: "Pym", min_hours: "30", modes: "bike;walk" } }],
  clients: [{ id: "2", cells: { client_id: "P1", rag: "red", team: "K1; K7", cap: "6" } }],
  availability: [],
};

describe("the service's answers", () => {
  it("are joined: what is agreed beside what is planned", () => {
    const rows = boardRows(RAW);
    expect(rows.assignments[0]).toMatchObject({ call: "breakfast", before_min: 15, after_min: 30, time_critical: true, risk: "red", zone: "Melton" });
    expect(rows.rota).toMatchObject({ version: 4, stage: "published" });
    expect(rows.clients[0]).toMatchObject({ id: "P1", name: "P1", risk: "red", cap: 6 });
  });

  it("make one pin of carers and start two pins of the board", () => {
    expect(pinRows(PIN).map((pin) => pin.kind)).toEqual(["carer", "time"]);
  });

  it("name a carer, and have no limit where the table has none", () => {
    expect(carerRow({ carer_id: "K1", first_name: "Ada", last_name: "Pym", min_hours: "37.5", max_hours: "40" })).toMatchObject({ name: "Ada Pym", contract_min: 2250, most_min: 2400 });
    expect(carerRow({ carer_id: "K1" })).toMatchObject({ name: "K1", contract_min: 0, most_min: 10_080 });
  });

  it("read dates either way round", () => {
    expect(["2026-12-01", "01/12/2026", "1.12.2026", "soon", ""].map((text) => dateCell(text))).toEqual(["2026-12-01", "2026-12-01", "2026-12-01", null, null]);
  });

  it("keep absences within the rota, day by day", () => {
    const rota = boardRows(RAW).rota;
    const away = absencesOf({ carer_id: "K1", kind: "leave", from_date: "28/11/2026", to_date: "01/12/2026" }, rota);
    expect(away.map((row) => [row.kind, row.start.slice(0, 10)])).toEqual([["Annual leave", "2026-11-30"], ["Annual leave", "2026-12-01"]]);
    expect(absencesOf({ carer_id: "K1", kind: "available", date: "2026-12-01" }, rota)).toEqual([]);
    const open = absencesOf({ carer_id: "K1", kind: "sick", from_date: "2026-12-04" }, rota);
    expect(open.length).toBe(3);
  });

  it("say why nobody goes and what would help", () => {
    expect(reasonInWords({ carers_by_reason: { off: 3, skill: 2 }, cheapest_relaxation: "Start by 09:15", next_action: "Ask the family." })).toBe("3 no shift at that time, 2 a skill is missing. Start by 09:15. Ask the family.");
    expect(reasonInWords({ carers_by_reason: "off 20; DBS check 1" })).toBe("20 no shift at that time, 1 no criminal-records check that day.");
  });

  it("give past visits a call by the time they started", () => {
    expect(["7:30", "12:00", "17:15", "21:00"].map(callAt)).toEqual(["breakfast", "lunch", "tea", "bed"]);
  });
});

describe("moves", () => {
  const move = (part: number, carer_id: string | null) => ({ visit_id: "v1", part, carer_id, start: "2026-12-01T07:45:00+00:00" });

  it("say everybody who goes to a visit, also whom nobody moved", () => {
    const standing = new Standing(RAW);
    expect(standing.visits([move(1, "K5")])).toEqual([{ visit_id: "v1", carers: ["K1", "K5"], start: "2026-12-01T07:45:00+00:00" }]);
  });

  it("take a visit off with nobody and no start", () => {
    expect(new Standing(RAW).visits([move(0, null), move(1, null)])).toEqual([{ visit_id: "v1", carers: [] }]);
  });

  it("are put in order by their highest tier, and what is not legal comes last", () => {
    const price = (cost: number[], legal = true) => priceOf({ legal, cost, reasons: [], words: [] }).points;
    expect(price([0, 0, 5])).toBeGreaterThan(price([0, 0, 4]));
    expect(price([0, 1, -900])).toBeGreaterThan(price([0, 0, 900]));
    expect(price([], false)).toBeGreaterThan(price([9000, 0, 0]));
  });
});

describe("pins", () => {
  const pin = (kind: "carer" | "time" | "team", visit_id = "v1") => ({ kind, visit_id, carer_id: null, day: null });

  it("carry who goes and when, as it stands after a move", () => {
    const standing = new Standing(RAW);
    expect(standing.body({ pin: pin("carer"), set: true })).toEqual({ visit_id: "v1", carers: ["K1", "K2"] });
    standing.moved([{ visit_id: "v1", part: 0, carer_id: "K9", start: "2026-12-01T07:45:00+00:00" }]);
    expect(standing.body({ pin: pin("carer"), set: true })).toEqual({ visit_id: "v1", carers: ["K9", "K2"] });
    expect(standing.body({ pin: pin("time"), set: true })).toEqual({ visit_id: "v1", start: "2026-12-01T07:45:00+00:00" });
    expect(standing.body({ pin: pin("team"), set: true })).toEqual({ visit_id: "v1", team: ["K1", "K7"] });
  });

  it("keep what else a pin holds when one thing of it is freed", () => {
    const standing = new Standing(RAW);
    expect(standing.holding(pin("time"))).toEqual([{ id: "pin_1", rest: { visit_id: "v1", carers: ["K1"] } }]);
    expect(standing.holding(pin("team"))).toEqual([]);
  });

  it("of a team are refused where no team is kept", () => {
    const standing = new Standing({ ...RAW, clients: [] });
    expect(() => standing.body({ pin: pin("team"), set: true })).toThrow(Refusal);
    expect(pinKey("team", "v1")).toBe("team:v1");
  });
});
