/** The week at a glance: a cell for each carer and day; a click opens the day, where one drags. */

import { memo, useRef, useSyncExternalStore, type KeyboardEvent } from "react";
import type { CarerRow } from "../data/types";
import { hours } from "../rota/clock";
import { cellKey, NO_DAY, type Part, type Week } from "../rota/model";
import { pinsOf } from "../rota/steps";
import type { RotaStore } from "../rota/store";
import { count, dayLong, dayShort, offTime } from "../rota/words";
import { CarerHead } from "./carer_head";
import { useShownRows } from "./rows";

export const WEEK_ROW_PX = 58;

interface Props {
  store: RotaStore;
  carers: readonly CarerRow[];
  matches: (part: Part) => boolean;
  onCarer: (carerId: string) => void;
  onDay: (day: number, carerId: string) => void;
}

export function WeekGrid({ store, carers, matches, onCarer, onDay }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const shown = useShownRows(scroller, WEEK_ROW_PX, carers.length);
  const days = [...Array(store.week.days).keys()];
  return (
    <div className="grid-scroller week-grid" ref={scroller} style={{ "--days": days.length } as React.CSSProperties}>
      <div
        role="grid"
        aria-label="The week: carers and their days"
        aria-rowcount={carers.length + 1}
        className="grid"
        onKeyDown={(event) => moveBetweenCells(event, scroller.current)}
        onClick={(event) => {
          const target = event.target as Element;
          const cell = target.closest<HTMLElement>("[data-day]");
          const carer = target.closest<HTMLElement>("[data-carer]");
          if (cell) onDay(Number(cell.dataset["day"]), cell.dataset["of"] ?? "");
          else if (carer) onCarer(carer.dataset["carer"] ?? "");
        }}
      >
        <div role="row" aria-rowindex={1} className="grid-head">
          <div role="columnheader" className="corner">{count(carers.length, "carer", "carers")}</div>
          {days.map((day) => (
            <div role="columnheader" key={day} className="day-head">{dayShort(store.week, day)}</div>
          ))}
        </div>
        <div className="spacer" style={{ height: shown.first * WEEK_ROW_PX }} />
        {carers.slice(shown.first, shown.last).map((carer, place) => (
          <WeekRow key={carer.id} store={store} carer={carer} row={shown.first + place} days={days.length} matches={matches} isTabStop={place === 0} />
        ))}
        <div className="spacer" style={{ height: (carers.length - shown.last) * WEEK_ROW_PX }} />
      </div>
    </div>
  );
}

interface RowProps {
  store: RotaStore;
  carer: CarerRow;
  row: number;
  days: number;
  matches: (part: Part) => boolean;
  isTabStop: boolean;
}

const WeekRow = memo(function WeekRow({ store, carer, row, days, matches, isTabStop }: RowProps) {
  return (
    <div role="row" aria-rowindex={row + 2} className="grid-row">
      <div role="rowheader" className="head-cell">
        <CarerHead store={store} carer={carer} tabbable={isTabStop} />
      </div>
      {[...Array(days).keys()].map((day) => (
        <DayCell key={day} store={store} carer={carer} day={day} matches={matches} />
      ))}
    </div>
  );
});

interface CellProps {
  store: RotaStore;
  carer: CarerRow;
  day: number;
  matches: (part: Part) => boolean;
}

function DayCell({ store, carer, day, matches }: CellProps) {
  const run = useSyncExternalStore(store.subscribe, () => store.cell(carer.id, day));
  useSyncExternalStore(store.subscribe, () => store.allPins());
  const { shifts, absences } = store.week.carerDays.get(cellKey(carer.id, day)) ?? NO_DAY;
  const away = absences[0]?.kind;
  const found = run.filter(matches).length;
  const minutes = store.workMinutes(carer.id, day);
  const seen = run.length > 0 ? `${count(run.length, "visit", "visits")} · ${hours(minutes)}` : (away ?? (shifts.length > 0 ? "Free" : "Off"));
  const marks = marksOf(store, run);
  const classes = ["day-cell", away && "away", run.length === 0 && !away && (shifts.length > 0 ? "free" : "off"), found === 0 && "dimmed"];
  return (
    <div role="gridcell" className="cell">
      <button type="button" tabIndex={-1} className={classes.filter(Boolean).join(" ")} data-day={day} data-of={carer.id}>
        <span className="cell-top">{seen}</span>{" "}
        <Bars week={store.week} run={run} />
        {marks.length > 0 && <span className="cell-marks">{marks.map((mark) => mark.says).join(", ")}</span>}
        <span className="visually-hidden">, {carer.name}, {dayLong(store.week, day)}</span>
      </button>
    </div>
  );
}

/** The run in small: one drawing for each cell, as thousands of elements would be slow. */
function Bars({ week, run }: { week: Week; run: readonly Part[] }) {
  if (run.length === 0) return null;
  const whole = week.closes - week.opens;
  const path = (parts: readonly Part[]) =>
    parts.map((part) => `M${part.begins - week.opens} 0h${Math.max(part.lasts - 2, 4)}v10h${-Math.max(part.lasts - 2, 4)}z`).join("");
  const off = run.filter((part) => offTime(part) !== "");
  return (
    <svg className="bars" viewBox={`0 0 ${whole} 10`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <path className="line" d={`M0 9.5h${whole}v.5H0z`} />
      <path className="made" d={path(run.filter((part) => offTime(part) === ""))} />
      <path className="off" d={path(off)} />
    </svg>
  );
}

function marksOf(store: RotaStore, run: readonly Part[]): { says: string }[] {
  const fresh = run.filter((part) => part.newFace).length;
  const off = run.filter((part) => offTime(part) !== "").length;
  const pinned = run.filter((part) => pinsOf(store, part).length > 0).length;
  return [
    fresh > 0 ? { says: `${fresh} new` } : null,
    off > 0 ? { says: `${off} off time` } : null,
    pinned > 0 ? { says: `${pinned} pinned` } : null,
  ].filter((mark) => mark !== null);
}

/** Arrow keys from cell to cell; what is not drawn yet is scrolled to first. */
function moveBetweenCells(event: KeyboardEvent<HTMLElement>, scroller: HTMLElement | null): void {
  const at = document.activeElement?.closest<HTMLElement>("[role=gridcell], [role=rowheader]");
  const row = at?.parentElement;
  if (!at || !row || !scroller) return;
  const column = [...row.children].indexOf(at);
  const rowIndex = Number(row.getAttribute("aria-rowindex"));
  const by = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
  if (!by) return;
  event.preventDefault();
  const [down = 0, across = 0] = by;
  const top = (rowIndex + down - 2) * WEEK_ROW_PX;
  const room = scroller.clientHeight - 2 * WEEK_ROW_PX;
  if (top < scroller.scrollTop) scroller.scrollTop = Math.max(0, top);
  else if (top > scroller.scrollTop + room) scroller.scrollTop = top - room;
  const go = () => {
    const next = scroller.querySelector(`[role=row][aria-rowindex="${rowIndex + down}"]`)?.children[column + across];
    next?.querySelector<HTMLElement>("button")?.focus({ preventScroll: down !== 0 });
  };
  go();
}
