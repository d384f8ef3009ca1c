/** Publish: what changes for whom since what people know, whether it may be, and by whom. */

import { useState } from "react";
import type { OnRota } from "../app/places";
import { compared, type Comparison, draftOf, freezeRota, judgedRota, knownBefore, type RotaFacts, type RotaJudged, rotasOf } from "../data/service/publish";
import { Refusal } from "../data/source";
import { useFetched } from "../data/use_fetched";
import { clockTime, longDay } from "../rota/clock";
import { count } from "../rota/words";
import { useSay } from "../ui/announce";
import { Papers } from "./after";
import { Counts } from "./counts";
import { Gate } from "./gate";
import { Notices } from "./notices";
import { PublishDialog } from "./publish_dialog";
import "../styles/publish.css";

interface Standing {
  rota: RotaJudged;
  before: RotaFacts | null;
  comparison: Comparison | null;
}

async function standingOf(id: string): Promise<Standing> {
  const rota = await judgedRota(id);
  const before = knownBefore(rota, await rotasOf(rota.first_day, rota.days));
  return { rota, before, comparison: before && (await compared(before.id, rota.id)) };
}

export function Publish(given: OnRota) {
  const [asked, setAsked] = useState(0);
  const found = useFetched(() => standingOf(given.rota.id), [given.rota.id, asked], "keep");
  if (found.error !== undefined)
    return (
      <section className="empty-page" role="alert">
        <h2>What changes could not be fetched</h2>
        <p>{found.error instanceof Refusal ? found.error.message : "Try again in a moment."}</p>
        <button type="button" onClick={() => setAsked(asked + 1)}>Try again</button>
      </section>
    );
  if (!found.value) return <p className="empty" role="status">Working out what changes for whom…</p>;
  return <Ready {...given} {...found.value} onChanged={() => {
    setAsked(asked + 1);
    given.onRotasChanged();
  }} />;
}

function Ready({ rota, before, comparison, store, me, go, onChanged }: Omit<OnRota, "rota"> & Standing & { onChanged: () => void }) {
  const [asking, setAsking] = useState(false);
  const people = store.week;
  const may = me.may.includes("publish");
  const draft = rota.stage === "draft";
  const legal = rota.legal && rota.breaches.length === 0;
  const open = store.unallocated().length;
  return (
    <div className="publish-page">
      <div className="publish-inside">
        <header className="publish-head">
          <div>
            <h2>{headline(rota)}</h2>
            <p className="kicker">{since(rota, before, me.person_id, me.login)}</p>
          </div>
          <span className="stretch" />
          <div className="no-print publish-actions">
            {draft && may && <button type="button" className="primary" disabled={!legal} onClick={() => setAsking(true)}>Publish…</button>}
            {!draft && may && <Next rota={rota} onChanged={onChanged} go={go} />}
          </div>
        </header>
        {draft && !may && <p className="note" role="note">You see what would change. A planner or manager with the right to publish publishes it.</p>}
        {draft && <Gate rota={rota} people={people} open={open} go={go} />}
        {comparison ? (
          <>
            <Counts comparison={comparison} people={people} rotaId={rota.id} go={go} store={store} />
            <Notices key={rota.id} rotaId={rota.id} people={people} comparison={comparison} title={draft ? "Who would be told" : "Who must be told"} />
          </>
        ) : (
          <p className="note">{draft ? "Nothing has been published for this week yet: everybody is told their whole week, by run sheet and calendar." : "This is the first rota published for this week: everybody is told their whole week, by run sheet and calendar."}</p>
        )}
        {!draft && <Papers rota={rota} before={before} people={people} mayExport={me.may.includes("export")} mayFeed={me.may.includes("have feeds")} />}
      </div>
      {asking && (
        <PublishDialog rota={rota} me={me} people={people} concerns={concerns(comparison)} onPublished={onChanged} onStale={onChanged} onClose={() => setAsking(false)} />
      )}
    </div>
  );
}

/** What can be done with a rota that people know. */
function Next({ rota, onChanged, go }: { rota: RotaFacts; onChanged: () => void; go: OnRota["go"] }) {
  const say = useSay();
  const failed = (error: unknown) => say(error instanceof Refusal ? error.message : "That did not work.", "refused");
  return (
    <>
      {rota.stage === "published" && rota.replaced_at === null && (
        <button
          type="button"
          title="From then on a change costs most: for the days just before"
          onClick={() => freezeRota(rota.id, rota.version).then(() => {
            say("Frozen.");
            onChanged();
          }, failed)}
        >
          Freeze
        </button>
      )}
      <button
        type="button"
        onClick={() => draftOf(rota.id).then((draft) => {
          onChanged();
          say("A draft to change is made; what is published stays as it is.");
          go("rota", draft.id);
        }, failed)}
      >
        Change it in a draft
      </button>
    </>
  );
}

function headline(rota: RotaFacts): string {
  if (rota.stage === "draft") return "To publish";
  if (rota.replaced_at !== null) return "Published, and replaced since";
  return rota.stage === "frozen" ? "Published and frozen" : "Published";
}

function since(rota: RotaFacts, before: RotaFacts | null, personId: string, login: string): string {
  const at = (iso: string) => `${longDay(iso)} at ${clockTime(iso)}`;
  if (rota.published_at !== null) return `On ${at(rota.published_at)}${rota.published_by === personId ? `, by you (${login})` : ""}`;
  return before?.published_at ? `Against the rota published on ${at(before.published_at)}` : "The first for this week";
}

export function concerns(comparison: Comparison | null): string {
  if (!comparison) return "Nothing was published for this week before.";
  const [clients, carers] = [comparison.client_notices.length, comparison.carer_notices.length];
  if (clients + carers === 0) return "Nobody has to be told of a change.";
  return `${count(clients, "client has", "clients have")} and ${count(carers, "carer has", "carers have")} to be told of changes.`;
}
