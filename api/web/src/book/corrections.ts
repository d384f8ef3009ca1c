/** Cells put right in the page: the files stay as they are, and this is sent beside them. */

import type { Mend } from "../data/source";
import type { Correction, Report, ShownRow } from "../data/service/tables";

/** By place, so that a cell is corrected once. */
export type Corrections = ReadonlyMap<string, Correction>;

export interface Cell {
  file: string;
  row: number;
  column: string;
}

const DROPPED = "*";

export function placeOf({ file, row, column }: Cell): string {
  return `${file}\n${row}\n${column}`;
}

/** A cell put right; what says the same as the file is no correction. */
export function correct(now: Corrections, { file, row, column }: Cell, value: string, standing: string): Corrections {
  const next = new Map(now);
  const cell = { file, row, column };
  if (value.trim() === standing.trim()) next.delete(placeOf(cell));
  else next.set(placeOf(cell), { ...cell, value, drop: false });
  return next;
}

/** A whole row passed over, or not. */
export function drop(now: Corrections, file: string, row: number, dropped: boolean): Corrections {
  const next = new Map(now);
  const place = placeOf({ file, row, column: DROPPED });
  if (dropped) next.set(place, { file, row, column: "", value: "", drop: true });
  else next.delete(place);
  return next;
}

export function without(now: Corrections, place: string): Corrections {
  const next = new Map(now);
  next.delete(place);
  return next;
}

export function isDropped(now: Corrections, file: string, row: number): boolean {
  return now.has(placeOf({ file, row, column: DROPPED }));
}

export function valueOf(now: Corrections, cell: Cell): string | undefined {
  return now.get(placeOf(cell))?.value;
}

/** What stands in a cell of the file; of a cell that shows a person's name, from its row. */
export function standing(report: Report, one: Mend): string {
  const row = rowOf(report, one.file, one.row);
  return row?.cells.find((cell) => cell.column === one.column)?.value ?? one.value;
}

export function rowOf(report: Report, file: string, row: number): ShownRow | undefined {
  return report.shown.find((one) => one.file === file && one.row === row);
}

/** Whether an error can be put right here: a cell, a header, or the name of a sheet. */
export function isMendable(report: Report, one: Mend): boolean {
  const row = rowOf(report, one.file, one.row);
  if (!row) return false;
  if (one.row === 0) return one.column === "" && one.message.includes("name");
  if (row.header) return row.cells.some((cell) => cell.column === one.column);
  return one.column !== "";
}

/** Other errors of the same column with the same value: one correction may serve them all. */
export function alike(report: Report, one: Mend): Mend[] {
  if (one.column === "" || one.row === 0) return [];
  const value = standing(report, one);
  return report.errors.filter(
    (other) => other.file === one.file && other.column === one.column && other.message === one.message && other.row !== one.row && standing(report, other) === value,
  );
}

/** What was advised, where the advice names one word to put in: "Maybe clients was meant." */
export function advised(one: Mend): string | null {
  return /^Maybe (\S+) was meant\.$/.exec(one.advice)?.[1] ?? null;
}

export interface Change {
  table: string;
  rows: number;
  added: number;
  changed: number;
  removed: number;
}

/** What taking the files in would do, a line for each table given. */
export function changes(report: Report): Change[] {
  return Object.entries(report.rows).map(([table, rows]) => ({
    table,
    rows,
    added: report.added[table] ?? 0,
    changed: report.changed[table] ?? 0,
    removed: report.removed[table] ?? 0,
  }));
}
