/** Looking for other plans: asked for, watched, ended early, and what came of it. */

import { useEffect, useRef, useState } from "react";
import { cancelJob, findPlans, type FrontierJob, jobAt } from "../data/service/compare";
import type { MeasuredRota } from "../data/service/measures";
import { useSay } from "../ui/announce";
import { inWords } from "../ui/use_answer";
import { latestFound, underWay } from "./choices";

interface Props {
  now: MeasuredRota;
  jobs: readonly FrontierJob[];
  onFound: () => void;
}

const LENGTHS: readonly [number, string][] = [[15, "15 seconds"], [60, "1 minute"], [300, "5 minutes"], [900, "15 minutes"]];
const LOOK_MS = 1000;

export function Search({ now, jobs, onFound }: Props) {
  const [seconds, setSeconds] = useState(60);
  const [said, setSaid] = useState("");
  const { job, watch } = useWatched(underWay(jobs, now), (ended) => {
    setSaid(endInWords(ended));
    onFound();
  });
  const start = () => {
    setSaid("");
    findPlans({ rota_id: now.id, first_day: now.first_day, days: now.days, seconds }).then(watch, (error: unknown) => setSaid(inWords(error)));
  };
  const found = latestFound(jobs, now);
  return (
    <section className="search-plans" aria-label="Look for other plans">
      {job ? (
        <>
          <p role="status"><b>{job.state === "queued" ? "Waiting to begin" : "Looking for other plans"}</b>, starting from the rota in hand. You can go on with other things.</p>
          <progress aria-label="Looking for other plans" />
          <button type="button" onClick={() => void cancelJob(job.id).catch((error: unknown) => setSaid(inWords(error)))}>End now</button>
        </>
      ) : (
        <>
          <label className="field inline">
            <span>Look for</span>
            <select value={seconds} onChange={(event) => setSeconds(Number(event.target.value))}>
              {LENGTHS.map(([value, label]) => <option key={value} value={value}>{label}</option>)}
            </select>
          </label>
          <button type="button" className={found ? undefined : "primary"} onClick={start}>{found ? "Look for plans again" : "Look for other plans"}</button>
          <p className="hint" role="status">{said || (found?.result?.shortfall ?? "")}</p>
        </>
      )}
    </section>
  );
}

function endInWords(job: FrontierJob): string {
  const plans = job.result?.plans?.length ?? 0;
  if (plans > 0) return `${plans} plans were found. ${job.result?.shortfall ?? ""}`;
  return job.state === "cancelled" ? "Ended before anything was found." : `No plan was found. ${job.reason ?? ""}`;
}

/** A job looked at until it ends; the page may be left meanwhile. */
function useWatched(first: FrontierJob | undefined, onEnd: (job: FrontierJob) => void) {
  const say = useSay();
  const [job, setJob] = useState<FrontierJob | null>(first ?? null);
  const ended = useRef(onEnd);
  ended.current = onEnd;
  const id = job?.id;
  useEffect(() => {
    if (id === undefined) return undefined;
    let wanted = true;
    const look = () => {
      jobAt(id).then(
        (found) => {
          if (!wanted) return;
          if (found.ended_at === null) return setJob(found);
          setJob(null);
          say(endInWords(found), found.result?.plans ? "plain" : "refused");
          ended.current(found);
        },
        () => undefined, // The service could not be reached just now; the next look may find it.
      );
    };
    const timer = setInterval(look, LOOK_MS);
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, [id, say]);
  return { job, watch: setJob };
}
