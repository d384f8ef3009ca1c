/** Beside the board: what is otherwise than what people know, as it stands after every step. */

import { useMemo, useState, useSyncExternalStore } from "react";
import { rotasOf } from "../data/service/publish";
import { assignmentsOf } from "../data/service/source";
import { useFetched } from "../data/use_fetched";
import { clockTime, hourMinute, longDay } from "../rota/clock";
import type { Part } from "../rota/model";
import type { RotaStore } from "../rota/store";
import { carerName, clientName, count, dayShort } from "../rota/words";
import { Icon } from "../ui/icons";
import { type Changed, changedSince, type ChangeKind, KINDS, placesOf } from "./changed";
import "../styles/changes.css";

interface Props {
  store: RotaStore;
  onPart: (part: Part) => void;
  onClose: () => void;
}

const MOST_ROWS = 300;

async function knownPlaces(store: RotaStore) {
  const { firstDay, days } = store.week;
  const rotas = await rotasOf(firstDay, days);
  const known = rotas.find((one) => one.stage !== "draft" && one.replaced_at === null);
  if (!known) return null;
  return { known, places: placesOf(firstDay, known.id === store.rotaId ? [] : await assignmentsOf(known.id)) };
}

export default function ChangesPanel({ store, onPart, onClose }: Props) {
  const changes = useSyncExternalStore(store.subscribe, () => store.changes());
  const found = useFetched(() => knownPlaces(store), [store]);
  const [kind, setKind] = useState<ChangeKind | null>(null);
  const here = found.value?.known.id === store.rotaId;
  const all = useMemo(() => (found.value && !here ? changedSince(found.value.places, store.all()) : []), [found.value, here, store, changes]);
  const rows = kind === null ? all : all.filter((one) => one.kinds.includes(kind));
  return (
    <aside className="changes" aria-labelledby="changes-title">
      <header>
        <h2 id="changes-title">Changes</h2>
        <button type="button" className="plain icon-only" aria-label="Close the changes" onClick={onClose}><Icon name="no" /></button>
      </header>
      {found.error !== undefined && <p className="empty" role="alert">They could not be fetched. Close this and open it again.</p>}
      {found.value === undefined && found.error === undefined && <p className="empty" role="status">Fetching what people know…</p>}
      {found.value === null && <p className="hint">Nothing is published for this week yet.</p>}
      {here && <p className="hint">This is the rota people know.</p>}
      {found.value && !here && (
        <>
          <p className="hint">Since the rota published on {longDay(found.value.known.published_at ?? "")} at {clockTime(found.value.known.published_at ?? "")}</p>
          <div className="kinds" role="group" aria-label="Kind of change">
            <button type="button" aria-pressed={kind === null} onClick={() => setKind(null)}><b>{all.length}</b> in all</button>
            {KINDS.map((one) => [one, all.filter((row) => row.kinds.includes(one)).length] as const).filter(([, many]) => many > 0).map(([one, many]) => (
              <button key={one} type="button" aria-pressed={kind === one} onClick={() => setKind(kind === one ? null : one)}><b>{many}</b> {one}</button>
            ))}
          </div>
          {all.length === 0 && <p className="hint">Nothing is otherwise than people know.</p>}
          <ul className="change-rows" tabIndex={0} aria-label="Changed visits">
            {rows.slice(0, MOST_ROWS).map((one) => (
              <li key={one.part.key}>
                <button type="button" className="change-row" onClick={() => onPart(one.part)}>
                  <span><b>{dayShort(store.week, one.part.day).slice(0, 3)} {hourMinute(one.part.begins)}</b> {clientName(store.week, one.part.clientId)}</span>
                  <span className="change-what">{changeInWords(store, one)}</span>
                </button>
              </li>
            ))}
            {rows.length > MOST_ROWS && <li className="hint">and {count(rows.length - MOST_ROWS, "more", "more")}: choose a kind above</li>}
          </ul>
        </>
      )}
    </aside>
  );
}

function changeInWords(store: RotaStore, { part, come, gone, began, kinds }: Changed): string {
  const names = (ids: readonly string[]) => ids.map((id) => carerName(store.week, id)).join(" and ") || "nobody";
  const who = kinds.some((kind) => kind === "other carer" || kind === "left open" || kind === "covered");
  const words = [
    kinds.includes("added") ? `new: ${names(come)}` : "",
    who ? `${names(come)} instead of ${names(gone)}` : "",
    began !== null && part.carerId !== null && began !== part.begins ? `${hourMinute(began)} before` : "",
  ];
  return words.filter(Boolean).join(", ");
}
