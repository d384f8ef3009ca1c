/** A plan under way: how far, how good so far, and the way to stop it. */

import { lazy, Suspense, useEffect, useState } from "react";
import { endJob, type Job, type Look } from "../data/service/plans";
import { weekInWords } from "../rota/clock";
import { count } from "../rota/words";
import { useSay } from "../ui/announce";
import { Icon } from "../ui/icons";
import { inWords } from "../ui/use_answer";
import { clock, type Watched } from "./progress";
import { useWatch } from "./use_watch";

const Chart = lazy(() => import("./chart").then((m) => ({ default: m.Chart })));
const OVER = ["done", "cancelled", "failed"];

export function WatchView({ job, onEnd }: { job: Job; onEnd: () => void }) {
  const { watched, connected } = useWatch(job.id);
  const [stopping, setStopping] = useState(job.cancel_at !== null);
  const [refused, setRefused] = useState("");
  const last = watched.looks[watched.looks.length - 1];
  const limit = job.asked.seconds ?? null;
  const over = OVER.includes(watched.stage);
  useEffect(() => {
    if (over) onEnd();
    // Once, when it is over; the function is made anew each time.
  }, [over]);
  useSpoken(watched, last);
  const stop = async () => {
    setStopping(true);
    setRefused("");
    try {
      await endJob(job.id);
    } catch (error) {
      setRefused(inWords(error));
      setStopping(false);
    }
  };
  const ending = stopping || watched.stopping;
  const spent = Math.min(last?.elapsed_s ?? 0, limit ?? Infinity);
  return (
    <section className="panel watching" aria-labelledby="watching-title">
      <header>
        <div>
          <h2 id="watching-title">{job.asked.first_day ? weekInWords(job.asked.first_day, job.asked.days ?? 7) : "The next week"}{job.asked.name && `, ${job.asked.name}`}</h2>
          <p className="state">{state(watched, ending)}{!connected && !over && " The connection is lost; the plan goes on, and is followed again in a moment."}</p>
        </div>
        <p className="time"><b>{clock(spent)}</b>{limit !== null && <> of {clock(limit)}</>}</p>
        <button type="button" onClick={() => void stop()} disabled={ending || watched.stage === "keeping" || over}><Icon name="stop" /> {ending ? "Stopping…" : "Stop and keep the best"}</button>
      </header>
      <progress aria-label="Time spent" max={limit ?? 1} value={watched.stage === "keeping" ? (limit ?? 1) : spent} />
      {refused && <p className="notice bad" role="alert">{refused}</p>}
      <Figures looks={watched.looks} />
      {last ? <Suspense fallback={<p className="empty">Drawing…</p>}><Chart looks={watched.looks} limit={limit ?? 0} /></Suspense> : <p className="empty">The first rota is being put together…</p>}
    </section>
  );
}

function state(watched: Watched, ending: boolean): string {
  if (watched.stage === "waiting") return watched.resumed ? "Put back: another worker goes on from what was saved." : "Waiting for a worker.";
  if (watched.stage === "keeping") return "The search has ended. What it found is checked by the referee, measured and kept.";
  if (ending) return "Stopping, with the best so far.";
  return watched.looks.length === 0 ? "Reading the week and its journeys." : "Searching. The best rota so far:";
}

interface Tile {
  label: string;
  value: string;
  note: string;
}

function tiles(first: Look, last: Look): Tile[] {
  const { bound } = last;
  const found: Tile[] = [
    { label: "Visits left out", value: last.left_out.toLocaleString("en-GB"), note: bound ? (bound.left_out === 0 ? "none need be, as far as is known" : `no rota leaves out fewer than ${bound.left_out}`) : from(first.left_out, last.left_out, (n) => String(n)) },
    { label: "Carers each client sees", value: last.faces.toFixed(2), note: bound ? `no full rota has fewer than ${bound.faces.toFixed(2)}` : from(first.faces, last.faces, (n) => n.toFixed(2)) },
  ];
  if (last.known_share !== undefined) found.push({ label: "Visits by a known carer", value: percent(last.known_share), note: from(first.known_share, last.known_share, percent) });
  if (last.travel_h !== undefined) found.push({ label: "Travel between visits", value: `${last.travel_h.toFixed(0)} h`, note: from(first.travel_h, last.travel_h, (n) => `${n.toFixed(0)} h`) });
  return found;
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

function from(first: number | undefined, last: number, words: (number: number) => string): string {
  return first === undefined || words(first) === words(last) ? "since the first rota" : `${words(first)} at first`;
}

function Figures({ looks }: { looks: readonly Look[] }) {
  const [first, last] = [looks[0], looks[looks.length - 1]];
  if (!first || !last) return null;
  return (
    <dl className="tiles">
      {tiles(first, last).map((one) => <div key={one.label}><dt>{one.label}</dt><dd><b>{one.value}</b> <span>{one.note}</span></dd></div>)}
    </dl>
  );
}

/** Said aloud now and then, not at every look. */
function useSpoken(watched: Watched, last: Look | undefined): void {
  const say = useSay();
  const has = last !== undefined;
  useEffect(() => {
    if (has && last) say(`A first rota is there. ${count(last.left_out, "visit is", "visits are")} left out so far.`);
  }, [has]);
  useEffect(() => {
    if (watched.stage === "keeping") say("The search has ended. The rota is being checked.");
  }, [watched.stage]);
}
