/** The day: carers down, minutes across, and visits that can be dragged from run to run. */

import { memo, useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { CarerRow } from "../data/types";
import { hourMinute } from "../rota/clock";
import { cellKey, NO_DAY, type Part } from "../rota/model";
import type { RotaStore } from "../rota/store";
import { count, dayLong } from "../rota/words";
import { Icon } from "../ui/icons";
import { CarerHead } from "./carer_head";
import { type Scale, Track } from "./day_row";
import { type Drag, priceInWords } from "./drag";
import type { Spot } from "./keys";
import { useShownRows } from "./rows";
import { useDragging } from "./use_dragging";
import { useKeys } from "./use_keys";

export const ROW_PX = 58;

export interface GridProps {
  store: RotaStore;
  carers: readonly CarerRow[];
  day: number;
  pxPerMin: number;
  drag: Drag;
  selected: ReadonlySet<string>;
  focus: Spot;
  matches: (part: Part) => boolean;
  onFocus: (spot: Spot) => void;
  onOpen: (spot: Spot) => void;
  onSelect: (key: string) => void;
  onCommand: (command: string, spot: Spot) => void;
}

export function DayGrid(props: GridProps) {
  const { store, carers, day, pxPerMin, drag, focus, onFocus } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const shown = useShownRows(scroller, ROW_PX, carers.length);
  const { opens, closes } = store.week;
  const scale = useMemo<Scale>(() => ({ opens, closes, pxPerMin }), [opens, closes, pxPerMin]);
  const runOf = useCallback(
    (row: number) => store.cell(carers[row]?.id ?? "", day),
    [store, carers, day],
  );
  const slot = useRef<HTMLDivElement>(null);
  const grab = useDragging({ ...props, scroller, slot, scale, shown });
  const keys = useKeys({ scroller, rows: carers.length, runOf, rowPx: ROW_PX, scale, ...props });
  const tabRow = focus.row >= shown.first && focus.row < shown.last ? focus.row : firstWhole(shown);
  const hourPx = 60 * pxPerMin;
  return (
    <div
      className="grid-scroller day-grid"
      ref={scroller}
      style={{ "--hour-px": `${hourPx}px`, "--track-px": `${(closes - opens) * pxPerMin}px` } as React.CSSProperties}
    >
      <div
        role="grid"
        aria-label={`${dayLong(store.week, day)}: carers and their visits`}
        aria-rowcount={carers.length + 1}
        aria-multiselectable="true"
        tabIndex={-1}
        className="grid"
        onPointerDown={grab}
        onKeyDown={keys}
        onClick={(event) => {
          const spot = spotOf(event.target, carers, runOf);
          if (!spot) return;
          onFocus(spot);
          if (spot.key !== null && (event.ctrlKey || event.metaKey || event.shiftKey)) props.onSelect(spot.key);
          else props.onOpen(spot);
        }}
      >
        <div role="row" aria-rowindex={1} className="grid-head">
          <div role="columnheader" className="corner">{count(carers.length, "carer", "carers")}</div>
          <div role="columnheader" className="hours" aria-label={`Time, ${hourMinute(opens)} to ${hourMinute(closes)}`}>
            {hoursOf(opens, closes).map((minute) => (
              <span key={minute} style={{ left: (minute - opens) * pxPerMin }}>{hourMinute(minute)}</span>
            ))}
          </div>
        </div>
        <div className="spacer" style={{ height: shown.first * ROW_PX }} />
        {carers.slice(shown.first, shown.last).map((carer, place) => (
          <DayRow
            key={carer.id}
            {...props}
            carer={carer}
            row={shown.first + place}
            scale={scale}
            focused={focus.row === shown.first + place ? (focus.key ?? "") : null}
            isTabStop={tabRow === shown.first + place}
          />
        ))}
        <div className="spacer" style={{ height: (carers.length - shown.last) * ROW_PX }} />
        <div className="slot" ref={slot} hidden />
      </div>
      <DragShape drag={drag} store={store} />
    </div>
  );
}

interface RowProps extends GridProps {
  carer: CarerRow;
  row: number;
  scale: Scale;
  /** The visit that has the focus; "" is the carer; null, neither. */
  focused: string | null;
  isTabStop: boolean;
}

const DayRow = memo(function DayRow(props: RowProps) {
  const { store, carer, row, day, drag, scale, focused, isTabStop } = props;
  const run = useSyncExternalStore(store.subscribe, () => store.cell(carer.id, day));
  const pins = useSyncExternalStore(store.subscribe, () => store.allPins());
  const here = focused && run.some((part) => part.key === focused) ? focused : null;
  const verdict = useSyncExternalStore(drag.subscribe, () => verdictOf(drag, carer.id));
  return (
    <div role="row" aria-rowindex={row + 2} className={`grid-row ${verdict}`} data-carer-row={carer.id}>
      <div role="rowheader" className="head-cell">
        <CarerHead store={store} carer={carer} tabbable={isTabStop && here === null} drag={drag} />
      </div>
      <div role="gridcell" className="track">
        <Track
          store={store}
          carer={carer}
          run={run}
          pins={pins}
          day={store.week.carerDays.get(cellKey(carer.id, day)) ?? NO_DAY}
          scale={scale}
          selected={props.selected}
          focused={here}
          matches={props.matches}
        />
      </div>
    </div>
  );
});

function verdictOf(drag: Drag, carerId: string): string {
  if (!drag.what()) return "";
  const price = drag.priceFor(carerId);
  const over = drag.over()?.carerId === carerId ? " over" : "";
  return (price === undefined ? "" : price.legal ? "may" : "may-not") + over;
}

/** What is under the pointer while dragging; moved by its style, drawn once. */
function DragShape({ drag, store }: { drag: Drag; store: RotaStore }) {
  const held = useSyncExternalStore(drag.subscribe, drag.what);
  const over = useSyncExternalStore(drag.subscribe, drag.over);
  const price = useSyncExternalStore(drag.subscribe, () => drag.priceFor(drag.over()?.carerId ?? ""));
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!held) return undefined;
    let frame = 0;
    const follow = () => {
      const { x, y } = drag.pointer;
      if (element.current) element.current.style.transform = `translate(${x + 14}px, ${y + 12}px)`;
      frame = requestAnimationFrame(follow);
    };
    follow();
    return () => cancelAnimationFrame(frame);
  }, [held, drag]);
  if (!held) return null;
  const name = store.week.clientById.get(held.part.clientId)?.name ?? held.part.clientId;
  const more = held.parts.length > 1 ? ` and ${held.parts.length - 1} more` : "";
  const where = over?.carerId === "" ? "off the rota" : hourMinute(over?.begins ?? held.part.begins);
  return (
    <div className="drag-shape" ref={element} aria-hidden="true">
      <b>{where}</b> {name}{more}
      {price && <span className={price.legal ? "legal" : "illegal"}><Icon name={price.legal ? "yes" : "no"} size={11} /> {priceInWords(price)}</span>}
    </div>
  );
}

function hoursOf(opens: number, closes: number): number[] {
  return Array.from({ length: (closes - opens) / 60 }, (_, hour) => opens + hour * 60);
}

function firstWhole(shown: { first: number; last: number }): number {
  return shown.first === 0 ? 0 : Math.min(shown.first + 3, shown.last - 1);
}

/** What an event happened on: a visit, or a carer. */
export function spotOf(
  target: EventTarget | null,
  carers: readonly CarerRow[],
  runOf: (row: number) => readonly Part[],
): Spot | null {
  if (!(target instanceof Element)) return null;
  const row = target.closest<HTMLElement>("[data-carer-row]")?.dataset["carerRow"];
  const at = carers.findIndex((carer) => carer.id === row);
  if (at < 0) return null;
  const key = target.closest<HTMLElement>("[data-key]")?.dataset["key"];
  if (key !== undefined) return runOf(at).some((part) => part.key === key) ? { row: at, key } : null;
  return target.closest("[data-carer]") ? { row: at, key: null } : null;
}
