/** Where the arrow keys lead on the board: along a carer's run, and to the run above or below. */

import type { Part } from "../rota/model";

/** What can have the focus in a row: its carer, or one of its visits. */
export interface Spot {
  readonly row: number;
  /** A visit's key; null is the carer at the row's start. */
  readonly key: string | null;
}

export type RunOf = (row: number) => readonly Part[];

export function nextSpot(key: string, at: Spot, rows: number, runOf: RunOf): Spot | null {
  const run = runOf(at.row);
  const place = at.key === null ? -1 : run.findIndex((part) => part.key === at.key);
  if (key === "ArrowRight") return spot(at.row, run, Math.min(place + 1, run.length - 1));
  if (key === "ArrowLeft") return spot(at.row, run, Math.max(place - 1, -1));
  if (key === "Home") return { row: at.row, key: null };
  if (key === "End") return spot(at.row, run, run.length - 1);
  const to = rowFor(key, at.row, rows);
  if (to === null) return null;
  const here = run[place];
  return here ? nearest(to, runOf(to), here.begins) : { row: to, key: null };
}

function spot(row: number, run: readonly Part[], place: number): Spot {
  return { row, key: run[place]?.key ?? null };
}

const PAGE = 10;

function rowFor(key: string, row: number, rows: number): number | null {
  const by = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE }[key];
  if (by === undefined || rows === 0) return null;
  return Math.min(rows - 1, Math.max(0, row + by));
}

/** The visit of a run that starts nearest a minute; the carer where there is none. */
function nearest(row: number, run: readonly Part[], begins: number): Spot {
  let best: Part | undefined;
  for (const part of run)
    if (!best || Math.abs(part.begins - begins) < Math.abs(best.begins - begins)) best = part;
  return { row, key: best?.key ?? null };
}
