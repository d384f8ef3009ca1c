/** A step of a planner, in both directions, and what becomes of steps when others save as well. */

import type { Part } from "./model";

export interface Place {
  readonly carerId: string | null;
  readonly day: number;
  readonly begins: number;
}

export interface Move {
  readonly key: string;
  readonly from: Place;
  readonly to: Place;
}

/** One step a planner made, in both directions. */
export interface Step {
  readonly moves: readonly Move[];
  readonly pins: readonly { readonly pin: string; readonly set: boolean }[];
  /** What was done, in words: read out, and shown beside undo. */
  readonly said: string;
}

export interface Outcome {
  readonly ok: boolean;
  readonly said: string;
}

/** A visit two planners changed at once: where each has its parts. */
export interface Clash {
  readonly visitId: string;
  readonly parts: readonly { readonly key: string; readonly yours: Place; readonly theirs: Place }[];
}

export function placeOf(part: Part): Place {
  return { carerId: part.carerId, day: part.day, begins: part.begins };
}

export function samePlace(one: Place, other: Place): boolean {
  return one.carerId === other.carerId && one.day === other.day && one.begins === other.begins;
}

export function reversed(step: Step): Step {
  return {
    moves: step.moves.map(({ key, from, to }) => ({ key, from: to, to: from })).reverse(),
    pins: step.pins.map(({ pin, set }) => ({ pin, set: !set })).reverse(),
    said: step.said,
  };
}

/**
 * Steps not yet kept, laid on what somebody else kept meanwhile. What they left where it was goes
 * on; visits that both changed, to different places, are taken out of the steps and told.
 */
export function laidOn(
  steps: readonly Step[],
  theirs: (key: string) => Part | undefined,
): { steps: (Step | null)[]; clashes: Clash[] } {
  const mine = new Map<string, { from: Place; to: Place }>();
  for (const { key, from, to } of steps.flatMap((step) => step.moves))
    mine.set(key, { from: mine.get(key)?.from ?? from, to });
  const clashing = new Set<string>();
  for (const [key, { from, to }] of mine) {
    const part = theirs(key);
    if (part && !samePlace(placeOf(part), from) && !samePlace(placeOf(part), to)) clashing.add(part.visitId);
  }
  const visitOf = (key: string) => theirs(key)?.visitId ?? "";
  const clashes = [...clashing].map((visitId) => ({
    visitId,
    parts: [...mine].flatMap(([key, { to }]) => {
      const part = theirs(key);
      return part?.visitId === visitId ? [{ key, yours: to, theirs: placeOf(part) }] : [];
    }),
  }));
  return {
    steps: steps.map((step) => {
      const moves = step.moves.filter((move) => !clashing.has(visitOf(move.key)));
      return moves.length === 0 && step.pins.length === 0 ? null : { ...step, moves };
    }),
    clashes,
  };
}

/**
 * Of steps made one after another, those that can still be taken back (or, undone, be made again):
 * each must find its visits where it left them, once those after it are taken back.
 */
export function stillThere(
  steps: readonly Step[],
  way: "back" | "again",
  theirs: (key: string) => Part | undefined,
): Step[] {
  const at = new Map<string, Place>();
  const placed = (key: string) => {
    const part = theirs(key);
    return at.get(key) ?? (part && placeOf(part));
  };
  const kept: Step[] = [];
  for (const step of [...steps].reverse()) {
    const moves = way === "back" ? reversed(step).moves : step.moves;
    const fits = moves.every(({ key, from }) => {
      const now = placed(key);
      return now !== undefined && samePlace(now, from);
    });
    if (!fits) continue;
    for (const { key, to } of moves) at.set(key, to);
    kept.unshift(step);
  }
  return kept;
}
