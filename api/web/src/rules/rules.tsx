/** The place "Rules": what rotas obey and are weighed by, as a manager reads it. */

import { useMemo, useRef, useState } from "react";
import type { PlaceProps } from "../app/places";
import { type Rule, rules as fetchRules, type Tier } from "../data/service/rules";
import { count } from "../rota/words";
import { Icon } from "../ui/icons";
import { useAnswer } from "../ui/use_answer";
import "../styles/pages.css";
import "../styles/rules.css";
import { dateInWords, found, MARKS, sourceInWords, spelt } from "./words";

export function Rules({ rota }: PlaceProps) {
  const [on, setOn] = useState(rota?.first_day ?? new Date().toISOString().slice(0, 10));
  const [sought, setSought] = useState("");
  const told = useAnswer(() => fetchRules(on), [on], "keep");
  const tiers = useMemo(() => found(told.value?.tiers ?? [], sought), [told.value, sought]);
  const heads = useRef(new Map<string, HTMLElement>());
  const hits = tiers.reduce((sum, one) => sum + one.rules.length, 0);
  return (
    <div className="leaf rules">
      <header className="leaf-head with-acts">
        <div>
          <h1>Rules</h1>
          <p>Two rotas are compared step by step, in this order. Nothing in a later step ever buys anything in an earlier one.</p>
        </div>
        <div className="actions">
          <label className="field inline"><span>As they hold on</span><input type="date" value={on} onChange={(event) => setOn(event.target.value)} /></label>
          <label className="search"><Icon name="search" /><input type="search" aria-label="Search the rules" placeholder="Search" value={sought} onChange={(event) => setSought(event.target.value)} /></label>
        </div>
      </header>
      {told.refused && <p className="notice bad" role="alert">{told.refused}</p>}
      {!told.value && !told.refused && <p className="empty" role="status">Fetching the rules…</p>}
      {told.value && !told.refused && (
        <>
          <p className="pack"><b>{told.value.pack}</b>, in force from {dateInWords(told.value.first_day)} to {dateInWords(told.value.last_day)}.{sought && <span role="status"> {count(hits, "line says", "lines say")} “{sought}”.</span>}</p>
          <nav className="tier-nav" aria-label="Steps">
            <ol>
              {tiers.map((one) => (
                <li key={one.name}><button type="button" onClick={() => heads.current.get(one.name)?.focus()}><span className="step">{one.step}</span>{one.title}</button></li>
              ))}
            </ol>
          </nav>
          {tiers.map((one) => <Step key={one.name} tier={one} head={(element) => element && heads.current.set(one.name, element)} />)}
        </>
      )}
    </div>
  );
}

function Step({ tier, head }: { tier: Tier & { step: number }; head: (element: HTMLElement | null) => void }) {
  const of = (sort: Rule["sort"]) => tier.rules.filter((one) => one.sort === sort);
  const [never, figures, weighed] = [of("never broken"), of("figure"), of("weighed")];
  return (
    <section className="tier" aria-labelledby={`tier-${tier.name}`}>
      <header>
        <span className="step" aria-hidden="true">{tier.step}</span>
        <div><h2 id={`tier-${tier.name}`} ref={head} tabIndex={-1}>{tier.title}</h2><p>{tier.says}</p></div>
      </header>
      {never.length > 0 && (
        <div className="panel">
          <h3><Icon name="lock" /> Never broken</h3>
          <ul className="never">{never.map((one) => <li key={one.name}><span>{one.says}</span> <code>{one.name}</code></li>)}</ul>
        </div>
      )}
      {weighed.length > 0 && <Table caption="Weighed: more points are worse, and only compared within this step" rules={weighed} last="Why so" />}
      {figures.length > 0 && <Table caption="Figures used" rules={figures} last="Where the figure comes from" />}
    </section>
  );
}

function Table({ caption, rules, last }: { caption: string; rules: readonly Rule[]; last: string }) {
  return (
    <div className="panel flush">
      <table className="list-table rules-table">
        <caption>{caption}</caption>
        <thead><tr><th scope="col">What</th><th scope="col">Value</th><th scope="col">{last}</th></tr></thead>
        <tbody>
          {rules.map((one) => (
            <tr key={one.name}>
              <th scope="row">{one.title || one.says}</th>
              <td><Value rule={one} /></td>
              <td>{one.mark ? <><span className={`mark ${one.mark}`}>{MARKS[one.mark] ?? one.mark}</span> {sourceInWords(one.source)}</> : one.says}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Value({ rule }: { rule: Rule }) {
  const [only] = rule.values;
  if (rule.values.length === 1 && only && !only.of) return <>{spelt(only.text)} {rule.unit}</>;
  return (
    <>
      <ul className="values">{rule.values.map((one) => <li key={one.of}><span>{one.of}</span> {spelt(one.text)}</li>)}</ul>
      {rule.unit}
    </>
  );
}
