/** Headlines by group: this rota, its aim, and the rotas beside it. */

import { useMemo, useState } from "react";
import type { MeasuredRota } from "../data/service/measures";
import { Icon } from "../ui/icons";
import { besides, type Beside, nameOf, ownName } from "./history";
import { change, figure, GROUPS, type Group, type Measure, reached, targetInWords, valueOf } from "./known";
import { Spark } from "./spark";

export function Headlines({ rotaId, rotas }: { rotaId: string; rotas: readonly MeasuredRota[] }) {
  const now = rotas.find((one) => one.id === rotaId);
  const [which, setWhich] = useState<Beside | null>(null);
  const beside = useMemo(() => {
    if (!now) return { before: [], week: [] };
    return { before: besides(rotas, now, "before"), week: besides(rotas, now, "week") };
  }, [rotas, now]);
  if (!now) return <p className="empty">Nothing has been measured of this rota yet.</p>;
  const chosen = which ?? (beside.before.length > 0 || beside.week.length === 0 ? "before" : "week");
  const others = beside[chosen];
  return (
    <>
      <div className="measures-beside">
        <span id="beside-what">Beside</span>
        <div className="choice" role="group" aria-labelledby="beside-what">
          <button type="button" aria-pressed={chosen === "before"} onClick={() => setWhich("before")}>Weeks before</button>
          <button type="button" aria-pressed={chosen === "week"} onClick={() => setWhich("week")}>Rotas of this week</button>
        </div>
        {others.length > 0 && <span className="hint">Better or worse is said against the latest of them.</span>}
        {others.length === 0 && <span className="hint">{chosen === "before" ? "No rota of an earlier week was published yet." : "There is no other rota of this week."}</span>}
      </div>
      <div className="beside-tables">
        {GROUPS.map((group) => <GroupTable key={group.title} group={group} now={now} others={others} named={chosen === "before" ? nameOf : ownName} line={chosen === "before" ? "Over time" : "As made"} />)}
      </div>
    </>
  );
}

interface GroupProps {
  group: Group;
  now: MeasuredRota;
  others: readonly MeasuredRota[];
  named: (one: MeasuredRota) => string;
  /** What the line in small runs along. */
  line: string;
}

function GroupTable({ group, now, others, named, line }: GroupProps) {
  return (
    <div className="table-scroller beside-table" tabIndex={0} role="region" aria-label={group.title}>
      <table className="rota-table measures-table">
        <caption>{group.title}</caption>
        <thead>
          <tr>
            <th scope="col">Measure</th>
            <th scope="col" className="number">This rota</th>
            <th scope="col">Aim</th>
            {others.length > 0 && <th scope="col">{line}</th>}
            {[...others].reverse().map((one) => <th key={one.id} scope="col" className="number">{named(one)}</th>)}
          </tr>
        </thead>
        <tbody>{group.measures.map((one) => <Line key={one.name} measure={one} now={now} others={others} />)}</tbody>
      </table>
    </div>
  );
}

function Line({ measure, now, others }: { measure: Measure; now: MeasuredRota; others: readonly MeasuredRota[] }) {
  const value = valueOf(now.summary, measure.name);
  const past = others.map((one) => valueOf(one.summary, measure.name));
  const met = reached(measure, value);
  const versus = change(measure, past.at(-1) ?? null, value);
  return (
    <tr>
      <th scope="row"><span className="measure-label">{measure.label}</span><span className="measure-says">{measure.says}</span></th>
      <td className="number measure-now">{figure(measure.unit, value)}{versus && <span className={`versus ${versus}`}>{versus}</span>}</td>
      <td>
        {targetInWords(measure)}
        {met !== null && <span className={met ? "reached" : "missed"}><Icon name={met ? "yes" : "no"} size={11} /> {met ? "reached" : "not reached"}</span>}
      </td>
      {others.length > 0 && <td><Spark values={[...past, value]} /></td>}
      {[...past].reverse().map((one, place) => <td key={place} className="number">{figure(measure.unit, one)}</td>)}
    </tr>
  );
}
