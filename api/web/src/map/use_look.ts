/** Looking about on the map: by pointer, wheel, keys and buttons. */

import { type KeyboardEvent, type PointerEvent, type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { closer, type Look, lookAt, panned, type Point, type Size } from "./plane";

export interface Acts {
  closer: () => void;
  farther: () => void;
  fit: () => void;
  pan: (toX: number, toY: number) => void;
}

interface Looking {
  frame: RefObject<HTMLDivElement | null>;
  look: Look;
  size: Size;
  act: Acts;
  handlers: {
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
    onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  };
}

const STEP_PX = 90;
const STEP = 1.5;
const START: Size = { width: 700, height: 560 };
const KEYS: Record<string, readonly [number, number]> = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** The look fits what is wanted until somebody looks about; asked to fit, it does again. */
export function useLook(wanted: readonly Point[]): Looking {
  const frame = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState(START);
  const [own, setOwn] = useState<Look | null>(null);
  const look = own ?? lookAt(wanted, size);
  const now = useRef({ look, size });
  now.current = { look, size };
  useSize(frame, setSize);
  const zoom = useCallback((by: number, at?: Point) => {
    const { look: was, size: here } = now.current;
    setOwn(closer(was, by, at ?? { x: here.width / 2, y: here.height / 2 }, here));
  }, []);
  const pan = useCallback((byX: number, byY: number) => setOwn(panned(now.current.look, byX, byY)), []);
  useWheel(frame, zoom);
  const act: Acts = {
    closer: () => zoom(STEP),
    farther: () => zoom(1 / STEP),
    fit: () => setOwn(null),
    pan: (toX, toY) => pan(toX * STEP_PX, toY * STEP_PX),
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = KEYS[event.key];
    if (to) act.pan(to[0], to[1]);
    else if (event.key === "+" || event.key === "=") act.closer();
    else if (event.key === "-") act.farther();
    else if (event.key === "0") act.fit();
    else return;
    event.preventDefault();
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button === 0 && !(event.target as Element).closest("button, .map-stop")) follow(event.nativeEvent, pan);
  };
  return { frame, look, size, act, handlers: { onKeyDown, onPointerDown } };
}

function useSize(frame: RefObject<HTMLDivElement | null>, onSize: (size: Size) => void): void {
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const look = () => onSize({ width: element.clientWidth, height: element.clientHeight });
    look();
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => resized.disconnect();
  }, [frame, onSize]);
}

/** The wheel zooms; React listens to it passively, and then the page would scroll as well. */
function useWheel(frame: RefObject<HTMLDivElement | null>, zoom: (by: number, at: Point) => void): void {
  useEffect(() => {
    const element = frame.current;
    const turned = (event: WheelEvent) => {
      event.preventDefault();
      const box = element?.getBoundingClientRect();
      zoom(Math.exp(-event.deltaY / 500), { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) });
    };
    element?.addEventListener("wheel", turned, { passive: false });
    return () => element?.removeEventListener("wheel", turned);
  }, [frame, zoom]);
}

function follow(from: globalThis.PointerEvent, pan: (byX: number, byY: number) => void): void {
  let last = { x: from.clientX, y: from.clientY };
  const watch = new AbortController();
  const { signal } = watch;
  const moved = (event: globalThis.PointerEvent) => {
    pan(event.clientX - last.x, event.clientY - last.y);
    last = { x: event.clientX, y: event.clientY };
  };
  window.addEventListener("pointermove", moved, { signal });
  for (const end of ["pointerup", "pointercancel", "blur"]) window.addEventListener(end, () => watch.abort(), { signal });
}
