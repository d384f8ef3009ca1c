/** Hearing of others who save the same rota, while the page is looked at. */

import { useCallback, useEffect, useRef, useState } from "react";
import type { Source } from "../data/source";
import type { SaveRow, Stage } from "../data/types";
import type { RotaStore } from "../rota/store";

const BREATH_MS = 300;
const FIRST_AGAIN_MS = 1000;
const LAST_AGAIN_MS = 30_000;

export interface Others {
  /** What others saved since it was last read, the oldest first. */
  readonly saves: readonly SaveRow[];
  readonly seen: () => void;
}

export function useOthers(store: RotaStore, source: Source, personId: string, onStage: (stage: Stage) => void): Others {
  const [saves, setSaves] = useState<readonly SaveRow[]>([]);
  const stage = useRef({ known: store.stage, changed: onStage });
  stage.current.changed = onStage;
  useEffect(() => {
    if (source.madeUp) return undefined;
    const ended = new AbortController();
    const heard = (found: readonly SaveRow[]) => setSaves((now) => [...now, ...found]);
    const onStageHeard = (now: Stage) => {
      if (now === stage.current.known) return;
      stage.current.known = now;
      stage.current.changed(now);
    };
    void listen(store, source, { personId, heard, onStage: onStageHeard }, ended.signal);
    return () => ended.abort();
  }, [store, source, personId]);
  return { saves, seen: useCallback(() => setSaves([]), []) };
}

interface Told {
  personId: string;
  heard: (saves: readonly SaveRow[]) => void;
  onStage: (stage: Stage) => void;
}

async function listen(store: RotaStore, source: Source, told: Told, signal: AbortSignal): Promise<void> {
  let mark: number | null = null;
  let again = FIRST_AGAIN_MS;
  while (!signal.aborted) {
    await looked(signal);
    try {
      const found = await source.saves(store.rotaId, await store.standing(), mark, signal);
      const behind = found.version > (await store.standing());
      if (behind) await store.takeIn();
      const others = found.saves.filter((one) => one.person_id !== told.personId);
      // The same person at another window is told too, but never of what this window saved.
      if (others.length > 0 || (behind && mark !== null)) told.heard(others.length > 0 ? others : found.saves);
      told.onStage(found.stage);
      mark = found.mark;
      again = FIRST_AGAIN_MS;
      await pause(BREATH_MS, signal);
    } catch {
      await pause(again, signal);
      again = Math.min(2 * again, LAST_AGAIN_MS);
    }
  }
}

/** Until the page is looked at. */
function looked(signal: AbortSignal): Promise<void> {
  if (!document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener("visibilitychange", () => resolve(), { once: true, signal });
    signal.addEventListener("abort", () => resolve());
  });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
