/** One status region for the page: what was done is read out, and shown for a while. */

import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from "react";

type Tone = "plain" | "refused";
type Say = (sentence: string, tone?: Tone) => void;

const Saying = createContext<Say>(() => undefined);
const SHOWN_MS = 7000;

export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<{ sentence: string; tone: Tone }>({ sentence: "", tone: "plain" });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const say = useCallback<Say>((sentence, tone = "plain") => {
    clearTimeout(timer.current);
    setSaid({ sentence, tone });
    timer.current = setTimeout(() => setSaid({ sentence: "", tone: "plain" }), SHOWN_MS);
  }, []);
  const region = useMemo(
    () => (
      <div role="status" aria-live="polite" className={`announcement ${said.tone}`} data-shown={said.sentence !== ""}>
        {said.sentence}
      </div>
    ),
    [said],
  );
  return (
    <Saying.Provider value={say}>
      {children}
      {region}
    </Saying.Provider>
  );
}

export function useSay(): Say {
  return useContext(Saying);
}
