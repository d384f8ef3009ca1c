import { describe, expect, it } from "vitest";
import { fixtureSource } from "../data/fixture/source";
import { partsOf } from "../rota/model";
import { changedSince, placesOf } from "./changed";

async function week() {
  const rows = await fixtureSource("small", 7).board("any");
  const parts = partsOf(rows);
  return { known: placesOf(rows.rota.first_day, rows.assignments), parts };
}

describe("changes since what people know", () => {
  it("are none in the same rota, also where two carers swap parts", async () => {
    const { known, parts } = await week();
    expect(changedSince(known, parts)).toEqual([]);
    const pair = parts.filter((part) => part.carers === 2 && part.carerId !== null);
    const [one] = pair;
    const other = pair.find((part) => part.visitId === one?.visitId && part.key !== one.key);
    if (!one || !other) throw new Error("No pair");
    const swapped = parts.map((part) => (part === one ? { ...part, carerId: other.carerId } : part === other ? { ...part, carerId: one.carerId } : part));
    expect(changedSince(known, swapped)).toEqual([]);
  });

  it("are one for each visit, of every kind it has", async () => {
    const { known, parts } = await week();
    const [one, other, third] = parts.filter((part) => part.carers === 1 && part.carerId !== null);
    if (!one || !other || !third) throw new Error("Too few");
    const now = parts.map((part) =>
      part === one ? { ...part, carerId: null } : part === other ? { ...part, carerId: "Z", begins: part.begins + 30 } : part === third ? { ...part, begins: part.begins + 5 } : part,
    );
    const found = new Map(changedSince(known, now).map((change) => [change.part.key, change]));
    expect(found.get(one.key)).toMatchObject({ kinds: ["left open"], gone: [one.carerId], come: [] });
    expect(found.get(other.key)).toMatchObject({ kinds: ["other carer", "other time"], gone: [other.carerId], come: ["Z"], began: other.begins });
    expect(found.get(third.key)?.kinds).toEqual(["a few minutes"]);
    expect(changedSince(new Map(), [one])).toMatchObject([{ kinds: ["added"], began: null }]);
  });
});
