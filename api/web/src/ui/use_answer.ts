/** Something asked for: waited for, had, or refused, and asked for again. */

import { useCallback, useState } from "react";
import { Refusal } from "../data/source";
import { useFetched } from "../data/use_fetched";

export interface Answer<T> {
  value?: T;
  /** Why there is none, in a sentence. */
  refused?: string;
  again: () => void;
}

/**
 * What `ask` answers, asked anew whenever one of `on` changes; `null` asks for nothing. `keep`:
 * what was answered before stays until the next answer is there.
 */
export function useAnswer<T>(ask: (() => Promise<T>) | null, on: readonly unknown[], keep?: "keep"): Answer<T> {
  const [times, setTimes] = useState(0);
  const { value, error } = useFetched(ask ?? never<T>, [...on, times], keep);
  const again = useCallback(() => setTimes((now) => now + 1), []);
  return { ...(value === undefined ? {} : { value }), ...(error === undefined ? {} : { refused: inWords(error) }), again };
}

/** A failure in words for a person. */
export function inWords(error: unknown): string {
  return error instanceof Refusal ? error.message : "That failed. Try again.";
}

function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}
