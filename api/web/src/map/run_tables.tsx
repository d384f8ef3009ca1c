/** The chosen runs as tables: the same stops in the same order, each leading to its visit. */

import type { PlaceRow } from "../data/service/map";
import { hourMinute, hours } from "../rota/clock";
import type { Part } from "../rota/model";
import type { RotaStore } from "../rota/store";
import { carerName, clientName, count, dayLong } from "../rota/words";
import { Mark } from "./mark";
import type { Run } from "./runs";

interface Props {
  store: RotaStore;
  places: readonly PlaceRow[];
  runs: readonly Run[];
  open: readonly Part[];
  day: number;
  onPart: (part: Part) => void;
}

export function RunTables({ store, places, runs, open, day, onPart }: Props) {
  const known = new Set(places.map((one) => one.client_id));
  return (
    <section className="map-runs" aria-label={`Runs of ${dayLong(store.week, day)}`} tabIndex={0}>
      {runs.length === 0 && <p className="empty">Choose a carer to see their run.</p>}
      {runs.map((run) => <RunTable key={run.carerId} store={store} run={run} day={day} known={known} onPart={onPart} />)}
      {open.length > 0 && (
        <table className="plain-table run-table">
          <caption><span className="nobody-mark" aria-hidden="true">?</span> Nobody goes <span className="kicker">{count(open.length, "visit", "visits")}</span></caption>
          <thead><tr><th scope="col">Agreed</th><th scope="col">Client</th></tr></thead>
          <tbody>
            {open.map((part) => (
              <tr key={part.key}><td>{hourMinute(part.begins)}</td><td><button type="button" className="link" onClick={() => onPart(part)}>{clientName(store.week, part.clientId)}</button></td></tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

interface RunProps extends Pick<Props, "store" | "day" | "onPart"> {
  run: Run;
  known: ReadonlySet<string | null>;
}

function RunTable({ store, run, day, known, onPart }: RunProps) {
  const travel = run.parts.reduce((sum, part) => sum + (part.travel ?? 0), 0);
  return (
    <table className="plain-table run-table">
      <caption>
        <Mark run={run} /> {carerName(store.week, run.carerId)}{" "}
        <span className="kicker">{count(run.parts.length, "visit", "visits")}, {hours(store.workMinutes(run.carerId, day))}, {Math.ceil(travel)} min on the way</span>
      </caption>
      <thead><tr><th scope="col">Stop</th><th scope="col">Starts</th><th scope="col">Client</th><th scope="col" className="number">Way</th></tr></thead>
      <tbody>
        {run.parts.map((part, place) => (
          <tr key={part.key}>
            <td>{run.letter}{place + 1}</td>
            <td>{hourMinute(part.begins)}</td>
            <td>
              <button type="button" className="link" onClick={() => onPart(part)}>{clientName(store.week, part.clientId)}</button>
              {!known.has(part.clientId) && <span className="kicker"> not on the map</span>}
            </td>
            <td className="number">{part.travel === null ? "" : `${Math.ceil(part.travel)} min`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
