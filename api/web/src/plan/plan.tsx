/** The place "Plan": a week asked for, watched as it gets better, and opened on the board. */

import { useEffect, useState } from "react";
import type { PlaceProps } from "../app/places";
import { type Job, job as fetchJob, plans } from "../data/service/plans";
import { book } from "../data/service/tables";
import { useSay } from "../ui/announce";
import { useAnswer } from "../ui/use_answer";
import "../styles/pages.css";
import "../styles/plan.css";
import { Recent } from "./recent";
import { WatchView } from "./watch_view";
import { WishForm } from "./wish_form";

const RUNS = ["queued", "running"];

export function Plan(props: PlaceProps) {
  const { go, onRotasChanged } = props;
  const say = useSay();
  const contents = useAnswer(book, [], "keep");
  const known = useAnswer(plans, [], "keep");
  const [mine, setMine] = useState<Job | null>(null);
  const [failed, setFailed] = useState<Job | null>(null);
  // One that runs is found again when the page is loaded anew.
  const running = mine ?? known.value?.find((one) => RUNS.includes(one.state)) ?? null;
  const ended = async (id: string) => {
    const job = await fetchJob(id);
    setMine(null);
    known.again();
    if (job.result?.rota_id) {
      say(job.state === "cancelled" ? "Stopped. The best rota so far is open." : "The rota is ready.");
      onRotasChanged();
      go("rota", job.result.rota_id);
    } else {
      setFailed(job);
      say(job.reason ?? "The plan failed.", "refused");
    }
  };
  useEffect(() => {
    if (mine) setFailed(null);
  }, [mine]);
  const refused = contents.refused ?? known.refused;
  return (
    <div className="leaf plan">
      <header className="leaf-head">
        <h1>Plan a week</h1>
        <p>The optimiser proposes a rota: legal first, then as many visits as can be, familiar faces, agreed times, fair days, little driving. Nothing reaches anybody until a named person publishes it.</p>
      </header>
      {refused && <p className="notice bad" role="alert">{refused} <button type="button" onClick={() => { contents.again(); known.again(); }}>Try again</button></p>}
      {!refused && (!contents.value || !known.value) && <p className="empty" role="status">Looking for plans…</p>}
      {failed && <Failure job={failed} onClose={() => setFailed(null)} />}
      {running && <WatchView key={running.id} job={running} onEnd={() => void ended(running.id)} />}
      {!running && contents.value && known.value && <WishForm {...props} book={contents.value} before={failed} onAsked={setMine} />}
      {known.value && <Recent jobs={known.value.filter((one) => one.id !== running?.id)} rotas={props.rotas} onOpen={(id) => go("rota", id)} />}
    </div>
  );
}

function Failure({ job, onClose }: { job: Job; onClose: () => void }) {
  const errors = job.result?.errors ?? [];
  return (
    <section className="notice bad" role="alert">
      <div>
        <p><b>No rota was made.</b> {job.reason}</p>
        {errors.length > 1 && <ul>{errors.slice(0, 12).map((one, at) => <li key={at}>{[one.file, one.row > 0 && `row ${one.row}`, one.column].filter(Boolean).join(", ")} {one.message} {one.advice}</li>)}</ul>}
        <p>Your tables are as they were. Change what is asked, or mend the tables, and plan again.</p>
      </div>
      <button type="button" className="plain" onClick={onClose}>Close</button>
    </section>
  );
}
