/** The visits something touches, the most at risk first, each with why it matters. */

import { useMemo } from "react";
import { criticalReasons } from "../data/service/morning";
import { useFetched } from "../data/use_fetched";
import { hourMinute } from "../rota/clock";
import type { Part } from "../rota/model";
import type { RotaStore } from "../rota/store";
import { carerName, clientName, count, dayShort, RISK_WORDS } from "../rota/words";
import { Icon } from "../ui/icons";

interface Props {
  store: RotaStore;
  parts: readonly Part[];
}

export function Affected({ store, parts }: Props) {
  const critical = useMemo(() => [...new Set(parts.filter((part) => part.critical).map((part) => part.clientId))].sort(), [parts]);
  const reasons = useFetched(() => criticalReasons(critical), [critical.join("|")]);
  // Whose absence it is need not be said in every row.
  const sameCarer = parts.length > 1 && new Set(parts.map((part) => part.carerId)).size === 1;
  const red = parts.filter(isRed).length;
  return (
    <section className="affected" aria-labelledby="affected-title">
      <h2 id="affected-title" aria-live="polite">{count(parts.length, "visit is", "visits are")} affected{red > 0 ? `, ${red} of them red or time-critical` : ""}</h2>
      {parts.length > 0 && (
        <div className="table-scroller" role="region" tabIndex={0} aria-label="Affected visits">
          <table className="rota-table affected-table">
            <thead><tr><th scope="col">Risk</th><th scope="col">When</th><th scope="col">Client</th><th scope="col">Why it matters</th></tr></thead>
            <tbody>
              {parts.map((part) => (
                <tr key={part.key} className={`risk-${part.risk}`}>
                  <td><span className="risk-mark" aria-hidden="true">{RISK_WORDS[part.risk][0]}</span><span className="visually-hidden">{RISK_WORDS[part.risk]}</span></td>
                  <td>{dayShort(store.week, part.day).slice(0, 3)} <b>{hourMinute(part.begins)}</b></td>
                  <th scope="row">{clientName(store.week, part.clientId)}</th>
                  <td>
                    {part.critical && <span className="critical"><Icon name="critical" size={12} /> {why(part, reasons.value)}</span>}
                    {[part.call, part.carers > 1 ? "two carers together" : "", sameCarer ? "" : part.carerId === null ? "nobody goes" : `with ${carerName(store.week, part.carerId)}`].filter(Boolean).join(", ")}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

export function isRed(part: Part): boolean {
  return part.risk === "red" || part.critical;
}

/** "Time-critical: insulin, 07:45 to 08:15. " */
function why(part: Part, reasons: ReadonlyMap<string, string> | undefined): string {
  const reason = reasons?.get(`${part.clientId}|${part.call}`);
  return `Time-critical${reason ? `: ${reason}` : ""}, ${hourMinute(part.agreed - part.before)} to ${hourMinute(part.agreed + part.after)}. `;
}
