import { describe, expect, it } from "vitest";
import { fixtureSource } from "../data/fixture/source";
import type { Part } from "./model";
import { moveStep } from "./steps";
import { placeOf, RotaStore } from "./store";

/** Two planners with the same rota open. */
async function both() {
  const source = fixtureSource("small", 7);
  const rows = await source.board("any");
  const [mine, theirs] = [new RotaStore(rows, source), new RotaStore(rows, source)];
  const made = [...mine.all()].filter((part) => part.carerId !== null && part.carers === 1);
  return { mine, theirs, made };
}

function off(store: RotaStore, part: Part) {
  const step = moveStep(store, new Map([[part.key, { ...placeOf(part), carerId: null }]]));
  if (!step) throw new Error("No step");
  return store.apply(step);
}

function later(store: RotaStore, part: Part, by: number) {
  const now = store.part(part.key);
  const step = now && moveStep(store, new Map([[part.key, { ...placeOf(now), begins: now.begins + by }]]));
  if (!step) throw new Error("No step");
  return store.apply(step);
}

describe("two planners at one rota", () => {
  it("keep both what they did when they changed different visits, and either can take theirs back", async () => {
    const { mine, theirs, made } = await both();
    const [one, other] = made;
    if (!one || !other) throw new Error("Too few");
    expect((await off(theirs, one)).ok).toBe(true);
    expect((await off(mine, other)).ok).toBe(true);
    expect(mine.part(one.key)?.carerId).toBeNull();
    expect(mine.part(other.key)?.carerId).toBeNull();
    expect([...mine.changedByOthers()]).toEqual([[one.key, placeOf(one)]]);
    expect(mine.clashes()).toEqual([]);
    expect((await mine.undo()).ok).toBe(true);
    expect(mine.part(other.key)?.carerId).toBe(other.carerId);
    expect(mine.canUndo()).toBeUndefined();
  });

  it("choose, of a visit both changed, whose holds", async () => {
    const { mine, theirs, made } = await both();
    const [one, other] = made;
    if (!one || !other) throw new Error("Too few");
    await later(theirs, one, 5);
    await later(theirs, other, 5);
    const outcomes = await Promise.all([off(mine, one), later(mine, other, 10)]);
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([false, false]);
    expect(mine.clashes().map((clash) => clash.visitId).sort()).toEqual([one.visitId, other.visitId].sort());
    expect(mine.canUndo()).toBeUndefined();
    const [first, second] = mine.clashes();
    if (!first || !second) throw new Error("No clash");
    expect((await mine.choose(first, "yours")).ok).toBe(true);
    expect((await mine.choose(second, "theirs")).ok).toBe(true);
    expect(mine.part(one.key)?.carerId).toBeNull();
    expect(mine.part(other.key)?.begins).toBe(other.begins + 5);
    expect(mine.clashes()).toEqual([]);
  });

  it("hear of each other without a step of their own, and drop what can no longer be undone", async () => {
    const { mine, theirs, made } = await both();
    const [one, other] = made;
    if (!one || !other) throw new Error("Too few");
    await later(mine, one, 5);
    await later(mine, other, 5);
    await theirs.takeIn();
    await later(theirs, one, 20);
    await mine.takeIn();
    expect(mine.part(one.key)?.begins).toBe(one.begins + 25);
    expect((await mine.undo()).ok).toBe(true);
    expect(mine.part(other.key)?.begins).toBe(other.begins);
    expect(mine.canUndo()).toBeUndefined();
    expect(await mine.standing()).toBeGreaterThan(1);
  });

  it("both doing the same is no clash", async () => {
    const { mine, theirs, made } = await both();
    const [one] = made;
    if (!one) throw new Error("Too few");
    await off(theirs, one);
    expect((await off(mine, one)).ok).toBe(true);
    expect(mine.clashes()).toEqual([]);
  });
});
