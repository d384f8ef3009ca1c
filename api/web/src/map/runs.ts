/** The runs of a day as a map draws them: where each leads, its stops in order. */

import type { Part } from "../rota/model";
import type { RotaStore } from "../rota/store";

/** A carer's run: its mark on the map is a letter and a pattern besides the colour. */
export interface Run {
  readonly carerId: string;
  readonly letter: string;
  /** Which colour and which pattern of line. */
  readonly style: number;
  readonly parts: readonly Part[];
}

export const STYLES = 8;

/** "A" to "Z", then "AA". */
export function letterOf(place: number): string {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : letterOf(Math.floor(place / 26) - 1) + last;
}

/** Carers with visits on a day, in the order of the board; each keeps its letter all day. */
export function runsOf(store: RotaStore, day: number): Run[] {
  const busy = store.week.carers.filter((one) => store.cell(one.id, day).length > 0);
  return busy.map((one, place) => ({
    carerId: one.id,
    letter: letterOf(place),
    style: place % STYLES,
    parts: store.cell(one.id, day),
  }));
}

export interface Stop {
  readonly clientId: string;
  readonly run: Run;
  /** Which stops of the run are there, the first of them first. */
  readonly numbers: readonly number[];
  readonly parts: readonly Part[];
}

/** Stops of a run by client: somebody visited twice has one mark with two numbers. */
export function stopsOf(run: Run): Stop[] {
  const found = new Map<string, { numbers: number[]; parts: Part[] }>();
  for (const [place, part] of run.parts.entries()) {
    const here = found.get(part.clientId) ?? { numbers: [], parts: [] };
    here.numbers.push(place + 1);
    here.parts.push(part);
    found.set(part.clientId, here);
  }
  return [...found].map(([clientId, here]) => ({ clientId, run, ...here }));
}

/** "A2·5". */
export function markOf(stop: Stop): string {
  return stop.run.letter + stop.numbers.join("·");
}
