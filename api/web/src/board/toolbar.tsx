/** What is shown, of whom and when; undo and redo; search and print. */

import { useSyncExternalStore, type RefObject } from "react";
import type { RotaStore } from "../rota/store";
import { dayLong } from "../rota/words";
import { Icon } from "../ui/icons";

export type Mode = "carers" | "clients";

interface Props {
  store: RotaStore;
  mode: Mode;
  day: number | null;
  asTable: boolean;
  zoom: number;
  sought: string;
  found: string;
  search: RefObject<HTMLInputElement | null>;
  onMode: (mode: Mode) => void;
  onDay: (day: number | null) => void;
  onTable: (asTable: boolean) => void;
  onZoom: (zoom: number) => void;
  onSearch: (text: string) => void;
  onUndo: () => void;
  onRedo: () => void;
  /** Whether the changes stand beside the board; null where there is nothing to compare with. */
  changes: boolean | null;
  onChanges: () => void;
}

/** Pixels a minute; a quarter of an hour is never narrower than 24. */
export const ZOOMS = [1.6, 2.4, 3.2, 4.2];

export function Toolbar(props: Props) {
  const { store, mode, day, asTable, zoom, onDay, onZoom } = props;
  useSyncExternalStore(store.subscribe, () => store.changes());
  const [undo, redo] = [store.canUndo(), store.canRedo()];
  const place = ZOOMS.indexOf(zoom);
  return (
    <div className="toolbar" role="group" aria-label="What the board shows">
      <Choice label="View" options={[["carers", "Carers"], ["clients", "Clients"]]} chosen={mode} onChoose={(one) => props.onMode(one as Mode)} />
      {mode === "carers" && (
        <>
          <Choice label="Time" options={[["week", "Week"], ["day", "Day"]]} chosen={day === null ? "week" : "day"} onChoose={(one) => onDay(one === "week" ? null : 0)} />
          {day !== null && (
            <div className="day-choice">
              <button type="button" className="plain icon-only" aria-label="Day before" disabled={day === 0} onClick={() => onDay(day - 1)}><Icon name="left" /></button>
              <select aria-label="Day" value={day} onChange={(event) => onDay(Number(event.target.value))}>
                {[...Array(store.week.days).keys()].map((one) => <option key={one} value={one}>{dayLong(store.week, one)}</option>)}
              </select>
              <button type="button" className="plain icon-only" aria-label="Day after" disabled={day === store.week.days - 1} onClick={() => onDay(day + 1)}><Icon name="right" /></button>
            </div>
          )}
          <Choice label="Drawn as" options={[["board", "Board"], ["table", "Table"]]} chosen={asTable ? "table" : "board"} onChoose={(one) => props.onTable(one === "table")} />
          {day !== null && !asTable && (
            <div className="zoom" role="group" aria-label="Width of an hour">
              <button type="button" className="plain" aria-label="Narrower" disabled={place <= 0} onClick={() => onZoom(ZOOMS[place - 1] ?? zoom)}>−</button>
              <button type="button" className="plain" aria-label="Wider" disabled={place >= ZOOMS.length - 1} onClick={() => onZoom(ZOOMS[place + 1] ?? zoom)}>+</button>
            </div>
          )}
        </>
      )}
      <span className="stretch" />
      <label className="search">
        <Icon name="search" />
        <span className="visually-hidden">Search carers, clients and zones</span>
        <input ref={props.search} type="search" placeholder="Search" value={props.sought} onChange={(event) => props.onSearch(event.target.value)} />
        <span className="found">{props.found}</span>
      </label>
      {props.changes !== null && <button type="button" className="plain changes-button" aria-pressed={props.changes} onClick={props.onChanges}>Changes</button>}
      <div className="history">
        <button type="button" className="plain" disabled={!undo} title={undo?.said} onClick={props.onUndo}><Icon name="undo" /> <span className="label">Undo</span></button>
        <button type="button" className="plain" disabled={!redo} title={redo?.said} onClick={props.onRedo}><Icon name="redo" /> <span className="label">Redo</span></button>
        <button type="button" className="plain" onClick={() => window.print()}><Icon name="print" /> <span className="label">Print</span></button>
      </div>
    </div>
  );
}

interface ChoiceProps {
  label: string;
  options: readonly (readonly [string, string])[];
  chosen: string;
  onChoose: (value: string) => void;
}

function Choice({ label, options, chosen, onChoose }: ChoiceProps) {
  return (
    <div className="choice" role="group" aria-label={label}>
      {options.map(([value, text]) => (
        <button key={value} type="button" aria-pressed={value === chosen} onClick={() => onChoose(value)}>{text}</button>
      ))}
    </div>
  );
}
