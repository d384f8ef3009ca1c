/** Whose runs are drawn. */

import type { Week } from "../rota/model";
import { carerName, count } from "../rota/words";
import { Mark } from "./mark";
import type { Run } from "./runs";

interface Props {
  week: Week;
  runs: readonly Run[];
  shown: readonly Run[];
  onChoose: (carers: ReadonlySet<string>) => void;
}

export function CarerChoices({ week, runs, shown, onChoose }: Props) {
  const now = new Set(shown.map((run) => run.carerId));
  const toggle = (id: string) => {
    const next = new Set(now);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  if (runs.length === 0) return <p className="hint">Nobody has a visit on this day.</p>;
  return (
    <fieldset className="map-carers">
      <legend>{count(runs.length, "run", "runs")} on this day</legend>
      <div className="map-all">
        <button type="button" className="plain" onClick={() => onChoose(new Set(runs.map((run) => run.carerId)))}>All</button>
        <button type="button" className="plain" onClick={() => onChoose(new Set())}>None</button>
      </div>
      <div className="map-carer-list">
        {runs.map((run) => (
          <label key={run.carerId} className="check">
            <input type="checkbox" checked={now.has(run.carerId)} onChange={() => toggle(run.carerId)} />
            <Mark run={run} />
            <span className="map-carer-name">{carerName(week, run.carerId)}</span>
            <span className="kicker">{run.parts.length}<span className="visually-hidden"> {run.parts.length === 1 ? "visit" : "visits"}</span></span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
