/** Which rows and columns of a table are shown. */

import type { Row, Table } from "../data/service/tables";

/** "Clients": a table as a heading. */
export function titled(table: string): string {
  return table.charAt(0).toUpperCase() + table.slice(1);
}

/** Rows in which every word sought stands somewhere. */
export function matching(rows: readonly Row[], sought: string): readonly Row[] {
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter(({ cells }) => {
    const text = Object.values(cells).join("\n").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Columns in which any row says something, in the order of the table; needed ones always. */
export function shownColumns(table: Table, rows: readonly Row[]): string[] {
  const used = new Set(rows.flatMap((row) => Object.keys(row.cells)));
  return table.columns.filter((one) => one.required || used.has(one.name)).map((one) => one.name);
}

/** Cells that differ between what stands and what was typed; an emptied cell is sent empty. */
export function changed(before: Record<string, string>, after: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => value.trim() !== (before[name] ?? "")));
}
