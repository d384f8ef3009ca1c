/** Who must be told what, by client and by carer: ticked off as they are told, and printed. */

import { useState } from "react";
import type { Comparison, Notice } from "../data/service/publish";
import { named, type People } from "../rota/named";
import { count } from "../rota/words";
import { Icon } from "../ui/icons";
import { personKey, useTold } from "./told";

interface Props {
  rotaId: string;
  people: People;
  comparison: Comparison;
  /** Carers who have to agree first, because more is asked of them than was arranged. */
  asks?: readonly string[];
  title: string;
}

type Kind = "client" | "carer";

export function Notices({ rotaId, people, comparison, asks = [], title }: Props) {
  const [kind, setKind] = useState<Kind>("client");
  const [told, tick] = useTold(rotaId);
  const lists: Record<Kind, readonly Notice[]> = {
    client: soonestFirst(comparison, comparison.client_notices),
    carer: withAsks(soonestFirst(comparison, comparison.carer_notices), asks),
  };
  const left = (of: Kind) => lists[of].filter((one) => !told.has(personKey(of, one.person_id))).length;
  const all = lists.client.length + lists.carer.length;
  const open = left("client") + left("carer");
  return (
    <section className="notices" aria-labelledby="notices-title">
      <header>
        <h2 id="notices-title">{title}</h2>
        <p role="status">{all === 0 ? "Nobody has to be told anything." : open === 0 ? "Everybody has been told." : `${all - open} of ${all} told.`}</p>
        <span className="stretch" />
        {all > 0 && (
          <button type="button" className="plain" onClick={() => window.print()}><Icon name="print" /> Print the list</button>
        )}
      </header>
      {all > 0 && (
        <>
          <div className="choice" role="group" aria-label="Who is told">
            {(["client", "carer"] as const).map((one) => (
              <button key={one} type="button" aria-pressed={kind === one} onClick={() => setKind(one)}>
                {one === "client" ? count(lists.client.length, "client", "clients") : count(lists.carer.length, "carer", "carers")}
              </button>
            ))}
          </div>
          {(["client", "carer"] as const).map((one) => (
            <List key={one} kind={one} hidden={kind !== one} people={people} notices={lists[one]} told={told} onTick={tick} />
          ))}
        </>
      )}
    </section>
  );
}

interface ListProps {
  kind: Kind;
  hidden: boolean;
  people: People;
  notices: readonly Notice[];
  told: ReadonlySet<string>;
  onTick: (person: string, told: boolean) => void;
}

/** The list that is not shown is printed all the same. */
function List({ kind, hidden, people, notices, told, onTick }: ListProps) {
  const names = new Map((kind === "client" ? people.clients : people.carers).map((one) => [one.id, one.name]));
  return (
    <div className={hidden ? "print-only" : undefined}>
      <table className="notice-table">
        <caption>{kind === "client" ? "Clients" : "Carers"} to tell</caption>
        <thead><tr><th scope="col">Told</th><th scope="col">{kind === "client" ? "Client" : "Carer"}</th><th scope="col">What changes</th></tr></thead>
        <tbody>
          {notices.length === 0 && <tr><td /><td colSpan={2}>Nobody.</td></tr>}
          {notices.map((one) => {
            const key = personKey(kind, one.person_id);
            const name = names.get(one.person_id) ?? one.person_id;
            return (
              <tr key={key} className={told.has(key) ? "is-told" : ""}>
                <td>
                  <label className="tick">
                    <input type="checkbox" checked={told.has(key)} onChange={(event) => onTick(key, event.target.checked)} />
                    <span className="visually-hidden">{name} told</span>
                  </label>
                </td>
                <th scope="row">{name}</th>
                <td><ul>{one.lines.map((line, place) => <li key={place}>{named(line, people)}</li>)}</ul></td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** Whose change comes first is rung first. */
function soonestFirst(comparison: Comparison, notices: readonly Notice[]): readonly Notice[] {
  const first = new Map<string, string>();
  for (const visit of comparison.visits) {
    const starts = [visit.before?.start, visit.after?.start].filter((one) => one !== undefined).sort()[0] ?? "";
    for (const id of [visit.client_id, ...(visit.before?.carers ?? []), ...(visit.after?.carers ?? [])])
      if (visit.told && starts < (first.get(id) ?? "~")) first.set(id, starts);
  }
  const when = (one: Notice) => first.get(one.person_id) ?? "~";
  return [...notices].sort((one, other) => when(one).localeCompare(when(other)));
}

/** A carer who has to agree is asked before anything else is said, and comes first. */
function withAsks(notices: readonly Notice[], asks: readonly string[]): readonly Notice[] {
  const asked = new Set(asks);
  const first = asks.map((id) => ({
    person_id: id,
    lines: ["Ask first: this is more than was arranged with them.", ...(notices.find((one) => one.person_id === id)?.lines ?? [])],
  }));
  return [...first, ...notices.filter((one) => !asked.has(one.person_id))];
}
