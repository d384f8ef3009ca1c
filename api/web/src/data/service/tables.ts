/** The provider's tables: what is in the book, files looked at and taken in, single rows. */

import { ask } from "../http";
import type { Mend } from "../source";
import { all } from "./all";

export interface Column {
  name: string;
  says: string;
  required: boolean;
  like: string;
}

export interface Table {
  name: string;
  says: string;
  required: boolean;
  rows: number;
  columns: Column[];
}

export interface Book {
  tables: Table[];
  /** The Monday after the last visit of the history. */
  first_day: string | null;
}

/** What is to stand in place of what a file says; row 0 is the sheet's own name. */
export interface Correction {
  file: string;
  row: number;
  column: string;
  value: string;
  drop: boolean;
}

export interface Taken {
  rows: Record<string, number>;
  added: Record<string, number>;
  changed: Record<string, number>;
  removed: Record<string, number>;
  notes: string[];
}

export interface ShownRow {
  file: string;
  row: number;
  header: boolean;
  cells: { column: string; value: string }[];
}

/** Everything there is to say about files before they are taken in. */
export interface Report extends Taken {
  ok: boolean;
  files: { file: string; table: string | null; rows: number }[];
  errors: Mend[];
  shown: ShownRow[];
}

export interface Row {
  id: string;
  version: number;
  cells: Record<string, string>;
}

export const TEMPLATE = "/api/v1/tables/template.xlsx";
export const EVERYTHING = "/api/v1/exports/tables.xlsx";
export const asCsv = (table: string) => `/api/v1/exports/tables/${encodeURIComponent(table)}.csv`;

export const book = () => ask<Book>("/tables");

function sent(files: readonly File[], corrections: readonly Correction[]): FormData {
  const form = new FormData();
  for (const file of files) form.append("files", file, file.name);
  if (corrections.length > 0) form.append("corrections", JSON.stringify(corrections));
  return form;
}

export const check = (files: readonly File[], corrections: readonly Correction[]) =>
  ask<Report>("/imports/check", { method: "POST", form: sent(files, corrections) });

export const takeIn = (files: readonly File[], corrections: readonly Correction[]) =>
  ask<Taken>("/imports", { method: "POST", form: sent(files, corrections) });

export const loadSample = () => ask<Taken>("/samples", { method: "POST" });

const at = (table: string, id = "") => `/${encodeURIComponent(table)}${id && `/${encodeURIComponent(id)}`}`;

export const rows = (table: string, seen: (rows: readonly Row[]) => void) => all<Row>(at(table), seen);

export const addRow = (table: string, cells: Record<string, string>) =>
  ask<Row>(at(table), { method: "POST", body: cells });

export const changeRow = (table: string, row: Row, cells: Record<string, string>) =>
  ask<Row>(at(table, row.id), { method: "PATCH", body: cells, version: row.version });

export const dropRow = (table: string, row: Row) =>
  ask<void>(at(table, row.id), { method: "DELETE", version: row.version });
