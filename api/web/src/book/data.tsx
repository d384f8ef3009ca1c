/** The place "Data": what is in the book, and the way in for a workbook or CSV files. */

import { useCallback, useState } from "react";
import type { PlaceProps } from "../app/places";
import { Refusal } from "../data/source";
import { book, check, type Report, type Taken, takeIn } from "../data/service/tables";
import { count } from "../rota/words";
import { useSay } from "../ui/announce";
import { inWords, useAnswer } from "../ui/use_answer";
import "../styles/pages.css";
import "../styles/book.css";
import { Contents } from "./contents";
import type { Corrections } from "./corrections";
import { DropZone } from "./drop_zone";
import { Quality } from "./quality";
import { TableView } from "./table_view";

/** Files chosen, what was put right in them, and what the service says of both. */
interface Given {
  files: readonly File[];
  corrections: Corrections;
  /** Corrections the report knows of. */
  seen: Corrections;
  report: Report | null;
}

const NOTHING: Corrections = new Map();

export function Data({ me }: PlaceProps) {
  const mayChange = me.may.includes("change tables");
  const contents = useAnswer(book, [], "keep");
  const [opened, setOpened] = useState<string | null>(null);
  const taking = useTaking(contents.again);
  const table = contents.value?.tables.find((one) => one.name === opened);
  if (table)
    return (
      <TableView
        table={table}
        mayChange={mayChange}
        mayExport={me.may.includes("export")}
        onBack={() => {
          setOpened(null);
          contents.again();
        }}
      />
    );
  return (
    <div className="leaf">
      <header className="leaf-head">
        <h1>Data</h1>
        <p>Everything a rota is planned from: the people, the visits they need, who works when, and who came before.</p>
      </header>
      {taking.taken && <Done taken={taking.taken} onClose={taking.clear} />}
      {mayChange && !taking.given && <DropZone busy={taking.busy} onFiles={taking.choose} />}
      {taking.refused && <p className="notice bad" role="alert">{taking.refused}</p>}
      {taking.given?.report && (
        <Quality
          report={taking.given.report}
          corrections={taking.given.corrections}
          checked={taking.given.seen === taking.given.corrections}
          busy={taking.busy}
          onCorrect={taking.correct}
          onCheck={taking.again}
          onTakeIn={taking.takeIn}
          onCancel={taking.clear}
        />
      )}
      {contents.refused && <p className="notice bad" role="alert">{contents.refused} <button type="button" onClick={contents.again}>Try again</button></p>}
      {!contents.value && !contents.refused && <p className="empty" role="status">Looking into the book…</p>}
      {contents.value && !taking.given && <Contents book={contents.value} mayChange={mayChange} mayExport={me.may.includes("export")} onOpen={setOpened} onFilled={taking.filled} />}
    </div>
  );
}

function Done({ taken, onClose }: { taken: Taken; onClose: () => void }) {
  const rows = Object.values(taken.rows).reduce((sum, one) => sum + one, 0);
  return (
    <section className="notice good" role="status">
      <p><b>Taken in.</b> {count(rows, "row", "rows")} in {count(Object.keys(taken.rows).length, "table", "tables")} stand in the book.</p>
      <button type="button" className="plain" onClick={onClose}>Close</button>
    </section>
  );
}

/** From files to a book, with nothing lost on the way when the service refuses. */
function useTaking(onTaken: () => void) {
  const say = useSay();
  const [given, setGiven] = useState<Given | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [refused, setRefused] = useState("");
  const [taken, setTaken] = useState<Taken | null>(null);

  const look = useCallback(
    async (files: readonly File[], corrections: Corrections, before: Report | null) => {
      setRefused("");
      setTaken(null);
      setBusy(`Looking at ${count(files.length, "file", "files")}…`);
      try {
        const report = await check(files, [...corrections.values()]);
        setGiven({ files, corrections, seen: corrections, report });
        say(report.ok ? "Nothing has to be mended." : `${count(report.errors.length, "thing has", "things have")} to be mended.`);
      } catch (error) {
        setRefused(whyNot(error));
        if (before) setGiven({ files, corrections, seen: NOTHING, report: before });
      } finally {
        setBusy(null);
      }
    },
    [say],
  );
  const filled = useCallback(
    (made: Taken) => {
      setGiven(null);
      setTaken(made);
      onTaken();
      say("The tables stand in the book.");
    },
    [onTaken, say],
  );
  const takeThemIn = async () => {
    if (!given) return;
    setRefused("");
    setBusy("Taking in…");
    try {
      filled(await takeIn(given.files, [...given.corrections.values()]));
    } catch (error) {
      setRefused(`Nothing was taken in. ${inWords(error)}`);
    } finally {
      setBusy(null);
    }
  };
  return {
    given, busy, refused, taken, filled,
    choose: (files: readonly File[]) => void look(files, NOTHING, null),
    correct: (corrections: Corrections) => setGiven((now) => now && { ...now, corrections }),
    again: () => given && void look(given.files, given.corrections, given.report),
    takeIn: () => void takeThemIn(),
    clear: () => {
      setGiven(null);
      setTaken(null);
      setRefused("");
    },
  };
}

/** A file that cannot be read as what it claims: each with what may help. */
function whyNot(error: unknown): string {
  if (!(error instanceof Refusal) || error.errors.length === 0) return inWords(error);
  return error.errors.map((one) => [one.file && `${one.file}:`, one.message, one.advice].filter(Boolean).join(" ")).join(" ");
}
