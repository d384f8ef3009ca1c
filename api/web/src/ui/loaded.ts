/** Something fetched for a view: waited for, there, or refused; fetched again when asked. */

import { useCallback, useEffect, useState } from "react";
import { Refusal } from "../data/source";

export interface Loaded<T> {
  value: T | undefined;
  /** Why it could not be had, as a sentence. */
  refused: string | undefined;
  again: () => void;
}

export function useLoaded<T>(fetch: () => Promise<T>, on: readonly unknown[]): Loaded<T> {
  const [asked, setAsked] = useState(0);
  const [state, setState] = useState<{ value?: T; refused?: string }>({});
  useEffect(() => {
    let wanted = true;
    fetch().then(
      (value) => wanted && setState({ value }),
      (error: unknown) => wanted && setState({ refused: sentence(error) }),
    );
    return () => {
      wanted = false;
    };
    // What is fetched depends on `on` alone; the function is made anew each time.
  }, [...on, asked]);
  const again = useCallback(() => setAsked((now) => now + 1), []);
  return { value: state.value, refused: state.refused, again };
}

/** A failure in words for a person. */
export function sentence(error: unknown): string {
  return error instanceof Refusal ? error.message : "The page failed. Load it again.";
}
