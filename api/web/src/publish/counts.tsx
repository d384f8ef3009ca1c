/** What changes, counted first, then visit by visit with a way to each. */

import type { OnRota } from "../app/places";
import type { ChangedVisit, Comparison, Made } from "../data/service/publish";
import { hourMinute, shortDay, dateOf, wallTime } from "../rota/clock";
import { lookAt } from "../rota/look";
import { named, type People } from "../rota/named";
import type { RotaStore } from "../rota/store";
import { carerName, clientName, count } from "../rota/words";

interface Props {
  comparison: Comparison;
  people: People;
  rotaId: string;
  store: RotaStore;
  go: OnRota["go"];
}

export function Counts({ comparison, people, rotaId, store, go }: Props) {
  const told = comparison.visits.filter((one) => one.told);
  const small = comparison.visits.length - told.length;
  const figures: [number, string][] = [
    [comparison.client_notices.length, "clients to tell"],
    [comparison.carer_notices.length, "carers to tell"],
    ...Object.entries(comparison.counts).map(([kind, many]): [number, string] => [many, kind]),
  ];
  const strangers = new Map(comparison.clients.map((one) => [one.client, new Set(one.strangers)]));
  return (
    <section className="changes-counted no-print" aria-labelledby="counts-title">
      <h2 id="counts-title">What changes</h2>
      <dl className="figures">
        {figures.map(([many, words]) => <div key={words} className={many === 0 ? "none" : ""}><dt>{words}</dt><dd>{many}</dd></div>)}
      </dl>
      <p className="trade">{comparison.visits.length === 0 ? "Nothing: it is what people know." : named(comparison.trade, people)}</p>
      {told.length > 0 && (
        <details>
          <summary>{count(told.length, "visit changes", "visits change")}{small > 0 ? `; ${count(small, "other shifts", "others shift")} by a few minutes` : ""}</summary>
          <div className="table-scroller" role="region" tabIndex={0} aria-label="Visits that change">
            <table className="rota-table change-table">
              <thead><tr><th scope="col">Visit</th><th scope="col">Client</th><th scope="col">Was</th><th scope="col">Now</th><th scope="col">What</th></tr></thead>
              <tbody>
                {told.map((one) => (
                  <tr key={one.visit_id}>
                    <td><button type="button" className="link" onClick={() => {
                      lookAt(one.visit_id);
                      go("rota", rotaId);
                    }}>{visitWhen(store, one)}</button></td>
                    <th scope="row">{clientName(store.week, one.client_id)}</th>
                    <td className="was">{madeInWords(store, one.before)}</td>
                    <td className={one.after ? undefined : "nobody"}>{madeInWords(store, one.after)}{isNew(one, strangers) ? <span className="fresh"> new face</span> : ""}</td>
                    <td>{one.kinds.join(", ")}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </section>
  );
}

export function isNew(one: ChangedVisit, strangers: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const had = new Set(one.before?.carers ?? []);
  return (one.after?.carers ?? []).some((id) => !had.has(id) && strangers.get(one.client_id)?.has(id));
}

/** "Tue 1 Dec 07:45", as it is agreed or was made. */
export function visitWhen(store: RotaStore, one: ChangedVisit): string {
  const at = wallTime(store.week.firstDay, (one.before ?? one.after)?.start ?? "");
  return `${shortDay(dateOf(store.week.firstDay, at.day))} ${hourMinute(at.minute)}`;
}

/** "Ann Alder 07:45", or nobody. */
export function madeInWords(store: RotaStore, made: Made | null): string {
  if (!made || made.carers.length === 0) return "nobody";
  return `${made.carers.map((id) => carerName(store.week, id)).join(" and ")} ${hourMinute(wallTime(store.week.firstDay, made.start).minute)}`;
}
