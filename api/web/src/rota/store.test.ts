import { describe, expect, it } from "vitest";
import { fixtureSource } from "../data/fixture/source";
import type { Part } from "./model";
import { landing, moveStep, pinsOf, pinStep, together } from "./steps";
import { placeOf, RotaStore } from "./store";

async function opened(refuses = false) {
  const source = fixtureSource("small", 7, refuses);
  const store = new RotaStore(await source.board("any"), source);
  const made = [...store.all()].filter((part) => part.carerId !== null && part.carers === 1);
  return { source, store, made };
}

function first(parts: readonly Part[]): Part {
  const [part] = parts;
  if (!part) throw new Error("Nothing there");
  return part;
}

/** Everything a planner can see of where visits are. */
function picture(store: RotaStore): string {
  return JSON.stringify([...store.all()].map((part) => [part.key, placeOf(part)]).sort());
}

describe("the rota in the browser", () => {
  it("holds every part once: in its carer's day, or in the tray", async () => {
    const { store } = await opened();
    const placed = store.week.carers.flatMap((carer) =>
      [...Array(7).keys()].flatMap((day) => store.cell(carer.id, day)),
    );
    const keys = [...placed, ...store.unallocated()].map((part) => part.key).sort();
    expect(keys).toEqual([...store.all()].map((part) => part.key).sort());
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("shows a move before the service has answered, and leaves other cells the very same", async () => {
    const { store, made } = await opened();
    const part = first(made);
    const [one, other] = store.week.carers.filter((carer) => carer.id !== part.carerId);
    if (!one || !other || part.carerId === null) throw new Error("Too few carers");
    const untouched = store.cell(other.id, part.day);
    const step = moveStep(store, new Map([[part.key, { ...placeOf(part), carerId: one.id }]]));
    if (!step) throw new Error("No step");
    const outcome = store.apply(step);
    expect(store.cell(one.id, part.day).map((each) => each.key)).toContain(part.key);
    expect(store.cell(part.carerId, part.day).map((each) => each.key)).not.toContain(part.key);
    expect(store.cell(other.id, part.day)).toBe(untouched);
    expect(await outcome).toMatchObject({ ok: true });
  });

  it("comes back to the very picture by undo, and forward by redo", async () => {
    const { store, made } = await opened();
    const before = picture(store);
    for (const part of made.slice(0, 5)) {
      const step = moveStep(store, landing(store, [part], part, { carerId: null, day: part.day, begins: 0 }));
      if (step) await store.apply(step);
    }
    const after = picture(store);
    expect(after).not.toBe(before);
    for (let times = 0; times < 5; times += 1) await store.undo();
    expect(picture(store)).toBe(before);
    for (let times = 0; times < 5; times += 1) await store.redo();
    expect(picture(store)).toBe(after);
    expect(store.canRedo()).toBeUndefined();
  });

  it("puts back what the service refuses, says why, and has nothing to undo", async () => {
    const { store, made } = await opened(true);
    const before = picture(store);
    const part = first(made);
    const step = moveStep(store, new Map([[part.key, { ...placeOf(part), carerId: null }]]));
    if (!step) throw new Error("No step");
    const outcome = await store.apply(step);
    expect(outcome).toEqual({ ok: false, said: "Somebody else saved this rota first. It was put back." });
    expect(picture(store)).toBe(before);
    expect(store.canUndo()).toBeUndefined();
  });

  it("puts back in order what was done on top of a refused step: A to B to C is A again", async () => {
    const { store, made } = await opened(true);
    const before = picture(store);
    const part = first(made);
    const outcomes = store.week.carers.slice(0, 3).flatMap((carer) => {
      const now = store.part(part.key);
      const step = now && moveStep(store, new Map([[part.key, { ...placeOf(now), carerId: carer.id, begins: now.begins + 5 }]]));
      return step ? [store.apply(step)] : [];
    });
    expect(outcomes.length).toBe(3);
    expect((await Promise.all(outcomes)).map((outcome) => outcome.ok)).toEqual([false, false, false]);
    expect(picture(store)).toBe(before);
    expect(store.isStale()).toBe(true);
    expect(store.isSaving()).toBe(false);
  });

  it("sends the version each change made, so that steps made at once are all kept", async () => {
    const { store, made } = await opened();
    const outcomes = made.slice(0, 6).map((part) => {
      const step = moveStep(store, new Map([[part.key, { ...placeOf(part), carerId: null }]]));
      return step ? store.apply(step) : Promise.resolve({ ok: false });
    });
    expect((await Promise.all(outcomes)).every((outcome) => outcome.ok)).toBe(true);
  });

  it("pins and frees in one step with a move, taken back by one undo", async () => {
    const { store, made } = await opened();
    const part = first(made.filter((one) => pinsOf(store, one).length === 0));
    const before = picture(store);
    const step = together(
      moveStep(store, new Map([[part.key, { ...placeOf(part), begins: part.begins + 5 }]])),
      pinStep(store, [part], "time", true),
    );
    if (!step) throw new Error("No step");
    await store.apply(step);
    expect(store.isPinned("time", part.visitId)).toBe(true);
    await store.undo();
    expect(store.isPinned("time", part.visitId)).toBe(false);
    expect(picture(store)).toBe(before);
  });

  it("keeps two carers together when one of them is moved in time", async () => {
    const { store } = await opened();
    const pair = [...store.all()].filter((part) => part.carers === 2 && part.carerId !== null);
    const held = first(pair);
    const to = landing(store, [held], held, { ...placeOf(held), begins: held.begins + 10 });
    const partner = first(pair.filter((one) => one.visitId === held.visitId && one.key !== held.key));
    expect(to.get(partner.key)).toEqual({ ...placeOf(partner), begins: held.begins + 10 });
  });

  it("says nothing and makes no step where nothing changes", async () => {
    const { store, made } = await opened();
    const part = first(made);
    expect(moveStep(store, new Map([[part.key, placeOf(part)]]))).toBeNull();
    expect(pinStep(store, [part], "carer", store.isPinned("carer", part.visitId))).toBeNull();
    expect(together(null, null)).toBeNull();
  });
});
