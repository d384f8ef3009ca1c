import { describe, expect, it } from "vitest";
import { fixtureSource } from "../data/fixture/source";
import { fixtureWeek, SIZES } from "../data/fixture/week";
import { NO_DAY, type Part } from "../rota/model";
import { placeOf, RotaStore } from "../rota/store";
import { contract, offTime, partFacts } from "../rota/words";
import { facesOf } from "./client_view";
import { waits, ways } from "./day_row";
import { Drag, inTurns, priceInWords } from "./drag";
import { nextSpot } from "./keys";
import { shownRows } from "./rows";
import { find } from "./search";
import { groups } from "./tray";

function part(more: Partial<Part>): Part {
  return {
    key: "v/0", visitId: "v", part: 0, clientId: "P", carerId: "C", day: 0, begins: 480, lasts: 30,
    call: "breakfast", agreed: 480, before: 30, after: 30, critical: false, risk: "green", zone: "Melton",
    reason: null, travel: null, newFace: false, carers: 1, ...more,
  };
}

async function opened(size = "small") {
  const source = fixtureSource(size);
  return { source, store: new RotaStore(await source.board("any"), source) };
}

describe("rows in view", () => {
  it("are those between the edges and three more on either side, never past the end", () => {
    expect(shownRows(0, 580, 58, 180)).toEqual({ first: 0, last: 13 });
    expect(shownRows(5800, 580, 58, 180)).toEqual({ first: 97, last: 113 });
    expect(shownRows(5800, 580, 58, 5)).toEqual({ first: 5, last: 5 });
  });
});

describe("the arrow keys", () => {
  const runs = [
    [part({ key: "a", begins: 420 }), part({ key: "b", begins: 600 })],
    [],
    [part({ key: "c", begins: 500 }), part({ key: "d", begins: 620 })],
  ];
  const lead = (key: string, row: number, at: string | null) =>
    nextSpot(key, { row, key: at }, 3, (of) => runs[of] ?? []);

  it("go along a run, from its carer to its last visit and back", () => {
    expect(lead("ArrowRight", 0, null)).toEqual({ row: 0, key: "a" });
    expect(lead("ArrowRight", 0, "b")).toEqual({ row: 0, key: "b" });
    expect(lead("ArrowLeft", 0, "a")).toEqual({ row: 0, key: null });
    expect(lead("End", 0, null)).toEqual({ row: 0, key: "b" });
  });

  it("go to the visit nearest in time of the run below, or to its carer where it has none", () => {
    expect(lead("ArrowDown", 0, "a")).toEqual({ row: 1, key: null });
    expect(lead("PageDown", 0, "b")).toEqual({ row: 2, key: "d" });
    expect(lead("ArrowUp", 0, "a")).toEqual({ row: 0, key: "a" });
  });

  it("leave every other key alone", () => {
    expect(lead("x", 0, "a")).toBeNull();
  });
});

describe("the tray", () => {
  it("puts red first, then zones by name, then days and times", () => {
    const parts = [
      part({ key: "1", risk: "green", zone: "Oakham" }),
      part({ key: "2", risk: "red", zone: "Syston", day: 1, begins: 420 }),
      part({ key: "3", risk: "red", zone: "Syston", day: 0, begins: 900 }),
      part({ key: "4", risk: "red", zone: "Melton" }),
    ];
    const shown = groups(parts, null).map((group) => [group.risk, group.zones.map((zone) => [zone.zone, zone.parts.map((one) => one.key)])]);
    expect(shown).toEqual([
      ["red", [["Melton", ["4"]], ["Syston", ["3", "2"]]]],
      ["green", [["Oakham", ["1"]]]],
    ]);
    expect(groups(parts, 1).map((group) => group.many)).toEqual([1]);
  });
});

describe("a line of a day", () => {
  it("says where the way is longer than the time there is", () => {
    const run = [part({ key: "a", begins: 480 }), part({ key: "b", begins: 520, travel: 15 })];
    expect(ways(run)).toEqual([{ from: 505, to: 520, fits: false, says: "Travel 15 minutes, only 10 minutes free" }]);
  });

  it("counts waiting between care and the way, less the break", () => {
    const run = [part({ key: "a", begins: 480 }), part({ key: "b", begins: 570, travel: 10 })];
    expect(waits(run, NO_DAY)).toEqual([{ from: 510, to: 560 }]);
    expect(waits(run, { ...NO_DAY, breaks: [{ from: 510, to: 530, kind: "Break" }] })).toEqual([{ from: 530, to: 560 }]);
  });
});

describe("words", () => {
  it("say of a visit all that its bar shows by colour, icon or place", () => {
    const one = part({ begins: 510, critical: true, newFace: true, carers: 2, risk: "red" });
    expect(partFacts(one, ["pinned: time"])).toBe(
      "breakfast, 30 minutes, 2 carers together, time-critical, late by 30 minutes (agreed 08:00), new face, red risk, pinned: time",
    );
    expect(partFacts(part({}), [])).toBe("breakfast, 30 minutes");
  });

  it("call fifteen minutes on time and sixteen late", () => {
    expect(offTime(part({ begins: 495 }))).toBe("");
    expect(offTime(part({ begins: 496 }))).toBe("+16");
    expect(offTime(part({ begins: 460 }))).toBe("−20");
  });

  it("tell over and under contract, and above the most somebody works", () => {
    const carer = { id: "C", name: "A B", zone: "", travels: "", contract_min: 1800, most_min: 2280 };
    const states = [1600, 1750, 1900, 2300].map((minutes) => contract(carer, minutes));
    expect(states.map((state) => state.state)).toEqual(["under", "within", "over", "above most"]);
    expect(states[0]?.long).toBe("26.7 h of 30 h, 3.3 h under contract");
  });

  it("call nobody over who has no hours under contract", () => {
    const bank = { id: "C", name: "A B", zone: "", travels: "", contract_min: 0, most_min: 2280 };
    expect(contract(bank, 1500)).toMatchObject({ state: "within", short: "no set hours" });
    expect(contract(bank, 2300).state).toBe("above most");
  });

  it("say a price in one line", () => {
    const price = { legal: true, reasons: [], words: ["New face", "Late by 20 minutes", "25 min more travel"], points: 1 };
    expect(priceInWords(price)).toBe("New face, late by 20 minutes, 25 min more travel");
    expect(priceInWords({ ...price, legal: false, reasons: ["Annual leave"] })).toBe("Annual leave");
    expect(priceInWords({ ...price, words: [] })).toBe("As good as now");
  });
});

describe("search", () => {
  it("finds carers by name and carers who go to a client, and dims what was not sought", async () => {
    const { store } = await opened();
    const some = [...store.all()].find((one) => one.carerId !== null);
    const client = store.week.clientById.get(some?.clientId ?? "");
    const found = find(store, client?.name.toUpperCase() ?? "");
    expect(found.carers.map((carer) => carer.id)).toContain(some?.carerId);
    expect(found.carers.length).toBeLessThan(store.week.carers.length);
    const going = [...store.all()].filter((one) => one.carerId === some?.carerId);
    expect(new Set(going.filter(found.matches).map((one) => one.clientId))).toEqual(new Set([some?.clientId]));
    expect(find(store, "nobody is called this").carers).toEqual([]);
    expect(find(store, "  ").carers).toBe(store.week.carers);
  });
});

describe("faces", () => {
  it("puts whoever comes most first and nobody last", () => {
    const row = (carer_id: string | null) => ({ day: "2026-12-01", call: "tea", start: "", carer_id });
    const found = facesOf([row("A"), row(null), row("B"), row("B"), row(null), row(null)]);
    expect(found.map(([id, visits]) => [id, visits.length])).toEqual([["B", 2], ["A", 1], ["", 3]]);
  });
});

describe("a drag", () => {
  it("asks a price for the rows in view at the time under the pointer, and lands there", async () => {
    const { store, source } = await opened();
    const held = [...store.all()].find((one) => one.carerId !== null && one.carers === 1);
    if (!held) throw new Error("No visit");
    const drag = new Drag(store, source);
    const [carer] = store.week.carers;
    const ground = { carerAt: () => carer?.id ?? null, minuteAt: (x: number) => x, carersInView: () => [carer?.id ?? ""] };
    drag.take({ parts: [held], part: held, grip: 10 }, 0, 0);
    expect(drag.move(2, 0, ground)).toBe(false);
    expect(drag.what()).toBeNull();
    expect(drag.move(611, 0, ground)).toBe(true);
    expect(drag.over()).toEqual({ carerId: carer?.id, begins: 600 });
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(drag.priceFor(carer?.id ?? "")).toBeDefined();
    expect(drag.drop()?.to.get(held.key)).toEqual({ carerId: carer?.id, day: held.day, begins: 600 });
    expect(drag.what()).toBeNull();
  });

  it("costs nothing where the visit is put back where it is", async () => {
    const { store, source } = await opened();
    const held = [...store.all()].find((one) => one.carerId !== null && one.carers === 1 && offTime(one) === "" && !one.newFace);
    if (!held) throw new Error("No visit");
    const [price] = await source.prices("any", [[store.moveRow(held.key, placeOf(held))]]);
    expect(price && priceInWords(price)).toBe("As good as now");
  });
});

describe("made-up weeks", () => {
  it("are the same for the same seed and others for another", () => {
    const small = SIZES["small"];
    if (!small) throw new Error("No such size");
    expect(fixtureWeek(small, 3).rows).toEqual(fixtureWeek(small, 3).rows);
    expect(fixtureWeek(small, 3).rows).not.toEqual(fixtureWeek(small, 4).rows);
  });

  it("have as many carers and visits as their size says, and something of everything", async () => {
    const { store } = await opened("L");
    expect(store.week.carers.length).toBe(180);
    expect(new Set([...store.all()].map((one) => one.visitId)).size).toBe(6000);
    const free = store.unallocated().length;
    expect(free).toBeGreaterThan(50);
    expect(free).toBeLessThan(600);
    expect(new Set([...store.allPins()].map((pin) => pin.split(":")[0]))).toEqual(new Set(["carer", "time", "team", "run"]));
  });
});

describe("prices while dragging", () => {
  it("are asked for where the pointer is first, then from the nearest to the farthest", () => {
    const rows = ["A", "B", "C", "D", "E", "F", "G"];
    expect(inTurns(rows, "F")).toEqual([["F"], ["E", "G", "D", "C"], ["B", "A"]]);
    expect(inTurns(rows, null)).toEqual([["A"], ["B", "C", "D", "E"], ["F", "G"]]);
    expect(inTurns([], "A")).toEqual([]);
  });
});
