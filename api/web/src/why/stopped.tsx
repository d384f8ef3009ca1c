/** What keeps everybody from a visit nobody makes, counted, and what would help. */

import type { Explanation } from "../data/service/why";
import type { Part } from "../rota/model";
import type { Naming } from "../rota/named";
import { count } from "../rota/words";
import { reliefs, tally } from "./tally";

export function Stopped({ part, found, say }: { part: Part; found: Explanation; say: Naming }) {
  const counts = tally(found.others);
  const most = counts[0]?.many ?? 1;
  const remedies = reliefs(found.others);
  return (
    <>
      <table className="plain-table why-counts">
        <caption>What keeps {count(found.others.length, "carer", "carers")} from it</caption>
        <thead><tr><th scope="col">Reason</th><th scope="col">Carers</th><th scope="col"><span className="visually-hidden">In proportion</span></th></tr></thead>
        <tbody>
          {counts.map(({ why, words, many }) => (
            <tr key={why}>
              <th scope="row">{words}</th>
              <td>{many}</td>
              <td>
                <svg className="why-bar" aria-hidden="true" focusable="false" viewBox="0 0 100 8" preserveAspectRatio="none">
                  <rect width={(100 * many) / most} height="8" className={why === "free" ? "could" : undefined} />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <section className="why-help">
        <h3>What would help</h3>
        {part.reason && <p>{part.reason.replace(/^[^.]*\.\s*/, "")}</p>}
        {found.sentences.slice(1).map((one) => <p key={one}>{say(one)}</p>)}
        {remedies.length > 0 && (
          <>
            <p className="kicker">Single changes that would let somebody go, the nearest first:</p>
            <ul>{remedies.map(({ remedy, carers }) => <li key={remedy}>{say(remedy)} <span className="kicker">{carers.length > 1 ? `(${carers.length} carers)` : ""}</span></li>)}</ul>
          </>
        )}
      </section>
    </>
  );
}
