/** One row of a table as a form: changed if nobody saved first, added, or dropped. */

import { useState } from "react";
import { type Mend, Refusal } from "../data/source";
import { addRow, changeRow, dropRow, type Row, type Table } from "../data/service/tables";
import { useSay } from "../ui/announce";
import { Dialog } from "../ui/dialog";
import { inWords } from "../ui/use_answer";
import { changed, titled } from "./leafing";

interface Props {
  table: Table;
  row: Row | null;
  mayChange: boolean;
  onClose: () => void;
  onAdded: (row: Row) => void;
  onChanged: (row: Row) => void;
  onDropped: (id: string) => void;
}

export function RowDialog({ table, row, mayChange, onClose, onAdded, onChanged, onDropped }: Props) {
  const say = useSay();
  const [cells, setCells] = useState<Record<string, string>>(row?.cells ?? {});
  const [refused, setRefused] = useState<Refusal | null>(null);
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const sending = changed(row?.cells ?? {}, cells);
  const nothing = Object.keys(sending).length === 0;
  const first = table.columns[0]?.name ?? "";
  const send = async (what: () => Promise<void>, told: string) => {
    setBusy(true);
    setRefused(null);
    try {
      await what();
      say(told);
      onClose();
    } catch (error) {
      setRefused(error instanceof Refusal ? error : new Refusal("failed", 0, inWords(error)));
      setBusy(false);
    }
  };
  const save = () =>
    void send(async () => {
      if (row) onChanged(await changeRow(table.name, row, sending));
      else onAdded(await addRow(table.name, sending));
    }, row ? "The row is saved." : "The row is added.");
  const take = () =>
    void send(async () => {
      if (!row) return;
      await dropRow(table.name, row);
      onDropped(row.id);
    }, "The row is out of the book.");
  return (
    <Dialog
      title={row ? (row.cells[first] ?? "A row") : `A new row of ${table.name}`}
      kicker={titled(table.name)}
      onClose={onClose}
      footer={
        mayChange && (
          <>
            {row && !sure && <button type="button" className="plain" onClick={() => setSure(true)} disabled={busy}>Take out…</button>}
            {row && sure && <button type="button" className="danger" onClick={take} disabled={busy}>Take the row out of the book</button>}
            <span className="stretch" />
            <button type="button" className="primary" onClick={save} disabled={busy || nothing}>{row ? "Save" : "Add"}</button>
          </>
        )
      }
    >
      {refused && <Refused refused={refused} columns={table.columns.map((one) => one.name)} />}
      <div className="cells">
        {table.columns.map((one) => {
          const wrong = refused?.errors.find((error) => error.column === one.name);
          const id = `cell-${one.name}`;
          return (
            <div key={one.name} className="field">
              <label htmlFor={id}>{one.name}{one.required && <span aria-hidden="true"> *</span>}</label>
              <input
                id={id} value={cells[one.name] ?? ""} readOnly={!mayChange} required={one.required} autoComplete="off" aria-invalid={wrong !== undefined} aria-describedby={`${id}-says`}
                onChange={(event) => setCells({ ...cells, [one.name]: event.target.value })}
              />
              <p className={wrong ? "refusal" : "hint"} id={`${id}-says`}>{wrong ? said(wrong) : `${one.says}${one.like ? ` Such as ${one.like}.` : ""}`}</p>
            </div>
          );
        })}
      </div>
    </Dialog>
  );
}

function said(one: Mend): string {
  return [one.message, one.advice].filter(Boolean).join(" ");
}

/** Why it was not saved; what belongs to a field is said there. */
function Refused({ refused, columns }: { refused: Refusal; columns: readonly string[] }) {
  if (refused.code === "conflict") return <p className="notice bad" role="alert">Somebody else changed this row meanwhile. Nothing was saved. Close it, open the table again, and look at what stands there now.</p>;
  const others = refused.errors.filter((one) => !columns.includes(one.column));
  const words = refused.errors.length === 0 ? refused.message : others.map(said).join(" ");
  return <p className="notice bad" role="alert">{words || "Nothing was saved: look at what is marked below."}</p>;
}
