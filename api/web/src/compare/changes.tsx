/** Differences of two rotas, client by client, carer by carer, visit by visit. */

import type { CarerChange, ClientChange, VisitChange } from "../data/service/compare";
import { dateOf, hourMinute, hours, shortDay, wallTime } from "../rota/clock";
import type { Week } from "../rota/model";
import { carerName, clientName } from "../rota/words";

const MOST_SHOWN = 400;

interface TableProps {
  label: string;
  heads: readonly string[];
  many: number;
  children: React.ReactNode;
}

function Changes({ label, heads, many, children }: TableProps) {
  if (many === 0) return <p className="empty">No difference.</p>;
  return (
    <div className="table-scroller changes" tabIndex={0} role="region" aria-label={label}>
      <table className="rota-table">
        <thead><tr>{heads.map((one) => <th key={one} scope="col">{one}</th>)}</tr></thead>
        <tbody>{children}</tbody>
      </table>
      {many > MOST_SHOWN && <p className="hint">The first {MOST_SHOWN} of {many}.</p>}
    </div>
  );
}

const pair = (before: string | number, after: string | number): string => (before === after ? `${after}` : `${before} → ${after}`);

export function ClientChanges({ week, lines }: { week: Week; lines: readonly ClientChange[] }) {
  const names = (ids: readonly string[]) => ids.map((id) => carerName(week, id)).join(", ");
  return (
    <Changes label="Differences by client" heads={["Client", "Carers", "Comes now", "Comes no more", "Off agreed times"]} many={lines.length}>
      {lines.slice(0, MOST_SHOWN).map((one) => (
        <tr key={one.client}>
          <th scope="row">{clientName(week, one.client)}</th>
          <td className={one.faces[1] < one.faces[0] ? "better" : one.faces[1] > one.faces[0] ? "worse" : undefined}>{pair(...one.faces)}</td>
          <td>{names(one.come)}{one.strangers.length > 0 && <span className="fresh"> ({one.strangers.length === 1 ? "1 new face" : `${one.strangers.length} new faces`})</span>}</td>
          <td>{names(one.gone)}</td>
          <td>{pair(`${Math.round(one.off_time[0] / 60)} min`, `${Math.round(one.off_time[1] / 60)} min`)}</td>
        </tr>
      ))}
    </Changes>
  );
}

export function CarerChanges({ week, lines }: { week: Week; lines: readonly CarerChange[] }) {
  const days = (dates: readonly string[]) => dates.map((date) => shortDay(date).slice(0, 3)).join(", ");
  return (
    <Changes label="Differences by carer" heads={["Carer", "Work", "Travel", "Visits", "Gained", "Lost", "Other time", "Works now", "Off now"]} many={lines.length}>
      {lines.map((one) => (
        <tr key={one.carer}>
          <th scope="row">{carerName(week, one.carer)}</th>
          <td>{pair(hours(one.work[0] / 60), hours(one.work[1] / 60))}</td>
          <td>{pair(hours(one.travel[0] / 60), hours(one.travel[1] / 60))}</td>
          <td>{pair(...one.visits)}</td>
          <td>{one.gained || ""}</td>
          <td>{one.lost || ""}</td>
          <td>{one.moved || ""}</td>
          <td>{days(one.days_gained)}</td>
          <td>{days(one.days_lost)}</td>
        </tr>
      ))}
    </Changes>
  );
}

export function VisitChanges({ week, lines }: { week: Week; lines: readonly VisitChange[] }) {
  return (
    <Changes label="Differences by visit" heads={["Client", "Day", "What changes", "Before", "After"]} many={lines.length}>
      {lines.slice(0, MOST_SHOWN).map((one) => (
        <tr key={one.visit_id}>
          <th scope="row">{clientName(week, one.client_id)}</th>
          <td>{dayOf(week, one)}</td>
          <td>{one.kinds.join(", ")}</td>
          <td>{madeInWords(week, one.before)}</td>
          <td>{madeInWords(week, one.after)}</td>
        </tr>
      ))}
    </Changes>
  );
}

function dayOf(week: Week, one: VisitChange): string {
  const made = one.after ?? one.before;
  return made ? shortDay(dateOf(week.firstDay, wallTime(week.firstDay, made.start).day)) : "";
}

function madeInWords(week: Week, made: VisitChange["before"]): string {
  if (made === null) return "nobody";
  const start = hourMinute(wallTime(week.firstDay, made.start).minute);
  return `${start} ${made.carers.map((id) => carerName(week, id)).join(" and ")}`;
}
