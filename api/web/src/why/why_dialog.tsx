/** Why this carer and no other; of a visit nobody makes, what keeps everybody from it. */

import { useMemo, useState } from "react";
import { explain, type Explanation } from "../data/service/why";
import { hourMinute, minutesInWords } from "../rota/clock";
import type { Part } from "../rota/model";
import type { RotaStore } from "../rota/store";
import { namesOf } from "../rota/week_naming";
import { carerName, clientName, dayLong } from "../rota/words";
import { Dialog } from "../ui/dialog";
import { Pending } from "../ui/pending";
import { useAnswer } from "../ui/use_answer";
import { Others } from "./others";
import { Stopped } from "./stopped";
import "../styles/why.css";

interface Props {
  store: RotaStore;
  part: Part;
  /** Back to the visit, to give it to somebody. */
  onVisit: (part: Part) => void;
  onClose: () => void;
}

export function WhyDialog({ store, part, onVisit, onClose }: Props) {
  // A step on its way is asked about once it is kept: the service explains what it has.
  const asked = useAnswer(() => store.settled().then(() => explain(store.rotaId, part.visitId)), [store, part.visitId]);
  const who = together(store, part);
  const refused = asked.refused === undefined ? undefined : namesOf(store)(asked.refused);
  const client = clientName(store.week, part.clientId);
  return (
    <Dialog
      title={who ? `Why ${who} ${part.carers > 1 ? "go" : "goes"} to ${client}` : `Why nobody goes to ${client}`}
      kicker={`${dayLong(store.week, part.day)}, ${hourMinute(part.begins)}, ${part.call}, ${minutesInWords(part.lasts)}`}
      onClose={onClose}
      footer={<button type="button" onClick={() => onVisit(part)}>Open the visit</button>}
    >
      <Pending answer={refused === undefined ? asked : { ...asked, refused }} waiting="Asking who else could go">
        {(found) => <Told store={store} part={part} found={found} />}
      </Pending>
    </Dialog>
  );
}

function Told({ store, part, found }: { store: RotaStore; part: Part; found: Explanation }) {
  const say = namesOf(store);
  const [instead, setInstead] = useState(found.carers[0] ?? null);
  const others = useMemo(() => found.others.filter((one) => one.in_place_of === instead), [found, instead]);
  return (
    <>
      {found.carers.length > 0 && <div className="why-said">{found.sentences.map((one) => <p key={one}>{say(one)}</p>)}</div>}
      {found.carers.length > 1 && (
        <fieldset className="why-instead">
          <legend>In place of</legend>
          {found.carers.map((id) => (
            <label key={id} className="check">
              <input type="radio" name="instead" checked={instead === id} onChange={() => setInstead(id)} />
              {carerName(store.week, id)}
            </label>
          ))}
        </fieldset>
      )}
      {found.carers.length === 0 && <Stopped part={part} found={found} say={say} />}
      <Others week={store.week} others={others} say={say} />
    </>
  );
}

/** Everybody who goes to the visit, or nothing. */
function together(store: RotaStore, part: Part): string {
  const parts = store.ofClient(part.clientId).filter((one) => one.visitId === part.visitId && one.carerId !== null);
  return parts.map((one) => carerName(store.week, one.carerId)).join(" and ");
}
