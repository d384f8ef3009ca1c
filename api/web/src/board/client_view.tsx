/** Who comes to whom: the clients, and for one of them every face of four weeks. */

import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { Source } from "../data/source";
import type { ClientRow, FaceRow } from "../data/types";
import { dateOf, longDay } from "../rota/clock";
import type { Part } from "../rota/model";
import type { RotaStore } from "../rota/store";
import { carerName, count, RISK_WORDS } from "../rota/words";
import { useShownRows } from "./rows";

const CLIENT_PX = 52;
const WEEKS = 4;

interface Props {
  store: RotaStore;
  source: Source;
  clients: readonly ClientRow[];
  chosen: string | null;
  onChoose: (clientId: string) => void;
  onPart: (part: Part) => void;
}

export function ClientView({ store, source, clients, chosen, onChoose, onPart }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const shown = useShownRows(scroller, CLIENT_PX, clients.length);
  useSyncExternalStore(store.subscribe, () => store.changes());
  const id = chosen ?? clients[0]?.id ?? null;
  return (
    <div className="client-view">
      <nav className="client-list" ref={scroller} aria-label="Clients" tabIndex={-1}>
        <div style={{ height: shown.first * CLIENT_PX }} />
        <ul>
          {clients.slice(shown.first, shown.last).map((client) => (
            <li key={client.id}>
              <button type="button" className="client-row" aria-current={client.id === id ? "true" : undefined} onClick={() => onChoose(client.id)}>
                <b>{client.name}</b>
                <span>{faceCount(store, client.id)} this week · {client.zone}</span>
              </button>
            </li>
          ))}
        </ul>
        <div style={{ height: (clients.length - shown.last) * CLIENT_PX }} />
      </nav>
      {id === null ? <p className="empty">No client is called that.</p> : <Faces key={id} store={store} source={source} clientId={id} onPart={onPart} />}
    </div>
  );
}

function faceCount(store: RotaStore, clientId: string): string {
  const faces = new Set(store.ofClient(clientId).map((part) => part.carerId).filter((id) => id !== null));
  return count(faces.size, "face", "faces");
}

interface FacesProps {
  store: RotaStore;
  source: Source;
  clientId: string;
  onPart: (part: Part) => void;
}

function Faces({ store, source, clientId, onPart }: FacesProps) {
  const changes = useSyncExternalStore(store.subscribe, () => store.changes());
  const [rows, setRows] = useState<FaceRow[] | null>(null);
  useEffect(() => {
    let wanted = true;
    source.faces(store.rotaId, clientId).then((found) => wanted && setRows(found), () => wanted && setRows([]));
    return () => {
      wanted = false;
    };
  }, [source, store, clientId, changes]);
  const days = useMemo(() => {
    const first = store.week.days - WEEKS * 7;
    return Array.from({ length: WEEKS * 7 }, (_, place) => dateOf(store.week.firstDay, first + place));
  }, [store]);
  const client = store.week.clientById.get(clientId);
  const people = useMemo(() => facesOf(rows ?? []), [rows]);
  const fortnight = new Set((rows ?? []).filter((row) => row.day >= (days[14] ?? "")).map((row) => row.carer_id).filter(Boolean)).size;
  if (!client) return null;
  return (
    <section className="faces" aria-labelledby="faces-title">
      <header>
        <h2 id="faces-title">{client.name}</h2>
        <p>{RISK_WORDS[client.risk]} · {client.zone} · <b>{count(fortnight, "face", "faces")} in 14 days</b>, at most {client.cap} wanted</p>
        {client.must && <p className="words">“{client.must}”</p>}
      </header>
      {rows === null ? <p>Fetching four weeks…</p> : (
        <div className="table-scroller" tabIndex={0} role="region" aria-label={`Who comes to ${client.name}, four weeks`}>
          <table className="face-table">
            <caption>Who comes, four weeks: B breakfast, L lunch, T tea, N bed</caption>
            <thead>
              <tr>
                <th scope="col">Carer</th><th scope="col">Visits</th>
                {days.map((day) => (
                  <th scope="col" key={day} className={weekStart(day)}><abbr title={longDay(day)}>{longDay(day)[0]}<br />{Number(day.slice(8))}</abbr></th>
                ))}
              </tr>
            </thead>
            <tbody>
              {people.map(([carerId, visits]) => (
                <tr key={carerId}>
                  <th scope="row">{carerId === "" ? "Nobody yet" : carerName(store.week, carerId)}</th>
                  <td>{visits.length}</td>
                  {days.map((day) => {
                    const here = visits.filter((row) => row.day === day).map((row) => letter(row.call));
                    return <td key={day} className={`${weekStart(day)} ${here.length > 0 ? "comes" : ""}`}>{here.join("")}</td>;
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <h3>This week</h3>
      <ul className="client-visits">
        {store.ofClient(clientId).map((part) => (
          <li key={part.key}>
            <button type="button" className="link" onClick={() => onPart(part)}>{visitLine(store, part)}</button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function visitLine(store: RotaStore, part: Part): string {
  const day = longDay(dateOf(store.week.firstDay, part.day)).slice(0, 3);
  const start = `${String(Math.floor(part.begins / 60)).padStart(2, "0")}:${String(part.begins % 60).padStart(2, "0")}`;
  return `${day} ${start} ${part.call}: ${carerName(store.week, part.carerId)}${part.newFace ? " (new face)" : ""}`;
}

function letter(call: string): string {
  return call === "bed" ? "N" : (call[0]?.toUpperCase() ?? "");
}

function weekStart(day: string): string {
  return new Date(`${day}T00:00:00Z`).getUTCDay() === 1 ? "week-start" : "";
}

/** Visits by carer, the most frequent face first, and nobody last. */
export function facesOf(rows: readonly FaceRow[]): [string, FaceRow[]][] {
  const found = new Map<string, FaceRow[]>();
  for (const row of rows) {
    const id = row.carer_id ?? "";
    const known = found.get(id);
    if (known) known.push(row);
    else found.set(id, [row]);
  }
  return [...found].sort(([one, here], [other, there]) =>
    one === "" ? 1 : other === "" ? -1 : there.length - here.length || one.localeCompare(other),
  );
}
