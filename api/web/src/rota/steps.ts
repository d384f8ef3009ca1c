/** Steps a planner can make, built from what stands on the board. */

import type { PinKind } from "../data/types";
import { hourMinute, minutesInWords } from "./clock";
import { cellKey, type Part, pinKey } from "./model";
import { type Place, placeOf, samePlace, type Step } from "./step";
import type { RotaStore } from "./store";
import { carerName, clientName, count, dayLong } from "./words";

const LAST_MINUTE = 24 * 60 - 1;

/**
 * Where parts land when the one held is put somewhere: the others keep their distance in time, and
 * whoever goes to a visit together still starts together, or nobody goes at all.
 */
export function landing(
  store: RotaStore,
  parts: readonly Part[],
  held: Part,
  to: Place,
): Map<string, Place> {
  const by = to.carerId === null ? 0 : to.begins - held.begins;
  const found = new Map<string, Place>();
  for (const part of parts)
    found.set(part.key, { carerId: to.carerId, day: part.day, begins: bounded(part.begins + by) });
  const off = to.carerId === null;
  for (const part of by !== 0 || off ? parts : [])
    for (const partner of store.ofClient(part.clientId)) {
      if (partner.visitId !== part.visitId || found.has(partner.key)) continue;
      const place = { ...placeOf(partner), begins: bounded(partner.begins + by) };
      found.set(partner.key, off ? { ...place, carerId: null } : place);
    }
  return found;
}

function bounded(minute: number): number {
  return Math.min(LAST_MINUTE, Math.max(0, minute));
}

/** The step that puts parts where they should land; nothing if all of them are there already. */
export function moveStep(store: RotaStore, to: ReadonlyMap<string, Place>): Step | null {
  const moves = [...to].flatMap(([key, place]) => {
    const part = store.part(key);
    if (!part || samePlace(placeOf(part), place)) return [];
    return [{ key, from: placeOf(part), to: place }];
  });
  if (moves.length === 0) return null;
  return { moves, pins: [], said: moveInWords(store, moves) };
}

function moveInWords(
  store: RotaStore,
  moves: readonly { readonly key: string; readonly from: Place; readonly to: Place }[],
): string {
  const first = moves.find((one) => one.from.carerId !== one.to.carerId) ?? moves[0];
  const part = first && store.part(first.key);
  if (!first || !part) return "";
  const visits = new Set(moves.map((one) => store.part(one.key)?.visitId)).size;
  const who = visits === 1 ? clientName(store.week, part.clientId) : "";
  const what = who ? `${hourMinute(first.from.begins)} ${who}` : count(visits, "visit", "visits");
  if (first.to.carerId === null) return `${what} taken off the rota.`;
  const carer = carerName(store.week, first.to.carerId);
  if (!who && first.from.carerId === first.to.carerId) return `${what} moved.`;
  if (!who) return `${what} given to ${carer}.`;
  const time = `${hourMinute(first.to.begins)}, ${dayLong(store.week, first.to.day)}`;
  if (first.from.carerId === first.to.carerId) {
    const by = Math.abs(first.to.begins - first.from.begins);
    return `${what} moved by ${minutesInWords(by)} to ${time}.`;
  }
  return `${what} given to ${carer} at ${time}.`;
}

export const PIN_WORDS: Record<PinKind, string> = {
  carer: "Carer",
  time: "Time",
  team: "Team",
  run: "Run",
};

/** Which pin a part would have of a kind: a run's belongs to the carer's whole day. */
export function pinOf(part: Part, kind: PinKind): string | null {
  if (kind !== "run") return pinKey(kind, part.visitId);
  return part.carerId === null ? null : pinKey("run", cellKey(part.carerId, part.day));
}

export function pinsOf(store: RotaStore, part: Part): PinKind[] {
  const kinds: PinKind[] = ["carer", "time", "team", "run"];
  const pins = store.allPins();
  return kinds.filter((kind) => pins.has(pinOf(part, kind) ?? ""));
}

/** The step that sets or frees one kind of pin on some parts; nothing if it stands so already. */
export function pinStep(
  store: RotaStore,
  parts: readonly Part[],
  kind: PinKind,
  set: boolean,
): Step | null {
  const wanted = new Set(parts.map((part) => pinOf(part, kind)).filter((pin) => pin !== null));
  const pins = [...wanted].filter((pin) => store.allPins().has(pin) !== set);
  if (pins.length === 0) return null;
  const word = PIN_WORDS[kind].toLowerCase();
  const visits = count(parts.length, "visit", "visits");
  const said = set ? `${PIN_WORDS[kind]} pinned for ${visits}.` : `Pin of ${word} freed for ${visits}.`;
  return { moves: [], pins: pins.map((pin) => ({ pin, set })), said };
}

/** Two steps made as one, so that one undo takes both back. */
export function together(...steps: (Step | null)[]): Step | null {
  const made = steps.filter((step) => step !== null);
  if (made.length === 0) return null;
  return {
    moves: made.flatMap((step) => step.moves),
    pins: made.flatMap((step) => step.pins),
    said: made.map((step) => step.said).join(" "),
  };
}
