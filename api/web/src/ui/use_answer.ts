/** Something asked for: waited for, had, or refused, and asked for again. */

import { useEffect, useState } from "react";
import { Refusal } from "../data/source";

export interface Answer<T> {
  value?: T;
  /** Why there is none, in a sentence. */
  refused?: string;
  again: () => void;
}

/** What `ask` answers, asked anew whenever one of `on` changes; `null` asks for nothing. */
export function useAnswer<T>(ask: (() => Promise<T>) | null, on: readonly unknown[]): Answer<T> {
  const [state, setState] = useState<{ value?: T; refused?: string }>({});
  const [times, setTimes] = useState(0);
  useEffect(() => {
    let wanted = true;
    setState({});
    ask?.().then(
      (value) => wanted && setState({ value }),
      (error: unknown) => wanted && setState({ refused: inWords(error) }),
    );
    return () => {
      wanted = false;
    };
    // What is asked depends on `on` alone; the function is made anew each time.
  }, [...on, times]);
  return { ...state, again: () => setTimes((now) => now + 1) };
}

export function inWords(error: unknown): string {
  return error instanceof Refusal ? error.message : "That failed. Try again.";
}
