/** The pointer on the board: from a visit taken hold of to a step made, or nothing. */

import { useCallback, useEffect, useRef, type PointerEvent, type RefObject } from "react";
import type { CarerRow } from "../data/types";
import type { Part } from "../rota/model";
import { moveStep } from "../rota/steps";
import type { RotaStore } from "../rota/store";
import { useSay } from "../ui/announce";
import type { Scale } from "./day_row";
import { type Drag, type Ground, priceInWords, TRAY } from "./drag";
import type { Shown } from "./rows";

interface Asked {
  store: RotaStore;
  drag: Drag;
  carers: readonly CarerRow[];
  selected: ReadonlySet<string>;
  scroller: RefObject<HTMLElement | null>;
  slot: RefObject<HTMLElement | null>;
  scale: Scale;
  shown: Shown;
}

const EDGE_PX = 48;
const SCROLL_PX = 14;

export function useDragging(asked: Asked) {
  const now = useRef(asked);
  now.current = asked;
  const { drag, shown, carers } = asked;
  const say = useSay();
  const ground = useRef<Ground>(null);
  ground.current ??= groundOf(now);

  useEffect(() => {
    if (drag.what() && ground.current) drag.askSoon(ground.current);
  }, [drag, shown, carers]);

  const grab = useCallback(
    (event: PointerEvent<HTMLElement>) => takeHold(event.nativeEvent, now.current, ground.current, say),
    [say],
  );

  // The tray lies outside the grid, and its visits are dragged the same way.
  useEffect(() => {
    const tray = document.querySelector<HTMLElement>("[data-tray]");
    const take = (event: globalThis.PointerEvent) => takeHold(event, now.current, ground.current, say);
    tray?.addEventListener("pointerdown", take);
    return () => tray?.removeEventListener("pointerdown", take);
  });
  return grab;
}

type Say = (sentence: string, tone?: "plain" | "refused") => void;

function takeHold(event: globalThis.PointerEvent, asked: Asked, ground: Ground | null, say: Say): void {
  const { store, drag, selected, scale } = asked;
  const mayDrag = event.button === 0 && event.pointerType !== "touch";
  const element = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-key]") : null;
  const part = store.part(element?.dataset["key"] ?? "");
  if (!ground || !mayDrag || !element || !part || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const parts = selected.has(part.key) ? chosen(store, selected, part) : [part];
  const along = (event.clientX - element.getBoundingClientRect().left) / scale.pxPerMin;
  const grip = part.carerId === null ? 0 : Math.min(along, part.lasts);
  drag.take({ parts, part, grip }, event.clientX, event.clientY);
  follow(asked, ground, say);
}

/** The visits selected on the day of the one taken hold of. */
function chosen(store: RotaStore, selected: ReadonlySet<string>, held: Part): Part[] {
  return [...selected].flatMap((key) => store.part(key) ?? []).filter((part) => part.day === held.day);
}

/** Listen until the pointer lets go; between frames nothing is drawn. */
function follow(asked: Asked, ground: Ground, say: Say): void {
  const { drag, scroller, slot } = asked;
  const watch = new AbortController();
  const { signal } = watch;
  let frame = 0;
  const draw = () => {
    const held = drag.what();
    if (held && scroller.current) {
      scrollAtEdges(scroller.current, drag.pointer);
      drag.move(drag.pointer.x, drag.pointer.y, ground);
      placeSlot(slot.current, asked);
    }
    frame = requestAnimationFrame(draw);
  };
  const finish = (drop: boolean) => {
    watch.abort();
    cancelAnimationFrame(frame);
    if (slot.current) slot.current.hidden = true;
    const dragged = drag.what() !== null;
    if (drop && dragged) put(asked, say);
    else drag.end();
    if (dragged) swallowClick();
  };
  const moved = (event: globalThis.PointerEvent) => {
    const dragging = drag.what() !== null;
    if (!dragging) drag.move(event.clientX, event.clientY, ground);
    else drag.pointer = { x: event.clientX, y: event.clientY };
  };
  window.addEventListener("pointermove", moved, { signal });
  window.addEventListener("pointerup", () => finish(true), { signal });
  window.addEventListener("pointercancel", () => finish(false), { signal });
  window.addEventListener("blur", () => finish(false), { signal });
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape") return;
      finish(false);
      say("Put back where it was.");
    },
    { signal },
  );
  draw();
}

function put(asked: Asked, say: Say): void {
  const { store, drag } = asked;
  const dropped = drag.drop();
  if (!dropped) return say("Put back where it was.");
  if (dropped.price && !dropped.price.legal)
    return say(`It cannot go there: ${priceInWords(dropped.price)}. Put back where it was.`, "refused");
  const step = moveStep(store, dropped.to);
  if (!step) return;
  performance.mark("drop");
  const price = dropped.price ? ` ${priceInWords(dropped.price)}.` : "";
  void store.apply(step).then((outcome) => say(outcome.said + (outcome.ok ? price : ""), outcome.ok ? "plain" : "refused"));
}

/** A drag ends with a click on whatever is below; it is no wish to open that. */
function swallowClick(): void {
  const stop = (event: Event) => {
    event.stopPropagation();
    event.preventDefault();
  };
  window.addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", stop, { capture: true }), 0);
}

function scrollAtEdges(element: HTMLElement, at: { x: number; y: number }): void {
  const box = element.getBoundingClientRect();
  const along = (point: number, from: number, to: number) =>
    point > to - EDGE_PX ? SCROLL_PX : point < from + EDGE_PX ? -SCROLL_PX : 0;
  if (at.y > box.top) element.scrollTop += along(at.y, box.top, box.bottom);
  const head = element.querySelector<HTMLElement>(".corner")?.offsetWidth ?? 0;
  if (at.x > box.left + head) element.scrollLeft += along(at.x, box.left + head, box.right);
}

function placeSlot(element: HTMLElement | null, { drag, carers, scroller, scale }: Asked): void {
  const [over, held] = [drag.over(), drag.what()];
  if (!element) return;
  const row = carers.findIndex((carer) => carer.id === over?.carerId);
  element.hidden = row < 0;
  if (row < 0 || !over || !held || !scroller.current) return;
  const { head, rowPx, headPx } = sizes(scroller.current);
  const left = head + (over.begins - scale.opens) * scale.pxPerMin;
  element.style.transform = `translate(${left}px, ${headPx + row * rowPx}px)`;
  element.style.width = `${held.part.lasts * scale.pxPerMin}px`;
}

/** Sizes of the grid's parts; read from one row, as every row is as high as any other. */
function sizes(element: HTMLElement) {
  const head = element.querySelector<HTMLElement>(".corner");
  const row = element.querySelector<HTMLElement>(".grid-row");
  return { head: head?.offsetWidth ?? 0, headPx: head?.offsetHeight ?? 0, rowPx: row?.offsetHeight ?? 1 };
}

function groundOf(now: RefObject<Asked>): Ground {
  return {
    carerAt: (y, x) => {
      const { scroller, carers } = now.current;
      const tray = document.querySelector("[data-tray]")?.getBoundingClientRect();
      if (tray && y >= tray.top && y <= tray.bottom) return TRAY;
      const element = scroller.current;
      const box = element?.getBoundingClientRect();
      if (!element || !box || y < box.top || y > box.bottom || x < box.left || x > box.right) return null;
      const { headPx, rowPx } = sizes(element);
      const at = y - box.top - headPx;
      return at < 0 ? null : (carers[Math.floor((at + element.scrollTop) / rowPx)]?.id ?? null);
    },
    minuteAt: (x) => {
      const { scroller, scale } = now.current;
      const element = scroller.current;
      if (!element) return scale.opens;
      const from = element.getBoundingClientRect().left + sizes(element).head - element.scrollLeft;
      return scale.opens + (x - from) / scale.pxPerMin;
    },
    carersInView: () => {
      const { carers, shown } = now.current;
      return carers.slice(shown.first, shown.last).map((carer) => carer.id);
    },
  };
}
