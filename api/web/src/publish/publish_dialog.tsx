/** A named person publishes, once more asked; a refusal says why and loses nothing. */

import { useState } from "react";
import { publishRota, type RotaFacts } from "../data/service/publish";
import { isConflict, Refusal } from "../data/source";
import type { Me } from "../data/types";
import { weekInWords } from "../rota/clock";
import { named, type People } from "../rota/named";
import { useSay } from "../ui/announce";
import { Dialog } from "../ui/dialog";

interface Props {
  rota: RotaFacts;
  me: Me;
  people: People;
  /** Whom it concerns, in a sentence. */
  concerns: string;
  onPublished: (rota: RotaFacts) => void;
  /** Somebody saved it meanwhile: what would be published is not what is shown. */
  onStale: () => void;
  onClose: () => void;
}

/** The dialog gives the focus to what has this attribute; a property alone it does not see. */
const first = (field: HTMLInputElement | null) => field?.setAttribute("autofocus", "");

const STALE = new Refusal("conflict", 409, "Somebody changed this rota while you looked at it. Close this, look at what changes now, and publish again.");

export function PublishDialog({ rota, me, people, concerns, onPublished, onStale, onClose }: Props) {
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const say = useSay();
  const publish = () => {
    setBusy(true);
    setRefused(null);
    publishRota(rota.id, rota.version, reason).then(
      (found) => {
        say("Published.");
        onPublished(found);
        onClose();
      },
      (error: unknown) => {
        setBusy(false);
        if (isConflict(error)) onStale();
        setRefused(isConflict(error) ? STALE : error instanceof Refusal ? error : new Refusal("failed", 0, "It could not be published. Try again."));
      },
    );
  };
  return (
    <Dialog
      title="Publish this rota?"
      kicker={weekInWords(rota.first_day, rota.days)}
      onClose={onClose}
      footer={
        <>
          <span className="stretch" />
          <button type="button" onClick={onClose}>Not yet</button>
          <button type="submit" form="publish-form" className="primary" disabled={busy}>{busy ? "Publishing…" : `Publish as ${me.login}`}</button>
        </>
      }
    >
      <form
        id="publish-form"
        className="publish-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) publish();
        }}
      >
        <p>It is in force at once: carers, clients and calendars see it. {concerns}</p>
        <p>Your name, <b>{me.login}</b>, stands under it in the record.</p>
        <label className="field">
          <span>Why (kept in the record; may be left empty)</span>
          <input ref={first} value={reason} maxLength={2000} autoComplete="off" onChange={(event) => setReason(event.target.value)} />
        </label>
      </form>
      {refused && (
        <div className="refused" role="alert">
          <b>It was not published.</b> {refused.reasons.length === 0 && named(refused.message, people)}
          <ul>{refused.reasons.map((one) => <li key={one}>{named(one, people)}</li>)}</ul>
        </div>
      )}
    </Dialog>
  );
}
