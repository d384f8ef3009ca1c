/** Cover sought, chosen and taken: one state, so that nothing is half done on the screen. */

import { useCallback, useEffect, useRef, useState } from "react";
import { type Cover, dropDrafts, markAway, nameRota, type Option, rotaFacts, seekCover, takeBack } from "../data/service/morning";
import { compared, type Comparison, type RotaFacts } from "../data/service/publish";
import { Refusal } from "../data/source";
import { dateOf, hourMinute, isoTime } from "../rota/clock";
import type { RotaStore } from "../rota/store";
import { count, dayLong } from "../rota/words";
import { useSay } from "../ui/announce";
import { eventText, type Happening } from "./happening";
import { optionTitle } from "./options";

export type Phase = "asking" | "seeking" | "choosing" | "taking" | "taken";

export interface Taken {
  rota: RotaFacts;
  comparison: Comparison;
  asks: readonly string[];
}

export interface CoverState {
  phase: Phase;
  cover: Cover | null;
  chosen: Option | null;
  comparisons: ReadonlyMap<string, Comparison>;
  taken: Taken | null;
  refused: Refusal | null;
}

const BEGINNING: CoverState = { phase: "asking", cover: null, chosen: null, comparisons: new Map(), taken: null, refused: null };

export function useCover(store: RotaStore, knownId: string, onTaken: () => void) {
  const [state, setState] = useState<CoverState>(BEGINNING);
  const asked = useRef<AbortController | null>(null);
  const offered = useRef<readonly string[]>([]);
  const say = useSay();
  const put = useCallback((part: Partial<CoverState>) => setState((now) => ({ ...now, ...part })), []);
  const failed = useCallback(
    (error: unknown, phase: Phase) => {
      if (error instanceof DOMException && error.name === "AbortError") return;
      const refused = error instanceof Refusal ? error : new Refusal("failed", 0, "That did not work. Nothing was changed; try again.");
      put({ refused, phase });
    },
    [put],
  );
  const forget = useCallback(() => {
    void dropDrafts(offered.current);
    offered.current = [];
  }, []);
  // Whoever goes elsewhere without taking any leaves no drafts behind.
  useEffect(
    () => () => {
      asked.current?.abort();
      forget();
    },
    [forget],
  );

  const seek = (happenings: readonly Happening[]) => {
    const [first] = happenings;
    if (!first) return;
    forget();
    asked.current?.abort();
    const waiting = (asked.current = new AbortController());
    const at = isoTime(store.week.firstDay, first.at.day, first.at.minute);
    const events = happenings.flatMap((one) => eventText(one, store) ?? []);
    setState({ ...BEGINNING, phase: "seeking" });
    seekCover(store.rotaId, at, events, waiting.signal).then(
      (cover) => {
        asked.current = null;
        offered.current = cover.options.map((one) => one.rota_id);
        put({ phase: "choosing", cover, chosen: cover.options[0] ?? null });
        const [best] = cover.options;
        say(best ? `${count(cover.options.length, "way", "ways")} to cover. The best: ${optionTitle(best)}.` : "No way to cover was found.");
        for (const option of cover.options)
          void compared(store.rotaId, option.rota_id).then(
            (found) => setState((now) => (now.cover === cover ? { ...now, comparisons: new Map(now.comparisons).set(option.rota_id, found) } : now)),
            () => undefined,
          );
      },
      (error: unknown) => failed(error, "asking"),
    );
  };

  const take = async (happenings: readonly Happening[], left: ReadonlySet<string>) => {
    const { chosen, cover, comparisons } = state;
    const comparison = chosen && comparisons.get(chosen.rota_id);
    if (!chosen || !cover || !comparison) return;
    put({ phase: "taking", refused: null });
    try {
      const leave = comparison.visits.filter((one) => left.has(one.visit_id));
      const draft = await takeBack(await rotaFacts(chosen.rota_id), leave, new Set(cover.broken));
      const others = offered.current.filter((id) => id !== chosen.rota_id);
      offered.current = [];
      const absences = await noteAbsences(store, happenings);
      const rota = await nameRota(draft, nameOf(store, happenings)).catch(() => draft);
      // What is taken is taken: without another comparison the one before is shown.
      const told = leave.length === 0 && knownId === store.rotaId ? comparison : await compared(knownId, rota.id).catch(() => comparison);
      put({ phase: "taken", taken: { rota, comparison: told, asks: chosen.asks }, refused: absences });
      say("Taken, as a draft. Now tell people, and publish.");
      await dropDrafts(others);
      onTaken();
    } catch (error) {
      failed(error, "choosing");
    }
  };

  return {
    state,
    seek,
    take,
    choose: (chosen: Option) => put({ chosen, refused: null }),
    stop: () => {
      asked.current?.abort();
      put({ phase: "asking" });
    },
    again: () => {
      forget();
      setState(BEGINNING);
    },
    published: (rota: RotaFacts) => setState((now) => (now.taken ? { ...now, taken: { ...now.taken, rota } } : now)),
  };
}

/** Absences go into the tables once cover is taken, so that the board shows them; a refusal is told. */
async function noteAbsences(store: RotaStore, happenings: readonly Happening[]): Promise<Refusal | null> {
  try {
    for (const one of happenings)
      if (one.what === "sick") await markAway(one.subject, dateOf(store.week.firstDay, one.at.day), hourMinute(one.at.minute), one.until - one.at.day + 1);
    return null;
  } catch (error) {
    const why = error instanceof Refusal ? error.message : "";
    return new Refusal("absence", 0, `The cover is taken, but the absence could not be put into the tables. ${why}`);
  }
}

/** What the draft is called: nobody is named in it. */
function nameOf(store: RotaStore, happenings: readonly Happening[]): string {
  const [first] = happenings;
  return first ? `Cover from ${dayLong(store.week, first.at.day)}, ${hourMinute(first.at.minute)}` : "Cover";
}
