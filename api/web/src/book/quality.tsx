/** The data-quality report: everything that is wrong at once, put right where it stands. */

import type { Report } from "../data/service/tables";
import { count } from "../rota/words";
import { Icon } from "../ui/icons";
import { changes, type Corrections, placeOf, without } from "./corrections";
import { Errors } from "./errors";
import { titled } from "./leafing";

interface Props {
  report: Report;
  corrections: Corrections;
  /** Whether the report was made with the corrections as they are. */
  checked: boolean;
  busy: string | null;
  onCorrect: (corrections: Corrections) => void;
  onCheck: () => void;
  onTakeIn: () => void;
  onCancel: () => void;
}

export function Quality(props: Props) {
  const { report, corrections, checked, busy, onCheck, onTakeIn, onCancel } = props;
  const ready = report.ok && checked;
  return (
    <section className="quality" aria-labelledby="quality-title">
      <header className={`quality-head ${ready ? "good" : "bad"}`}>
        <Icon name={ready ? "yes" : "critical"} size={20} />
        <div>
          <h2 id="quality-title">{ready ? "Ready to be taken in" : `${count(report.errors.length, "thing has", "things have")} to be mended`}</h2>
          <p>{summary(report, ready, corrections.size)}</p>
        </div>
        <div className="actions">
          {busy && <span role="status" className="busy">{busy}</span>}
          <button type="button" className="plain" onClick={onCancel} disabled={busy !== null}>Cancel</button>
          {!ready && <button type="button" className="primary" onClick={onCheck} disabled={busy !== null || checked}>Check again</button>}
          {ready && <button type="button" className="primary" onClick={onTakeIn} disabled={busy !== null}>Take in</button>}
        </div>
      </header>
      {report.errors.length > 0 && <Errors report={report} corrections={corrections} onCorrect={props.onCorrect} />}
      <Corrected {...props} />
      <Notes notes={report.notes} />
      <WouldChange report={report} />
    </section>
  );
}

function summary(report: Report, ready: boolean, corrected: number): string {
  const files = `${count(report.files.length, "sheet", "sheets")} read`;
  const put = corrected > 0 ? `, ${count(corrected, "correction", "corrections")} made here` : "";
  if (ready) return `${files}${put}. Nothing has changed yet.`;
  return `${files}${put}. Put right what you can here, or mend the files and bring them again. Nothing is taken in by halves.`;
}

/** What was put right so far, to be looked over and taken back. */
function Corrected({ report, corrections, onCorrect }: Props) {
  const open = new Set(report.errors.map(placeOf));
  const done = [...corrections].filter(([place]) => !open.has(place));
  if (done.length === 0) return null;
  return (
    <details className="panel">
      <summary>Put right here: {count(done.length, "correction", "corrections")}</summary>
      <ul className="corrected">
        {done.map(([place, one]) => (
          <li key={place}>
            <span>{one.file}, {one.row === 0 ? "name of the sheet" : `row ${one.row}`}{one.column && `, ${one.column}`}: {one.drop ? "left out" : <b>{one.value || "emptied"}</b>}</span>
            <button type="button" className="link" aria-label={`Take back: ${one.file}, row ${one.row}`} onClick={() => onCorrect(without(corrections, place))}>Take back</button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Notes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <section className="panel">
      <h3><Icon name="note" /> {count(notes.length, "note", "notes")}, nothing to mend</h3>
      <ul className="notes">{notes.map((note) => <li key={note}>{note}</li>)}</ul>
    </section>
  );
}

function WouldChange({ report }: { report: Report }) {
  const lines = changes(report);
  if (lines.length === 0) return null;
  return (
    <section className="panel">
      <table className="plain-table numbers">
        <caption>What would change in the book</caption>
        <thead><tr><th scope="col">Table</th><th scope="col">Rows</th><th scope="col">New</th><th scope="col">Changed</th><th scope="col">Gone</th></tr></thead>
        <tbody>
          {lines.map((one) => (
            <tr key={one.table}>
              <th scope="row">{titled(one.table)}</th>
              {[one.rows, one.added, one.changed, one.removed].map((number, at) => <td key={at} className={number === 0 ? "none" : ""}>{number.toLocaleString("en-GB")}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint">A table given takes the place of the one in the book. Tables not given stay as they are.</p>
    </section>
  );
}
