/** Every other carer: what it would cost, or the first rule in the way and what would help. */

import { useMemo, useState } from "react";
import type { OtherRow } from "../data/service/why";
import { hourMinute, wallTime } from "../rota/clock";
import type { Week } from "../rota/model";
import type { Naming } from "../rota/named";
import { carerName, count } from "../rota/words";
import { Icon } from "../ui/icons";
import { helps, points } from "./tally";

interface Props {
  week: Week;
  others: readonly OtherRow[];
  say: Naming;
}

export function Others({ week, others, say }: Props) {
  const [sought, setSought] = useState("");
  const able = others.filter((one) => one.could).length;
  const shown = useMemo(() => {
    const text = sought.trim().toLowerCase();
    return others.filter((one) => carerName(week, one.carer_id).toLowerCase().includes(text));
  }, [week, others, sought]);
  if (others.length === 0) return <p>There is nobody else.</p>;
  return (
    <section className="why-others">
      <div className="why-others-head">
        <h3>Each other carer</h3>
        <p className="hint">{able === 0 ? "Nobody else could go as things stand." : `${count(able, "carer", "carers")} could go, the cheapest first.`}</p>
        <label className="field seek"><span>Find a carer</span><input type="search" value={sought} autoComplete="off" onChange={(event) => setSought(event.target.value)} /></label>
      </div>
      <div className="table-scroller why-scroller" tabIndex={0} role="region" aria-label="Each other carer">
        <table className="plain-table">
          <thead><tr><th scope="col">Carer</th><th scope="col">Could go</th><th scope="col">Price, or what is in the way</th></tr></thead>
          <tbody>{shown.map((one) => <Row key={one.carer_id} week={week} one={one} say={say} />)}</tbody>
        </table>
        {shown.length === 0 && <p className="empty">Nobody here is called “{sought}”.</p>}
      </div>
    </section>
  );
}

function Row({ week, one, say }: { week: Week; one: OtherRow; say: Naming }) {
  return (
    <tr>
      <th scope="row">{carerName(week, one.carer_id)}</th>
      <td className={one.could ? "could" : "could-not"}>
        <Icon name={one.could ? "yes" : "no"} size={12} /> {one.could ? `at ${startOf(week, one)}` : "no"}
      </td>
      <td>{one.could ? <Price one={one} say={say} /> : <Hindrance one={one} say={say} />}</td>
    </tr>
  );
}

function startOf(week: Week, one: OtherRow): string {
  return one.start === null ? "another time" : hourMinute(wallTime(week.firstDay, one.start).minute);
}

/** The price by rule; the parts add up to the whole. */
function Price({ one, say }: { one: OtherRow; say: Naming }) {
  const total = one.parts.reduce((sum, part) => sum + part.points, 0);
  const moved = one.others_moved > 0 ? ` ${count(one.others_moved, "other visit", "other visits")} would move a little.` : "";
  if (one.parts.length === 0) return <>As good as now.{moved}</>;
  return (
    <details className="why-price">
      <summary>{say(one.parts.map((part) => part.words).join(", "))}.{moved}</summary>
      <table className="plain-table">
        <caption className="visually-hidden">Price by rule</caption>
        <thead><tr><th scope="col">Rule</th><th scope="col">What</th><th scope="col" className="number">Points</th></tr></thead>
        <tbody>
          {one.parts.map((part) => (
            <tr key={`${part.rule} ${part.words}`}><th scope="row">{part.rule.replaceAll("_", " ")}</th><td>{say(part.words)}</td><td className="number">{points(part.points)}</td></tr>
          ))}
        </tbody>
        <tfoot><tr><th scope="row" colSpan={2}>Altogether</th><td className="number">{points(total)}</td></tr></tfoot>
      </table>
    </details>
  );
}

function Hindrance({ one, say }: { one: OtherRow; say: Naming }) {
  const sentence = say(one.sentence).replace(/^cannot come(?: when)?: ?/, "");
  return (
    <>
      {sentence.charAt(0).toUpperCase() + sentence.slice(1)}
      {one.remedy && <span className={helps(one.remedy) ? "remedy" : "remedy none"}> {say(one.remedy)}</span>}
    </>
  );
}
