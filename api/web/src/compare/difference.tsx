/** Two rotas side by side: what the second gives and costs, for whom, and when. */

import { useEffect, useRef, useState } from "react";
import { compared, type Comparison, type Figure } from "../data/service/compare";
import type { RotaStore } from "../rota/store";
import { namesOf } from "../rota/week_naming";
import { Pending } from "../ui/pending";
import { useAnswer } from "../ui/use_answer";
import type { Choice } from "./choices";
import { CarerChanges, ClientChanges, VisitChanges } from "./changes";
import type { Adopting } from "./use_adopting";

interface Props {
  store: RotaStore;
  from: Choice;
  to: Choice;
  adopting: Adopting;
  mayAdopt: boolean;
}

export function Difference({ store, from, to, adopting, mayAdopt }: Props) {
  const answer = useAnswer(() => store.settled().then(() => compared(from.rota.id, to.rota.id)), [from.rota.id, to.rota.id]);
  const section = useRef<HTMLElement>(null);
  const there = answer.value !== undefined;
  useEffect(() => {
    // Chosen up in the chart: what came of it is brought into view.
    if (there) section.current?.scrollIntoView({ block: "start", behavior: "smooth" });
  }, [there]);
  return (
    <section ref={section} className="difference" aria-label={`From ${from.label} to ${to.label}`}>
      <header>
        <h3>From {from.letter} {from.label} to {to.letter} {to.label}</h3>
        {mayAdopt && (
          <button type="button" className="primary" disabled={adopting.busy !== null} onClick={() => adopting.take(to)}>
            {adopting.busy === to.rota.id ? "Adopting…" : `Adopt ${to.letter} as a new draft`}
          </button>
        )}
      </header>
      <Pending answer={answer} waiting="Comparing the two">{(found) => <Found store={store} found={found} />}</Pending>
    </section>
  );
}

type By = "clients" | "carers" | "visits";

function Found({ store, found }: { store: RotaStore; found: Comparison }) {
  const [by, setBy] = useState<By>("clients");
  const say = namesOf(store);
  const told = found.visits.filter((one) => one.told);
  const parts: [By, string, number][] = [["clients", "Clients", found.clients.length], ["carers", "Carers", found.carers.length], ["visits", "Visits", told.length]];
  return (
    <>
      {!found.same_tables && <p className="stale">The two were planned from different tables, so some of the difference is theirs.</p>}
      <p className="trade">{say(found.trade)}</p>
      <p className="hint">{say(found.words)}</p>
      <div className="difference-parts">
        <Figures figures={found.figures} />
        <div>
          <div className="choice" role="group" aria-label="Differences by">
            {parts.map(([value, label, many]) => <button key={value} type="button" aria-pressed={by === value} onClick={() => setBy(value)}>{label} {many}</button>)}
          </div>
          {by === "clients" && <ClientChanges week={store.week} lines={found.clients} />}
          {by === "carers" && <CarerChanges week={store.week} lines={found.carers} />}
          {by === "visits" && <VisitChanges week={store.week} lines={told} />}
        </div>
      </div>
    </>
  );
}

function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <table className="plain-table">
      <caption>In figures</caption>
      <thead><tr><th scope="col">What</th><th scope="col" className="number">Before</th><th scope="col" className="number">After</th></tr></thead>
      <tbody>
        {figures.map((one) => (
          <tr key={one.name} className={one.before === one.after ? undefined : "differs"}>
            <th scope="row">{one.words}</th><td className="number">{shown(one.before)}</td><td className="number">{shown(one.after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function shown(cell: number | string | null): string {
  if (cell === null) return "–";
  return typeof cell === "number" ? cell.toLocaleString("en-GB") : cell;
}
