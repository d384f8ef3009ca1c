/** A table in the order of whichever column one presses. */

import { useMemo, useState } from "react";
import { Icon } from "../ui/icons";

export interface Column<Line> {
  readonly id: string;
  readonly label: string;
  readonly order: (line: Line) => string | number;
  readonly shown: (line: Line) => string | number;
  /** Words, though their order is that of a figure. */
  readonly text?: true;
}

interface Props<Line> {
  caption: string;
  columns: readonly Column<Line>[];
  lines: readonly Line[];
  empty: string;
}

export function Sorted<Line extends { id: string }>({ caption, columns, lines, empty }: Props<Line>) {
  const [by, setBy] = useState({ id: columns[0]?.id ?? "", down: false });
  const column = columns.find((one) => one.id === by.id);
  const ordered = useMemo(() => {
    if (!column) return lines;
    const found = [...lines].sort((one, other) => compared(column.order(one), column.order(other)));
    return by.down ? found.reverse() : found;
  }, [lines, column, by.down]);
  const press = (id: string, words: boolean) => setBy((now) => ({ id, down: now.id === id ? !now.down : !words }));
  if (lines.length === 0) return <p className="empty">{empty}</p>;
  return (
    <div className="table-scroller" tabIndex={0} role="region" aria-label={caption}>
      <table className="rota-table people-table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((one, place) => (
              <th key={one.id} scope="col" className={place > 0 && !one.text ? "number" : undefined} aria-sort={one.id === by.id ? (by.down ? "descending" : "ascending") : undefined}>
                <button type="button" className="link" onClick={() => press(one.id, place === 0)}>
                  {one.label}
                  {one.id === by.id && <span className={by.down ? "sort down" : "sort"}><Icon name="right" size={9} /></span>}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ordered.map((line) => (
            <tr key={line.id}>
              {columns.map((one, place) =>
                place === 0 ? <th key={one.id} scope="row">{one.shown(line)}</th> : <td key={one.id} className={one.text ? undefined : "number"}>{one.shown(line)}</td>,
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function compared(one: string | number, other: string | number): number {
  return typeof one === "number" && typeof other === "number" ? one - other : String(one).localeCompare(String(other), "en-GB");
}
