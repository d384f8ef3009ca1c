/** One carer's week: hours against contract, each day's run, and the whole run at once. */

import type { RotaStore, Step } from "../rota/store";
import { hourMinute, hours } from "../rota/clock";
import { cellKey, NO_DAY, type Part } from "../rota/model";
import { pinStep } from "../rota/steps";
import { clientName, contract, dayLong } from "../rota/words";
import { Dialog } from "../ui/dialog";

interface Props {
  store: RotaStore;
  carerId: string;
  /** The day on the board, whose run is written out. */
  day: number;
  onDay: (day: number) => void;
  onParts: (parts: readonly Part[]) => void;
  onStep: (step: Step) => void;
  onClose: () => void;
}

export function CarerDialog({ store, carerId, day, onDay, onParts, onStep, onClose }: Props) {
  const carer = store.week.carerById.get(carerId);
  if (!carer) return null;
  const state = contract(carer, store.workMinutes(carerId));
  const run = store.cell(carerId, day);
  const pinned = store.isPinned("run", cellKey(carerId, day));
  return (
    <Dialog title={carer.name} kicker={`${carer.zone} · ${carer.travels}`} onClose={onClose}>
      <p className={`carer-hours ${state.state.replace(" ", "-")}`}><b>{state.short}</b> {state.long}</p>
      <table className="plain-table">
        <caption>The week</caption>
        <thead><tr><th scope="col">Day</th><th scope="col">Works</th><th scope="col">Visits</th><th scope="col">Care and travel</th></tr></thead>
        <tbody>
          {[...Array(store.week.days).keys()].map((one) => (
            <tr key={one} aria-current={one === day ? "date" : undefined}>
              <th scope="row"><button type="button" className="link" onClick={() => onDay(one)}>{dayLong(store.week, one)}</button></th>
              <td>{works(store, carerId, one)}</td>
              <td>{store.cell(carerId, one).length}</td>
              <td>{hours(store.workMinutes(carerId, one))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>{dayLong(store.week, day)}</h3>
      {run.length === 0 ? <p>No visits.</p> : (
        <>
          <ol className="run">
            {run.map((part) => (
              <li key={part.key}>
                <button type="button" className="link" onClick={() => onParts([part])}>
                  {hourMinute(part.begins)} to {hourMinute(part.begins + part.lasts)} {clientName(store.week, part.clientId)}
                </button>{" "}
                <span>{part.call}</span>
              </li>
            ))}
          </ol>
          <div className="actions">
            <button type="button" onClick={() => onParts(run)}>Give the whole run to somebody…</button>
            <button
              type="button"
              onClick={() => {
                const step = pinStep(store, run.slice(0, 1), "run", !pinned);
                if (step) onStep(step);
                onClose();
              }}
            >
              {pinned ? "Free this run" : "Pin this run"}
            </button>
          </div>
        </>
      )}
    </Dialog>
  );
}

function works(store: RotaStore, carerId: string, day: number): string {
  const { shifts, absences } = store.week.carerDays.get(cellKey(carerId, day)) ?? NO_DAY;
  const [away] = absences;
  if (away) return away.kind;
  return shifts.map((shift) => `${hourMinute(shift.from)} to ${hourMinute(shift.to)}`).join(", ") || "Off";
}
