/** Something fetched for a view: waited for, there, or refused; fetched again when asked. */

import { useCallback, useState } from "react";
import { Refusal } from "../data/source";
import { useFetched } from "../data/use_fetched";

export interface Loaded<T> {
  value: T | undefined;
  /** Why it could not be had, as a sentence. */
  refused: string | undefined;
  again: () => void;
}

export function useLoaded<T>(fetch: () => Promise<T>, on: readonly unknown[]): Loaded<T> {
  const [asked, setAsked] = useState(0);
  const found = useFetched(fetch, [...on, asked], "keep");
  const again = useCallback(() => setAsked((now) => now + 1), []);
  const refused = found.error === undefined ? undefined : sentence(found.error);
  return { value: found.value, refused, again };
}

/** A failure in words for a person. */
export function sentence(error: unknown): string {
  return error instanceof Refusal ? error.message : "The page failed. Load it again.";
}
