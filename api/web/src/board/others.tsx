/** Others at the same rota: what they changed, told at once; and a choice where both changed a visit. */

import { useEffect, useState, useSyncExternalStore } from "react";
import type { SaveRow } from "../data/types";
import { hourMinute } from "../rota/clock";
import type { Part } from "../rota/model";
import type { Clash, Place, RotaStore } from "../rota/store";
import { carerName, clientName, count, dayShort } from "../rota/words";
import { useSay } from "../ui/announce";
import { Dialog } from "../ui/dialog";
import type { Others } from "./use_others";

interface Props {
  store: RotaStore;
  others: Others;
  onPart: (part: Part) => void;
}

export function OthersHere({ store, others, onPart }: Props) {
  const clashes = useSyncExternalStore(store.subscribe, () => store.clashes());
  const [choosing, setChoosing] = useState(false);
  const say = useSay();
  useEffect(() => setChoosing(clashes.length > 0), [clashes.length > 0]);
  const who = [...new Set(others.saves.map((one) => one.login || "Somebody"))].join(" and ");
  const visits = [...new Set(others.saves.flatMap((one) => one.visits))];
  const done = others.saves.length > 0 ? whatWords(others.saves, visits.length) : "";
  useEffect(() => {
    if (done) say(`${who} ${done}.`);
  }, [done, who, say]);
  return (
    <>
      {done && (
        <section className="others" aria-label="Changed by others">
          <p><b>{who}</b> {done}. It is on your board; your own steps stay.</p>
          <ul>
            {visits.slice(0, 6).flatMap((visit) => {
              const part = store.part(`${visit}/0`);
              return part ? [<li key={visit}><button type="button" className="link" onClick={() => onPart(part)}>{placeWords(store, part, part)}</button></li>] : [];
            })}
            {visits.length > 6 && <li>and {visits.length - 6} more</li>}
          </ul>
          <button type="button" onClick={others.seen}>Seen</button>
        </section>
      )}
      {clashes.length > 0 && !choosing && (
        <p className="stale" role="alert">
          <b>{count(clashes.length, "visit was", "visits were")} changed by somebody else as well.</b> Theirs stands until you choose.{" "}
          <button type="button" onClick={() => setChoosing(true)}>Choose</button>
        </p>
      )}
      {clashes.length > 0 && choosing && <Choosing store={store} clashes={clashes} onClose={() => setChoosing(false)} />}
    </>
  );
}

function whatWords(saves: readonly SaveRow[], visits: number): string {
  const actions = new Set(saves.map((one) => one.action));
  const words = [
    visits > 0 ? `changed ${count(visits, "visit", "visits")}` : "",
    actions.has("pin") || actions.has("unpin") ? "changed pins" : "",
    actions.has("publish") ? "published this rota" : "",
    actions.has("freeze") ? "froze this rota" : "",
    actions.has("rename rota") ? "renamed this rota" : "",
  ].filter(Boolean);
  return words.length === 0 ? "saved this rota" : words.join(", ");
}

/** "Tue 1 Dec 07:45 Ada Quill, Ann Alder". */
function placeWords(store: RotaStore, part: Part, at: Place): string {
  return `${dayShort(store.week, at.day)} ${hourMinute(at.begins)} ${clientName(store.week, part.clientId)}, ${carerName(store.week, at.carerId)}`;
}

function Choosing({ store, clashes, onClose }: { store: RotaStore; clashes: readonly Clash[]; onClose: () => void }) {
  const say = useSay();
  const choose = (clash: Clash, whose: "yours" | "theirs") => void store.choose(clash, whose).then(({ ok, said }) => say(said, ok ? "plain" : "refused"));
  return (
    <Dialog title={clashes.length === 1 ? "You both changed this visit" : "You both changed these visits"} kicker="Choose for each which holds" onClose={onClose}>
      <table className="plain-table clash-table">
        <thead><tr><th scope="col">Visit</th><th scope="col">Yours</th><th scope="col">Theirs, saved first</th></tr></thead>
        <tbody>
          {clashes.map((clash) => {
            const part = store.part(clash.parts[0]?.key ?? "");
            const name = part ? `${part.call} visit of ${clientName(store.week, part.clientId)}` : clash.visitId;
            return (
              <tr key={clash.visitId}>
                <th scope="row">{part && dayShort(store.week, part.day)} {name}</th>
                {(["yours", "theirs"] as const).map((whose) => (
                  <td key={whose}>
                    {clash.parts.map((one) => <span key={one.key} className="clash-place">{hourMinute(one[whose].begins)}, {carerName(store.week, one[whose].carerId)}</span>)}
                    <button type="button" onClick={() => choose(clash, whose)}>Keep {whose}<span className="visually-hidden">, {name}</span></button>
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Dialog>
  );
}
