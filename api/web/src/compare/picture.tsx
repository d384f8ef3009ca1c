/** The choices: a chart by two measures, and the table of all of them. */

import { useState } from "react";
import { change, figure, GROUPS, MEASURES, type Measure, valueOf } from "../measures/known";
import { Chart } from "./chart";
import type { Choice } from "./choices";
import type { Adopting } from "./use_adopting";

interface Props {
  choices: readonly Choice[];
  before: string;
  after: string | null;
  onAfter: (rotaId: string) => void;
  onBefore: (rotaId: string) => void;
  adopting: Adopting;
  mayAdopt: boolean;
}

const named = (name: string): Measure | undefined => MEASURES.find((one) => one.name === name);

export function Picture(props: Props) {
  const { choices, before, after, onAfter, onBefore } = props;
  const [x, setX] = useState("travel_hours");
  const [y, setY] = useState("known_share");
  const [across, upward] = [named(x), named(y)];
  return (
    <div className="picture">
      <section className="picture-chart" aria-label="Chart">
        <div className="axes-choice">
          <AxisChoice label="Across" value={x} onChange={setX} />
          <AxisChoice label="Up" value={y} onChange={setY} />
        </div>
        {across && upward && <Chart choices={choices} x={across} y={upward} before={before} after={after} onAfter={onAfter} />}
        <p className="hint">Press a point to compare it with {choices.find((one) => one.rota.id === before)?.letter}. A full ring marks what no other beats in both measures.</p>
      </section>
      <section className="picture-list" aria-label="Choices">
        <label className="field">
          <span>Compare with</span>
          <select value={before} onChange={(event) => onBefore(event.target.value)}>
            {choices.map((one) => <option key={one.rota.id} value={one.rota.id}>{one.letter} {one.label}</option>)}
          </select>
        </label>
        <ul>{choices.map((one) => <Line key={one.rota.id} choice={one} {...props} />)}</ul>
      </section>
      <AllFigures choices={choices} before={before} />
    </div>
  );
}

function AxisChoice({ label, value, onChange }: { label: string; value: string; onChange: (name: string) => void }) {
  return (
    <label className="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {GROUPS.map((group) => (
          <optgroup key={group.title} label={group.title}>
            {group.measures.map((one) => <option key={one.name} value={one.name}>{one.label}</option>)}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

function Line({ choice, before, after, onAfter, adopting, mayAdopt }: Props & { choice: Choice }) {
  const { id } = choice.rota;
  return (
    <li className={`choice-line ${id === after ? "chosen" : ""}`}>
      <span className={`choice-letter ${choice.kind.replace(" ", "-")}`} aria-hidden="true">{choice.letter}</span>
      <div>
        <b><span className="visually-hidden">{choice.letter} </span>{choice.label}</b>
        <span className="kicker"> {choice.rota.legal ? choice.rota.stage : "breaks a rule"}</span>
        {choice.trade && <p className="kicker">{choice.trade}</p>}
      </div>
      <div className="choice-acts">
        {id !== before && <button type="button" aria-pressed={id === after} onClick={() => onAfter(id)}>Compare<span className="visually-hidden"> {choice.label}</span></button>}
        {choice.kind === "plan" && mayAdopt && (
          <button type="button" disabled={adopting.busy !== null} onClick={() => adopting.take(choice)}>{adopting.busy === id ? "Adopting…" : "Adopt"}<span className="visually-hidden"> {choice.label}</span></button>
        )}
      </div>
    </li>
  );
}

/** Every measure of every choice; beside the one compared with, what is better or worse. */
function AllFigures({ choices, before }: { choices: readonly Choice[]; before: string }) {
  const base = choices.find((one) => one.rota.id === before);
  return (
    <div className="table-scroller beside-table all-figures" tabIndex={0} role="region" aria-label="All measures">
      <table className="rota-table">
        <caption>All measures</caption>
        <thead>
          <tr><th scope="col">Measure</th>{choices.map((one) => <th key={one.rota.id} scope="col" className="number"><abbr title={one.label}>{one.letter}</abbr></th>)}</tr>
        </thead>
        <tbody>
          {MEASURES.map((measure) => (
            <tr key={measure.name}>
              <th scope="row">{measure.label}</th>
              {choices.map((one) => {
                const value = valueOf(one.rota.summary, measure.name);
                const versus = base && one !== base ? change(measure, valueOf(base.rota.summary, measure.name), value) : "";
                return (
                  <td key={one.rota.id} className={`number ${versus}`}>
                    {figure(measure.unit, value)}{versus && <span className="versus-mark"><span aria-hidden="true">{versus === "better" ? " ▲" : " ▼"}</span><span className="visually-hidden"> {versus}</span></span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
