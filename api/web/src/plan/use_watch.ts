/** Follows a job by its events, through lost connections; the browser goes on where it was. */

import { useEffect, useReducer, useState } from "react";
import { watch } from "../data/service/job_events";
import { type Happening, job } from "../data/service/plans";
import { after, BEGUN, type Watched } from "./progress";

const LOOK_AGAIN_MS = 3000;

interface Following {
  watched: Watched;
  connected: boolean;
}

export function useWatch(id: string): Following {
  const [watched, happened] = useReducer(heard, BEGUN);
  const [connected, setConnected] = useState(true);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    happened("again");
    const stop = watch<Happening["body"]>(id, {
      onEvent: happened,
      onConnection: setConnected,
      onEnd: (readToItsEnd) => {
        // Refused or broken for good: see whether the job is still there, and follow it again.
        if (!readToItsEnd) timer = setTimeout(() => void job(id).finally(() => setTries((now) => now + 1)).catch(() => undefined), LOOK_AGAIN_MS);
      },
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [id, tries]);
  return { watched, connected };
}

/** Followed anew, all events come again. */
function heard(now: Watched, what: Happening | "again"): Watched {
  return what === "again" ? BEGUN : after(now, what);
}
