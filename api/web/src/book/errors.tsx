/** Every error as a line of a table, file by file, with the cell to be put right in it. */

import { Fragment, useId, useMemo, useState } from "react";
import type { Mend } from "../data/source";
import type { Report } from "../data/service/tables";
import { count } from "../rota/words";
import { advised, alike, type Corrections, correct, drop, isDropped, isMendable, rowOf, standing, valueOf } from "./corrections";

const AT_ONCE = 100;

interface Props {
  report: Report;
  corrections: Corrections;
  onCorrect: (corrections: Corrections) => void;
}

export function Errors({ report, corrections, onCorrect }: Props) {
  const [shown, setShown] = useState(AT_ONCE);
  const [opened, setOpened] = useState<string | null>(null);
  const files = useMemo(() => byFile(report.errors.slice(0, shown)), [report, shown]);
  return (
    <>
      {files.map(([file, errors]) => (
        <section className="panel" key={file}>
          <table className="error-table">
            <caption>{file || "All files"} <span>{count(report.errors.filter((one) => one.file === file).length, "thing", "things")} to mend</span></caption>
            <thead><tr><th scope="col">Row</th><th scope="col">Column</th><th scope="col">What stands there</th><th scope="col">What is wrong</th></tr></thead>
            <tbody>
              {errors.map((one) => {
                const key = `${one.row} ${one.column} ${one.message}`;
                return (
                  <Fragment key={key}>
                    <Line
                      one={one} report={report} corrections={corrections} opened={opened === `${file}${key}`}
                      onOpen={() => setOpened(opened === `${file}${key}` ? null : `${file}${key}`)} onCorrect={onCorrect}
                    />
                    {opened === `${file}${key}` && <WholeRow one={one} report={report} corrections={corrections} onCorrect={onCorrect} />}
                  </Fragment>
                );
              })}
            </tbody>
          </table>
        </section>
      ))}
      {report.errors.length > shown && (
        <p className="more"><button type="button" onClick={() => setShown(shown + AT_ONCE)}>Show {Math.min(AT_ONCE, report.errors.length - shown)} more of {report.errors.length - shown}</button></p>
      )}
    </>
  );
}

function byFile(errors: readonly Mend[]): [string, Mend[]][] {
  const found = new Map<string, Mend[]>();
  for (const one of errors) found.set(one.file, [...(found.get(one.file) ?? []), one]);
  return [...found];
}

interface LineProps extends Props {
  one: Mend;
  opened: boolean;
  onOpen: () => void;
}

function Line({ one, report, corrections, opened, onOpen, onCorrect }: LineProps) {
  const dropped = isDropped(corrections, one.file, one.row);
  const row = rowOf(report, one.file, one.row);
  const hasRow = row !== undefined && !row.header && one.row > 0;
  return (
    <tr className={dropped ? "left-out" : ""}>
      <td>{one.row > 0 ? one.row : ""}</td>
      <td>{one.column}</td>
      <td>
        {isMendable(report, one) && !dropped ? <Field one={one} report={report} corrections={corrections} onCorrect={onCorrect} /> : <span className="stands">{one.value}</span>}
      </td>
      <td>
        <p className="what">{one.message}</p>
        {one.advice && <p className="hint">{one.advice}</p>}
        {hasRow && (
          <p className="row-acts">
            <button type="button" className="link" aria-expanded={opened} onClick={onOpen}>{opened ? "Hide" : "See"} row {one.row}</button>
            <label className="check"><input type="checkbox" checked={dropped} onChange={(event) => onCorrect(drop(corrections, one.file, one.row, event.target.checked))} /> <span>Leave row {one.row} out</span></label>
          </p>
        )}
      </td>
    </tr>
  );
}

interface CellProps extends Props {
  one: Mend;
}

/** The faulty cell itself. */
function Field({ one, report, corrections, onCorrect }: CellProps) {
  const stands = standing(report, one);
  const value = valueOf(corrections, one);
  const others = value === undefined ? [] : alike(report, one).filter((other) => valueOf(corrections, other) !== value);
  const meant = value === undefined ? advised(one) : null;
  return (
    <div className="mend">
      <input
        aria-label={one.row === 0 ? `Name of the sheet ${one.file}` : `${one.column} in row ${one.row} of ${one.file}`}
        value={value ?? stands}
        placeholder="empty"
        className={value === undefined ? "" : "put-right"}
        onChange={(event) => onCorrect(correct(corrections, one, event.target.value, stands))}
      />
      {meant && <button type="button" className="plain" onClick={() => onCorrect(correct(corrections, one, meant, stands))}>Use {meant}</button>}
      {others.length > 0 && (
        <button type="button" className="link" onClick={() => onCorrect(others.reduce((now, other) => correct(now, other, value ?? "", stands), corrections))}>
          Same for {others.length} more like it
        </button>
      )}
    </div>
  );
}

/** The whole row, since what is wrong may be another cell of it. */
function WholeRow({ one, report, corrections, onCorrect }: CellProps) {
  const id = useId();
  const row = rowOf(report, one.file, one.row);
  if (!row) return null;
  return (
    <tr className="whole-row">
      <td colSpan={4}>
        <div className="cells">
          {row.cells.map(({ column, value }) => {
            const cell = { file: one.file, row: one.row, column };
            return (
              <label key={column} className="field" htmlFor={`${id}${column}`}>
                <span>{column}</span>
                <input id={`${id}${column}`} value={valueOf(corrections, cell) ?? value} className={valueOf(corrections, cell) === undefined ? "" : "put-right"} onChange={(event) => onCorrect(correct(corrections, cell, event.target.value, value))} />
              </label>
            );
          })}
        </div>
      </td>
    </tr>
  );
}
