/** Which rows are in view: only those are drawn, a few more above and below. */

import { useCallback, useEffect, useState, type RefObject } from "react";

const SPARE_ROWS = 3;

export interface Shown {
  first: number;
  last: number;
}

export function shownRows(
  scrolled: number,
  height: number,
  rowHeight: number,
  many: number,
): Shown {
  const first = Math.max(0, Math.floor(scrolled / rowHeight) - SPARE_ROWS);
  const last = Math.min(many, Math.ceil((scrolled + height) / rowHeight) + SPARE_ROWS);
  return { first: Math.min(first, last), last };
}

/** The rows of a scroller in view; changes only when another row comes into it. */
export function useShownRows(
  scroller: RefObject<HTMLElement | null>,
  rowHeight: number,
  many: number,
): Shown {
  const [shown, setShown] = useState<Shown>(() => shownRows(0, 900, rowHeight, many));
  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const next = shownRows(element.scrollTop, element.clientHeight, rowHeight, many);
    setShown((now) => (now.first === next.first && now.last === next.last ? now : next));
  }, [scroller, rowHeight, many]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    look();
    element.addEventListener("scroll", look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      resized.disconnect();
    };
  }, [scroller, look]);
  return shown;
}
