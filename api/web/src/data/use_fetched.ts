/** Something fetched when it is first wanted, and again when what it depends on changes. */

import { useEffect, useState } from "react";

export interface Fetched<T> {
  value?: T;
  error?: unknown;
}

/** `keep`: what was fetched before stays until the answer is there. */
export function useFetched<T>(fetch: () => Promise<T>, on: readonly unknown[], keep?: "keep"): Fetched<T> {
  const [state, setState] = useState<Fetched<T>>({});
  useEffect(() => {
    let wanted = true;
    if (!keep) setState({});
    fetch().then(
      (value) => wanted && setState({ value }),
      (error: unknown) => wanted && setState({ error }),
    );
    return () => {
      wanted = false;
    };
    // What is fetched depends on `on` alone; the function is made anew each time.
  }, on);
  return state;
}
