/** The same facts as tables: for those who read better so, for paper, and for small screens. */

import { useSyncExternalStore } from "react";
import type { CarerRow } from "../data/types";
import { hourMinute, hours } from "../rota/clock";
import { cellKey, NO_DAY, type Part } from "../rota/model";
import { PIN_WORDS, pinsOf } from "../rota/steps";
import type { RotaStore } from "../rota/store";
import { clientName, contract, count, dayLong, dayShort, offTimeInWords } from "../rota/words";

interface Props {
  store: RotaStore;
  carers: readonly CarerRow[];
  matches: (part: Part) => boolean;
  onPart: (part: Part) => void;
}

/** A day, visit by visit, under each carer. */
export function DayTable({ store, carers, matches, onPart, day }: Props & { day: number }) {
  useSyncExternalStore(store.subscribe, () => store.changes());
  return (
    <div className="table-scroller" tabIndex={0} role="region" aria-label={`${dayLong(store.week, day)} as a table`}>
      <table className="rota-table day-table">
        <caption>{dayLong(store.week, day)}</caption>
        <thead>
          <tr>
            <th scope="col">Starts</th><th scope="col">Ends</th><th scope="col">Client</th>
            <th scope="col">Call</th><th scope="col">Agreed</th><th scope="col">Travel</th><th scope="col">To note</th>
          </tr>
        </thead>
        {carers.map((carer) => (
          <CarerBody key={carer.id} store={store} carer={carer} day={day} matches={matches} onPart={onPart} />
        ))}
      </table>
    </div>
  );
}

type BodyProps = Omit<Props, "carers"> & { carer: CarerRow; day: number };

function CarerBody({ store, carer, day, matches, onPart }: BodyProps) {
  const run = store.cell(carer.id, day).filter(matches);
  const { shifts, absences } = store.week.carerDays.get(cellKey(carer.id, day)) ?? NO_DAY;
  if (run.length === 0 && absences.length === 0 && shifts.length === 0) return null;
  const shift = absences[0]?.kind ?? shifts.map((one) => `${hourMinute(one.from)} to ${hourMinute(one.to)}`).join(", ");
  return (
    <tbody>
      <tr className="carer-line">
        <th scope="rowgroup" colSpan={7}>{carer.name} <span>{shift} · {count(run.length, "visit", "visits")} · {hours(store.workMinutes(carer.id, day))}</span></th>
      </tr>
      {run.map((part) => (
        <tr key={part.key}>
          <td><button type="button" className="link" onClick={() => onPart(part)} aria-label={`${hourMinute(part.begins)} ${clientName(store.week, part.clientId)}: open`}>{hourMinute(part.begins)}</button></td>
          <td>{hourMinute(part.begins + part.lasts)}</td>
          <th scope="row">{clientName(store.week, part.clientId)}</th>
          <td>{part.call}</td>
          <td>{hourMinute(part.agreed)}</td>
          <td>{part.travel === null ? "" : `${Math.ceil(part.travel)} min`}</td>
          <td>{notes(store, part)}</td>
        </tr>
      ))}
    </tbody>
  );
}

function notes(store: RotaStore, part: Part): string {
  return [
    part.critical ? "time-critical" : "",
    part.carers > 1 ? `${part.carers} carers` : "",
    offTimeInWords(part),
    part.newFace ? "new face" : "",
    ...pinsOf(store, part).map((kind) => `pinned: ${PIN_WORDS[kind].toLowerCase()}`),
  ].filter(Boolean).join(", ");
}

/** The week, day by day, for each carer. */
export function WeekTable({ store, carers, onDay }: Omit<Props, "onPart" | "matches"> & { onDay: (day: number) => void }) {
  useSyncExternalStore(store.subscribe, () => store.changes());
  const days = [...Array(store.week.days).keys()];
  return (
    <div className="table-scroller" tabIndex={0} role="region" aria-label="The week as a table">
      <table className="rota-table week-table">
        <caption>The week</caption>
        <thead>
          <tr>
            <th scope="col">Carer</th><th scope="col">Hours</th>
            {days.map((day) => (
              <th scope="col" key={day}><button type="button" className="link" onClick={() => onDay(day)}>{dayShort(store.week, day)}</button></th>
            ))}
          </tr>
        </thead>
        <tbody>
          {carers.map((carer) => (
            <tr key={carer.id}>
              <th scope="row">{carer.name}</th>
              <td>{hours(store.workMinutes(carer.id))}, {contract(carer, store.workMinutes(carer.id)).short}</td>
              {days.map((day) => <td key={day}>{inShort(store, carer.id, day)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function inShort(store: RotaStore, carerId: string, day: number): string {
  const run = store.cell(carerId, day);
  const [first, last] = [run[0], run.at(-1)];
  if (first && last)
    return `${count(run.length, "visit", "visits")}, ${hourMinute(first.begins)} to ${hourMinute(last.begins + last.lasts)}`;
  const { shifts, absences } = store.week.carerDays.get(cellKey(carerId, day)) ?? NO_DAY;
  return absences[0]?.kind ?? (shifts.length > 0 ? "free" : "off");
}
