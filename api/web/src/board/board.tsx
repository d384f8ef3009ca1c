/** The rota board: carers or clients down, time across, and everything one does to it. */

import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { OnRota } from "../app/places";
import { wantedVisit } from "../rota/look";
import type { Part } from "../rota/model";
import { moveStep, pinStep } from "../rota/steps";
import type { Outcome, RotaStore, Step } from "../rota/store";
import { count } from "../rota/words";
import { useSay } from "../ui/announce";
import { CarerDialog } from "./carer_dialog";
import { ClientView } from "./client_view";
import { DayGrid, ROW_PX } from "./day_grid";
import { Drag } from "./drag";
import type { Spot } from "./keys";
import { Legend } from "./legend";
import { OthersHere } from "./others";
import { find } from "./search";
import { SelectionBar } from "./selection_bar";
import { DayTable, WeekTable } from "./tables";
import { type Mode, Toolbar, ZOOMS } from "./toolbar";
import { Tray } from "./tray_view";
import { useOthers } from "./use_others";
import { usePrinting, useSmall } from "./use_paper";
import { VisitDialog } from "./visit_dialog";
import { WeekGrid } from "./week_grid";

const ChangesPanel = lazy(() => import("./changes_panel"));

type Opened = { parts: readonly Part[] } | { carerId: string } | { why: Part } | null;

const WhyDialog = lazy(() => import("../why/why_dialog").then((found) => ({ default: found.WhyDialog })));

export function Board({ store, source, me, onReload, onRotasChanged }: OnRota) {
  const [mode, setMode] = useState<Mode>("carers");
  const [day, setDay] = useState<number | null>(null);
  const [asTable, setTable] = useState(false);
  const [zoom, setZoom] = useState(ZOOMS[1] ?? 2.4);
  const [sought, setSought] = useState("");
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [focus, setFocus] = useState<Spot>({ row: 0, key: null });
  const [opened, setOpened] = useState<Opened>(null);
  const [client, setClient] = useState<string | null>(null);
  const [changes, setChanges] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const drag = useMemo(() => new Drag(store, source), [store, source]);
  const found = useMemo(() => find(store, sought), [store, sought]);
  const [printing, small] = [usePrinting(), useSmall()];
  const act = useActions(store);
  const others = useOthers(store, source, me.person_id, onRotasChanged);

  const toggle = useCallback((key: string) => {
    setSelected((now) => {
      const next = new Set(now);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);
  const clear = useCallback(() => setSelected(new Set()), []);
  const showDay = useCallback((next: number | null) => {
    setDay(next);
    clear();
  }, [clear]);
  useShortcuts(act.undo, act.redo, () => search.current?.focus());

  const chosen = useCallback(
    (part: Part): readonly Part[] =>
      selected.has(part.key) ? [...selected].flatMap((key) => store.part(key) ?? []) : [part],
    [selected, store],
  );
  const openPart = useCallback((part: Part) => setOpened({ parts: chosen(part) }), [chosen]);
  const openSpot = useCallback(
    (spot: Spot) => {
      const part = spot.key === null ? undefined : store.part(spot.key);
      const carer = found.carers[spot.row];
      if (part) openPart(part);
      else if (carer) setOpened({ carerId: carer.id });
    },
    [store, found, openPart],
  );
  const command = useCallback(
    (name: string, spot: Spot) => {
      const part = spot.key === null ? undefined : store.part(spot.key);
      if (name === "clear") clear();
      else if (name === "why") {
        if (part && !source.madeUp) setOpened({ why: part });
      }
      else if (part) act.command(name, chosen(part));
    },
    [store, source, act, chosen, clear],
  );
  useEffect(() => {
    setFocus({ row: 0, key: null });
  }, [found.carers]);
  const jump = useCallback(
    (part: Part) => {
      setMode("carers");
      setDay(part.day);
      setOpened({ parts: [part] });
      const row = found.carers.findIndex((one) => one.id === part.carerId);
      if (row < 0) return;
      setFocus({ row, key: part.key });
      requestAnimationFrame(() => document.querySelector(".grid-scroller")?.scrollTo({ top: Math.max(0, (row - 3) * ROW_PX) }));
    },
    [found.carers],
  );
  useEffect(() => {
    const visit = wantedVisit();
    const part = visit === null ? undefined : store.part(`${visit}/0`);
    if (part) jump(part);
    // Once, when the board is opened from another place.
  }, [store]);

  const table = asTable || printing || small;
  const many = sought === "" ? "" : mode === "carers" ? count(found.carers.length, "carer", "carers") : count(found.clients.length, "client", "clients");
  return (
    <div className="board">
      <Toolbar
        store={store} mode={mode} day={day} asTable={asTable} zoom={zoom} sought={sought} found={many} search={search}
        onMode={setMode} onDay={showDay} onTable={setTable} onZoom={setZoom} onSearch={setSought} onUndo={act.undo} onRedo={act.redo}
        changes={source.madeUp ? null : changes} onChanges={() => setChanges(!changes)}
      />
      <OthersHere store={store} others={others} onPart={jump} />
      <Stale store={store} onReload={onReload} />
      {mode === "clients" ? (
        <ClientView store={store} source={source} clients={found.clients} chosen={client} onChoose={setClient} onPart={openPart} />
      ) : (
        <>
          <Tray store={store} day={day} drag={drag} selected={selected} matches={found.matches} onOpen={openPart} onSelect={toggle} />
          {found.carers.length === 0 && <p className="empty">{sought ? `Nobody and nothing here is called “${sought}”.` : "There are no carers in this rota."}</p>}
          {table && day !== null && <DayTable store={store} carers={found.carers} matches={found.matches} day={day} onPart={openPart} />}
          {table && day === null && <WeekTable store={store} carers={found.carers} onDay={showDay} />}
          {!table && day !== null && (
            <DayGrid
              store={store} carers={found.carers} day={day} pxPerMin={zoom} drag={drag} selected={selected} focus={focus}
              matches={found.matches} onFocus={setFocus} onOpen={openSpot} onSelect={toggle} onCommand={command}
            />
          )}
          {!table && day === null && (
            <WeekGrid
              store={store} carers={found.carers} matches={found.matches} onCarer={(carerId) => setOpened({ carerId })}
              onDay={(next, carerId) => {
                showDay(next);
                setFocus({ row: found.carers.findIndex((one) => one.id === carerId), key: null });
              }}
            />
          )}
          <Legend day={day !== null} why={!source.madeUp} />
        </>
      )}
      {selected.size > 0 && (
        <SelectionBar
          store={store} selected={selected} onClear={clear}
          onOpen={(parts) => setOpened({ parts })}
          onStep={act.make}
        />
      )}
      {changes && <Suspense fallback={null}><ChangesPanel store={store} onPart={jump} onClose={() => setChanges(false)} /></Suspense>}
      {opened && "parts" in opened && <VisitDialog key={keysOf(opened.parts)} store={store} source={source} parts={opened.parts} onDone={act.make} onWhy={(part) => setOpened({ why: part })} onClose={() => setOpened((now) => (now === opened ? null : now))} />}
      {opened && "why" in opened && (
        <Suspense>
          <WhyDialog key={opened.why.key} store={store} part={opened.why} onVisit={(part) => setOpened({ parts: [part] })} onClose={() => setOpened((now) => (now === opened ? null : now))} />
        </Suspense>
      )}
      {opened && "carerId" in opened && (
        <CarerDialog
          store={store} carerId={opened.carerId} day={day ?? 0} onStep={act.make} onClose={() => setOpened(null)}
          onDay={(next) => {
            showDay(next);
            setOpened(null);
          }}
          onParts={(parts) => setOpened({ parts })}
        />
      )}
    </div>
  );
}

const keysOf = (parts: readonly Part[]): string => parts.map((part) => part.key).join(" ");

/** Somebody else saved first: what is drawn is no longer what stands. */
function Stale({ store, onReload }: { store: RotaStore; onReload: () => void }) {
  const stale = useSyncExternalStore(store.subscribe, () => store.isStale());
  if (!stale) return null;
  return (
    <p className="stale" role="alert">
      <b>Somebody else changed this rota.</b> Your last step was not saved.{" "}
      <button type="button" onClick={onReload}>Load it again</button>
    </p>
  );
}

/** Steps made and their outcomes said. */
function useActions(store: RotaStore) {
  const say = useSay();
  return useMemo(() => {
    const told = (outcome: Promise<Outcome>) => {
      void outcome.then(({ ok, said }) => say(said, ok ? "plain" : "refused"));
    };
    const make = (step: Step) => told(store.apply(step));
    return {
      make,
      undo: () => told(store.undo()),
      redo: () => told(store.redo()),
      command: (name: string, parts: readonly Part[]) => {
        const off = () => moveStep(store, new Map(parts.map((part) => [part.key, { carerId: null, day: part.day, begins: part.begins }])));
        const pinned = parts.every((part) => store.isPinned("carer", part.visitId));
        const step = name === "unallocate" ? off() : pinStep(store, parts, "carer", !pinned);
        if (step) make(step);
      },
    };
  }, [store, say]);
}

/** Undo and redo from anywhere on the board but a field; Ctrl+F is left to the browser. */
function useShortcuts(undo: () => void, redo: () => void, search: () => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLInputElement || document.querySelector("dialog[open]") !== null;
      const control = event.ctrlKey || event.metaKey;
      if (typing || !control) return;
      const key = event.key.toLowerCase();
      if (key === "z" && !event.shiftKey) undo();
      else if (key === "y" || (key === "z" && event.shiftKey)) redo();
      else if (key === "k") search();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [undo, redo, search]);
}
