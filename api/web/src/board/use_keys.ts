/** The keyboard on the board: the board is one tab stop, and the arrow keys do the rest. */

import { useCallback, useEffect, useRef, type KeyboardEvent, type RefObject } from "react";
import type { Scale } from "./day_row";
import { nextSpot, type RunOf, type Spot } from "./keys";

interface Asked {
  scroller: RefObject<HTMLElement | null>;
  rows: number;
  runOf: RunOf;
  rowPx: number;
  scale: Scale;
  focus: Spot;
  onFocus: (spot: Spot) => void;
  onSelect: (key: string) => void;
  onCommand: (command: string, spot: Spot) => void;
}

const HEAD_PX = 34;
const COMMANDS: Record<string, string> = { p: "pin", u: "unallocate", w: "why", Delete: "unallocate", Escape: "clear" };

export function useKeys(asked: Asked) {
  const { scroller, rows, runOf, rowPx, scale, focus, onFocus, onSelect, onCommand } = asked;
  const wanted = useRef<Spot | null>(null);
  // A row far away is drawn only after scrolling, so the focus follows once it is there.
  useEffect(() => {
    if (!wanted.current || !scroller.current) return;
    const found = elementOf(scroller.current, wanted.current, focus, runOf);
    if (!found) return;
    wanted.current = null;
    found.focus({ preventScroll: true });
  });
  return useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      const at = focus;
      const command = COMMANDS[event.key];
      if (event.key === " " && at.key !== null) onSelect(at.key);
      else if (command && !event.ctrlKey && !event.metaKey) onCommand(command, at);
      else if (event.ctrlKey || event.metaKey || event.altKey) return;
      else {
        const next = nextSpot(event.key, at, rows, runOf);
        if (!next) return;
        wanted.current = next;
        bringIntoView(scroller.current, next, rowPx, scale, runOf);
        // The row left may go out of view before the next is drawn: the board holds the focus
        // meanwhile, so that no key is lost.
        if (next.row !== at.row) event.currentTarget.focus({ preventScroll: true });
        onFocus(next);
      }
      event.preventDefault();
    },
    [focus, rows, runOf, rowPx, scale, scroller, onFocus, onSelect, onCommand],
  );
}

function elementOf(root: HTMLElement, wanted: Spot, focus: Spot, runOf: RunOf): HTMLElement | null {
  if (wanted.row !== focus.row || wanted.key !== focus.key) return null;
  const row = root.querySelector<HTMLElement>(`[aria-rowindex="${wanted.row + 2}"]`);
  if (!row) return null;
  const known = wanted.key !== null && runOf(wanted.row).some((part) => part.key === wanted.key);
  return known
    ? row.querySelector<HTMLElement>(`[data-key="${CSS.escape(wanted.key ?? "")}"]`)
    : row.querySelector<HTMLElement>("[data-carer]");
}

function bringIntoView(
  element: HTMLElement | null,
  at: Spot,
  rowPx: number,
  scale: Scale,
  runOf: RunOf,
): void {
  if (!element) return;
  const top = at.row * rowPx;
  const room = element.clientHeight - HEAD_PX;
  if (top < element.scrollTop) element.scrollTop = top;
  else if (top + rowPx > element.scrollTop + room) element.scrollTop = top + rowPx - room;
  const part = runOf(at.row).find((one) => one.key === at.key);
  if (!part) return;
  const head = element.querySelector<HTMLElement>(".corner")?.offsetWidth ?? 0;
  const left = (part.begins - scale.opens) * scale.pxPerMin;
  const right = left + part.lasts * scale.pxPerMin;
  const wide = element.clientWidth - head;
  if (left < element.scrollLeft) element.scrollLeft = Math.max(0, left - 40);
  else if (right > element.scrollLeft + wide) element.scrollLeft = right - wide + 40;
}
