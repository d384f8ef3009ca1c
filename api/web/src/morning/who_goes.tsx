/** Who goes where by one way of covering: taken whole, or visit by visit. */

import type { ChangedVisit, Comparison } from "../data/service/publish";
import { isNew, madeInWords, visitWhen } from "../publish/counts";
import type { RotaStore } from "../rota/store";
import { clientName, count } from "../rota/words";

interface Props {
  store: RotaStore;
  broken: ReadonlySet<string>;
  comparison: Comparison;
  /** Visits not to be taken. */
  left: ReadonlySet<string>;
  onLeave: (visitId: string, leave: boolean) => void;
}

export function WhoGoes({ store, broken, comparison, left, onLeave }: Props) {
  const told = comparison.visits.filter((one) => one.told || broken.has(one.visit_id));
  const direct = told.filter((one) => broken.has(one.visit_id));
  const room = told.filter((one) => !broken.has(one.visit_id));
  const small = comparison.visits.length - told.length;
  const strangers = new Map(comparison.clients.map((one) => [one.client, new Set(one.strangers)]));
  const rows = (visits: readonly ChangedVisit[]) =>
    visits.map((one) => {
      const name = `${visitWhen(store, one)} ${clientName(store.week, one.client_id)}`;
      return (
        <tr key={one.visit_id} className={left.has(one.visit_id) ? "left" : ""}>
          <td>
            <label className="tick">
              <input type="checkbox" checked={!left.has(one.visit_id)} onChange={(event) => onLeave(one.visit_id, !event.target.checked)} />
              <span className="visually-hidden">Take {name}</span>
            </label>
          </td>
          <td className="when">{visitWhen(store, one)}</td>
          <th scope="row">{clientName(store.week, one.client_id)}</th>
          <td className={one.after ? "goes" : "goes nobody"}>{madeInWords(store, one.after)}{isNew(one, strangers) && <span className="fresh"> new face</span>}</td>
          <td className="was">{madeInWords(store, one.before)}</td>
        </tr>
      );
    });
  return (
    <section className="who-goes" aria-labelledby="who-goes-title">
      <h2 id="who-goes-title">Who goes where</h2>
      <div className="table-scroller" role="region" tabIndex={0} aria-label="Visits, and who goes to each">
        <table className="rota-table goes-table">
          <thead><tr><th scope="col">Take</th><th scope="col">Was at</th><th scope="col">Client</th><th scope="col">Goes now</th><th scope="col">Was</th></tr></thead>
          {direct.length > 0 && <tbody><tr className="carer-line"><th scope="rowgroup" colSpan={5}>Affected <span>{count(direct.length, "visit", "visits")}</span></th></tr>{rows(direct)}</tbody>}
          {room.length > 0 && <tbody><tr className="carer-line"><th scope="rowgroup" colSpan={5}>Make room <span>{count(room.length, "visit", "visits")}</span></th></tr>{rows(room)}</tbody>}
        </table>
      </div>
      {small > 0 && <p className="hint">{count(small, "other visit shifts", "other visits shift")} by a few minutes: nobody has to be told.</p>}
      {left.size > 0 && <p className="hint">What is not taken stays as it was; an affected visit is then left with nobody.</p>}
    </section>
  );
}
