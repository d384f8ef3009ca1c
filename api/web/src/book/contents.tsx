/** What is in the book, table by table; where it is empty, how to begin. */

import { useState } from "react";
import { type Book, EVERYTHING, loadSample, type Taken } from "../data/service/tables";
import { Icon } from "../ui/icons";
import { inWords } from "../ui/use_answer";
import { titled } from "./leafing";

interface Props {
  book: Book;
  mayChange: boolean;
  mayExport: boolean;
  onOpen: (table: string) => void;
  onFilled: (taken: Taken) => void;
}

export function Contents({ book, mayChange, mayExport, onOpen, onFilled }: Props) {
  const empty = book.tables.every((one) => one.rows === 0);
  const missing = book.tables.filter((one) => one.required && one.rows === 0);
  return (
    <section aria-labelledby="book-title">
      <header className="section-head">
        <h2 id="book-title">In the book</h2>
        {mayExport && !empty && <a className="button" href={EVERYTHING} download>Download all tables</a>}
      </header>
      {empty && mayChange && <Sample onFilled={onFilled} />}
      {!empty && missing.length > 0 && (
        <p className="notice warn">Still needed before a week can be planned: {missing.map((one) => one.name).join(", ")}.</p>
      )}
      <div className="panel flush">
        <table className="list-table">
          <caption className="visually-hidden">Tables in the book</caption>
          <thead><tr><th scope="col">Table</th><th scope="col">Holds</th><th scope="col">Rows</th></tr></thead>
          <tbody>
            {book.tables.map((one) => (
              <tr key={one.name} className={one.rows === 0 ? "without" : ""}>
                <th scope="row"><button type="button" className="link" onClick={() => onOpen(one.name)}>{titled(one.name)}</button></th>
                <td>{one.says}{one.required && one.rows === 0 && <b> Needed.</b>}</td>
                <td>{one.rows.toLocaleString("en-GB")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Sample({ onFilled }: { onFilled: (taken: Taken) => void }) {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState("");
  const load = async () => {
    setBusy(true);
    setRefused("");
    try {
      onFilled(await loadSample());
    } catch (error) {
      setRefused(inWords(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="panel sample">
      <Icon name="fresh" size={20} />
      <div>
        <h3>The book is empty</h3>
        <p>Bring your own tables in above, or look round first with a made-up week in Melton, Harborough and Rutland. Nobody in it exists.</p>
        {refused && <p className="refusal" role="alert">{refused}</p>}
      </div>
      <button type="button" disabled={busy} onClick={() => void load()}>{busy ? "Loading…" : "Load the sample week"}</button>
    </div>
  );
}
