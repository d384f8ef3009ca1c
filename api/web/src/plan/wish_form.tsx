/** What is asked of the optimiser: which days, how long it may take, and where it begins. */

import { type FormEvent, useState } from "react";
import type { PlaceProps } from "../app/places";
import { type Job, plan } from "../data/service/plans";
import type { Book } from "../data/service/tables";
import { weekInWords } from "../rota/clock";
import { count } from "../rota/words";
import { inWords } from "../ui/use_answer";
import { mondayAfter, sensible, TIMES } from "./progress";

interface Props extends PlaceProps {
  book: Book;
  /** A plan that failed, to ask again from. */
  before: Job | null;
  onAsked: (job: Job) => void;
}

export function WishForm({ book, before, rotas, me, go, onAsked }: Props) {
  const rows = (name: string) => book.tables.find((one) => one.name === name)?.rows ?? 0;
  const missing = book.tables.filter((one) => one.required && one.rows === 0);
  const [firstDay, setFirstDay] = useState(before?.asked.first_day ?? book.first_day ?? mondayAfter(new Date()));
  const [days, setDays] = useState(before?.asked.days ?? 7);
  const [seconds, setSeconds] = useState(before?.asked.seconds ?? sensible(rows("clients")));
  const [name, setName] = useState(before?.asked.name ?? "");
  const [from, setFrom] = useState("");
  const [near, setNear] = useState(false);
  const [refused, setRefused] = useState("");
  const [busy, setBusy] = useState(false);
  const theirs = rotas.filter((one) => one.first_day === firstDay && one.days === days);
  const begin = theirs.find((one) => one.id === from) ?? null;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefused("");
    try {
      onAsked(await plan({ seconds, days, first_day: firstDay, name: name.trim(), rota_id: begin?.id ?? null, stay_near: begin !== null && near }));
    } catch (error) {
      setRefused(inWords(error));
      setBusy(false);
    }
  };
  if (missing.length > 0)
    return (
      <section className="panel first-steps">
        <h2>There is nothing to plan from yet</h2>
        <p>Missing in the book: {missing.map((one) => one.name).join(", ")}.</p>
        {me.may.includes("see tables") && <button type="button" className="primary" onClick={() => go("data")}>Bring the tables in</button>}
      </section>
    );
  return (
    <form className="panel wish" onSubmit={(event) => void send(event)}>
      <div className="wish-fields">
        <label className="field"><span>First day</span><input type="date" required value={firstDay} onChange={(event) => setFirstDay(event.target.value)} /></label>
        <label className="field"><span>Days</span><select value={days} onChange={(event) => setDays(Number(event.target.value))}>{[7, 6, 5, 4, 3, 2, 1].map((one) => <option key={one} value={one}>{one}</option>)}</select></label>
        <label className="field"><span>Time allowed</span><select value={seconds} onChange={(event) => setSeconds(Number(event.target.value))}>{TIMES.map(([value, words]) => <option key={value} value={value}>{words}</option>)}</select></label>
        <label className="field name"><span>Name, if you like</span><input value={name} maxLength={200} placeholder="such as: with Ann on leave" onChange={(event) => setName(event.target.value)} /></label>
      </div>
      {theirs.length > 0 && (
        <fieldset className="begin">
          <legend>Begin from</legend>
          <label className="check"><input type="radio" name="from" checked={begin === null} onChange={() => setFrom("")} /> <span>a clean sheet</span></label>
          {theirs.slice(0, 4).map((one) => (
            <label key={one.id} className="check"><input type="radio" name="from" checked={begin?.id === one.id} onChange={() => setFrom(one.id)} /> <span>the {one.stage} rota of {weekInWords(one.first_day, one.days)}, with its locks</span></label>
          ))}
          {begin && <label className="check"><input type="checkbox" checked={near} onChange={(event) => setNear(event.target.checked)} /> <span>Change no more of it than is worth it</span></label>}
        </fieldset>
      )}
      <footer>
        <p className="hint">{firstDay && weekInWords(firstDay, days)}: {count(rows("clients"), "client", "clients")}, {count(rows("carers"), "carer", "carers")}. A longer search finds a better week; you can stop it at any moment and keep the best so far.</p>
        <button type="submit" className="primary large" disabled={busy || !firstDay}>{busy ? "Asking…" : "Plan"}</button>
      </footer>
      {refused && <p className="notice bad" role="alert">{refused}</p>}
    </form>
  );
}
