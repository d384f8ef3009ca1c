/** One table of the book: searched, leafed through, its rows put right. */

import { useEffect, useMemo, useRef, useState } from "react";
import { asCsv, type Row, rows as fetchRows, type Table } from "../data/service/tables";
import { count } from "../rota/words";
import { Icon } from "../ui/icons";
import { inWords } from "../ui/use_answer";
import { matching, shownColumns, titled } from "./leafing";
import { RowDialog } from "./row_dialog";

const ON_A_LEAF = 50;

interface Props {
  table: Table;
  mayChange: boolean;
  mayExport: boolean;
  onBack: () => void;
}

export function TableView({ table, mayChange, mayExport, onBack }: Props) {
  const { rows, whole, refused, set } = useRows(table.name);
  const [sought, setSought] = useState("");
  const [leaf, setLeaf] = useState(0);
  const [opened, setOpened] = useState<Row | "new" | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const found = useMemo(() => matching(rows, sought), [rows, sought]);
  const columns = useMemo(() => shownColumns(table, rows), [table, rows]);
  const leaves = Math.max(1, Math.ceil(found.length / ON_A_LEAF));
  const at = Math.min(leaf, leaves - 1);
  return (
    <div className="leaf tall">
      <header className="leaf-head with-acts">
        <div>
          <button type="button" className="link back" onClick={onBack}><Icon name="left" /> Data</button>
          <h1 ref={title} tabIndex={-1}>{titled(table.name)}</h1>
          <p>{table.says}</p>
        </div>
        <div className="actions">
          <label className="search"><Icon name="search" /><input type="search" aria-label={`Search ${table.name}`} placeholder="Search" value={sought} onChange={(event) => { setSought(event.target.value); setLeaf(0); }} /></label>
          {mayExport && <a className="button" href={asCsv(table.name)} download>Download</a>}
          {mayChange && <button type="button" className="primary" onClick={() => setOpened("new")}>Add a row</button>}
        </div>
      </header>
      {refused && <p className="notice bad" role="alert">{refused}</p>}
      <p className="hint" role="status">{whole ? count(found.length, "row", "rows") : `Fetching… ${count(rows.length, "row", "rows")} so far`}{sought && whole ? ` of ${rows.length.toLocaleString("en-GB")}` : ""}</p>
      {found.length === 0 && whole ? (
        <p className="panel empty">{sought ? `Nothing here says “${sought}”.` : "This table is empty."}</p>
      ) : (
        <div className="panel flush scroller" tabIndex={0} role="region" aria-label={`Rows of ${table.name}`}>
          <table className="list-table dense">
            <caption className="visually-hidden">{table.name}</caption>
            <thead><tr>{columns.map((one) => <th key={one} scope="col">{one}</th>)}</tr></thead>
            <tbody>
              {found.slice(at * ON_A_LEAF, (at + 1) * ON_A_LEAF).map((row) => (
                <tr key={row.id}>
                  {columns.map((one, place) => {
                    const cell = row.cells[one] ?? "";
                    if (place > 0) return <td key={one} title={cell.length > 40 ? cell : undefined}>{cell}</td>;
                    return <th key={one} scope="row"><button type="button" className="link" aria-haspopup="dialog" onClick={() => setOpened(row)}>{cell || "(empty)"}</button></th>;
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {leaves > 1 && (
        <nav className="leaves" aria-label="Pages">
          <button type="button" disabled={at === 0} onClick={() => setLeaf(at - 1)}><Icon name="left" /> Back</button>
          <span>Page {at + 1} of {leaves}</span>
          <button type="button" disabled={at === leaves - 1} onClick={() => setLeaf(at + 1)}>On <Icon name="right" /></button>
        </nav>
      )}
      {opened && (
        <RowDialog
          table={table}
          row={opened === "new" ? null : opened}
          mayChange={mayChange}
          onClose={() => setOpened(null)}
          onAdded={(row) => set([...rows, row])}
          onChanged={(row) => set(rows.map((one) => (one.id === row.id ? row : one)))}
          onDropped={(id) => set(rows.filter((one) => one.id !== id))}
        />
      )}
    </div>
  );
}

/** The rows of a table as they come in. */
function useRows(table: string) {
  const [rows, set] = useState<readonly Row[]>([]);
  const [whole, setWhole] = useState(false);
  const [refused, setRefused] = useState("");
  useEffect(() => {
    let wanted = true;
    fetchRows(table, (some) => wanted && set(some)).then(
      () => wanted && setWhole(true),
      (error: unknown) => {
        if (!wanted) return;
        setRefused(inWords(error));
        setWhole(true);
      },
    );
    return () => {
      wanted = false;
    };
  }, [table]);
  return { rows, whole, refused, set };
}
