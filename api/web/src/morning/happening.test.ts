import { describe, expect, it } from "vitest";
import { fixtureSource } from "../data/fixture/source";
import { RotaStore } from "../rota/store";
import { matching } from "../ui/combobox";
import { affected, eventText, type Happening, happeningInWords, worstFirst } from "./happening";
import { moreOrLess } from "./options";

async function opened() {
  const source = fixtureSource("small", 7);
  return new RotaStore(await source.board("any"), source);
}

const SICK: Happening = { what: "sick", subject: "K1", at: { day: 1, minute: 370 }, until: 1, minutes: 20, again: "", mode: "walk" };

describe("what has happened", () => {
  it("is said to the service in its own form", async () => {
    const store = await opened();
    expect(eventText(SICK, store)).toBe("absent:K1:2026-12-02 00:00");
    expect(eventText({ ...SICK, until: 6 }, store)).toBe("absent:K1");
    expect(eventText({ ...SICK, what: "late" }, store)).toBe("late:K1:20");
    expect(eventText({ ...SICK, what: "car", mode: "none" }, store)).toBe("car:K1:none");
    expect(eventText({ ...SICK, what: "no-reply", subject: "v1", again: "14:30" }, store)).toBe("no-reply:v1:14:30");
    expect(eventText({ ...SICK, what: "hospital", subject: "C1" }, store)).toBe("admitted:C1:2026-12-02 00:00");
    expect(eventText({ ...SICK, what: "tables" }, store)).toBeNull();
  });

  it("touches what is still to come of those days, the most at risk first", async () => {
    const store = await opened();
    const [some] = [...store.all()].filter((part) => part.carerId !== null && part.day === 1);
    const subject = some?.carerId ?? "";
    const run = store.cell(subject, 1);
    const second = run[1] ?? run[0];
    if (!second) throw new Error("No run");
    const found = affected({ ...SICK, subject, at: { day: 1, minute: second.begins } }, store);
    expect(found.map((part) => part.key).sort()).toEqual(run.filter((part) => part.begins >= second.begins).map((part) => part.key).sort());
    const whole = affected({ ...SICK, subject, at: { day: 0, minute: 0 }, until: 6 }, store);
    expect(whole.length).toBe([...store.all()].filter((part) => part.carerId === subject).length);
    expect(whole).toEqual(worstFirst(whole));
    expect(happeningInWords({ ...SICK, subject }, store)).toMatch(/away from 06:10, Tuesday 1 December$/);
  });

  it("is red before amber before green, and time-critical is red", async () => {
    const store = await opened();
    const [one] = [...store.all()];
    if (!one) throw new Error("Nothing");
    const green = { ...one, risk: "green" as const, critical: false, begins: 400 };
    const critical = { ...green, critical: true, begins: 900 };
    const amber = { ...green, risk: "amber" as const, begins: 500 };
    expect(worstFirst([green, amber, critical])).toEqual([critical, amber, green]);
  });
});

describe("finding by typing", () => {
  const options = [
    { id: "1", text: "Ben Anders" },
    { id: "2", text: "Joan Beech", note: "LE15" },
    { id: "3", text: "Robena Cole" },
  ];

  it("takes every word, anywhere, those that begin so first", () => {
    expect(matching(options, "be").map((one) => one.id)).toEqual(["1", "2", "3"]);
    expect(matching(options, "be le15").map((one) => one.id)).toEqual(["2"]);
    expect(matching(options, "").length).toBe(3);
    expect(matching(options, "zz")).toEqual([]);
  });
});

describe("a price in words", () => {
  it("says minutes and hours, more or less", () => {
    expect([0, 29, 720, -3900, 7200].map(moreOrLess)).toEqual(["no more", "no more", "12 min more", "1 h 5 min less", "2 h more"]);
  });
});
