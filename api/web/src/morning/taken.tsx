/** Cover that was taken: who must be told, ticked off, and published by a named person. */

import { useEffect, useRef, useState } from "react";
import type { OnRota } from "../app/places";
import type { RotaFacts } from "../data/service/publish";
import type { Refusal } from "../data/source";
import type { Me } from "../data/types";
import { concerns } from "../publish/publish";
import { Notices } from "../publish/notices";
import { PublishDialog } from "../publish/publish_dialog";
import { named } from "../rota/named";
import type { RotaStore } from "../rota/store";
import { Icon } from "../ui/icons";
import type { Taken } from "./use_cover";

interface Props {
  taken: Taken;
  store: RotaStore;
  me: Me;
  go: OnRota["go"];
  what: readonly string[];
  refused: Refusal | null;
  onPublished: (rota: RotaFacts) => void;
}

export function TakenCover({ taken, store, me, go, what, refused, onPublished }: Props) {
  const { rota, comparison, asks } = taken;
  const [asking, setAsking] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const draft = rota.stage === "draft";
  const may = me.may.includes("publish");
  return (
    <div className="taken">
      <header className="taken-head no-print">
        <div>
          <h2 tabIndex={-1} ref={heading}>{draft ? "Cover is taken, as a draft" : <><Icon name="yes" /> Cover is published</>}</h2>
          <p className="kicker">{what.join(" · ")}</p>
        </div>
        <span className="stretch" />
        {draft && may && <button type="button" className="primary" disabled={!rota.legal} onClick={() => setAsking(true)}>Publish now…</button>}
        <button type="button" onClick={() => go("rota", rota.id)}>See it on the rota</button>
        <button type="button" className="plain" onClick={() => go("publish", rota.id)}>All that changes</button>
        <button type="button" className="plain" onClick={() => go("morning", rota.id)}>Next thing</button>
      </header>
      {!rota.legal && <p className="refused" role="alert">This cover breaks a hard rule and cannot be published yet. Mend it on the rota first.</p>}
      {draft && !may && <p className="note" role="note">A planner or manager with the right to publish publishes it.</p>}
      {refused && <p className="refused" role="alert">{named(refused.message, store.week)}</p>}
      <Notices rotaId={rota.id} people={store.week} comparison={comparison} asks={asks} title="Who must be told" />
      {asking && <PublishDialog rota={rota} me={me} people={store.week} concerns={concerns(comparison)} onPublished={onPublished} onStale={() => go("publish", rota.id)} onClose={() => setAsking(false)} />}
    </div>
  );
}
