/** Paper and small screens get tables: rows that flow, none left out. */

import { useEffect, useState } from "react";
import { flushSync } from "react-dom";

/** True while the page is printed; every row is drawn before the browser lays out its sheets. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const media = window.matchMedia("print");
    const set = (to: boolean) => flushSync(() => setPrinting(to));
    const before = () => set(true);
    const after = () => set(false);
    const changed = () => set(media.matches);
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    media.addEventListener("change", changed);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
      media.removeEventListener("change", changed);
    };
  }, []);
  return printing;
}

const SMALL = "(max-width: 700px)";

/** True where the board would be a keyhole: a phone reads a list better. */
export function useSmall(): boolean {
  const [small, setSmall] = useState(() => window.matchMedia(SMALL).matches);
  useEffect(() => {
    const media = window.matchMedia(SMALL);
    const changed = () => setSmall(media.matches);
    media.addEventListener("change", changed);
    return () => media.removeEventListener("change", changed);
  }, []);
  return small;
}
