/** The morning: what has happened, whom it touches, ways to cover, and who must be told. */

import { useEffect, useMemo, useRef, useState } from "react";
import type { OnRota } from "../app/places";
import { type RotaFacts, rotasOf } from "../data/service/publish";
import { useFetched } from "../data/use_fetched";
import { clockTime, daysBetween, longDay, wallTime } from "../rota/clock";
import { named } from "../rota/named";
import type { RotaStore } from "../rota/store";
import { count } from "../rota/words";
import { Icon } from "../ui/icons";
import { Affected } from "./affected";
import { HappeningForm } from "./form";
import { affected, type Happening, happeningInWords, type Moment, worstFirst } from "./happening";
import { Options } from "./options";
import { TakenCover } from "./taken";
import { useCover } from "./use_cover";
import { WhoGoes } from "./who_goes";
import "../styles/publish.css";
import "../styles/morning.css";

const EARLY_MIN = 6 * 60;

export function Morning(given: OnRota) {
  const { store, rota, go } = given;
  const rotas = useFetched(() => rotasOf(rota.first_day, rota.days), [rota.id]);
  // The rota in hand stays the one in the address, whatever drafts are made of it.
  useEffect(() => {
    if (!window.location.hash.includes(rota.id)) go("morning", rota.id);
  }, [rota.id, go]);
  if (!rotas.value && rotas.error === undefined) return <p className="empty" role="status">Looking which rota is in force…</p>;
  const known = (rotas.value ?? []).find((one) => one.stage !== "draft" && one.replaced_at === null) ?? null;
  return <Desk {...given} known={known} key={store.rotaId} />;
}

function Desk({ store, me, rota, go, onRotasChanged, known }: OnRota & { known: RotaFacts | null }) {
  const field = useRef<HTMLInputElement>(null);
  const now = useMemo(() => nowIn(store), [store]);
  const [noted, setNoted] = useState<readonly Happening[]>([]);
  const [current, setCurrent] = useState<Happening | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const cover = useCover(store, known?.id ?? store.rotaId, onRotasChanged);
  const { state } = cover;
  const happenings = useMemo(() => (current ? [...noted, current] : noted), [noted, current]);
  const parts = useMemo(() => {
    const found = new Map(happenings.flatMap((one) => affected(one, store)).map((part) => [part.key, part]));
    return worstFirst([...found.values()]);
  }, [happenings, store]);
  // First, and when no cover was found: the name is where one goes on.
  useEffect(() => {
    if (state.phase === "asking") field.current?.focus();
  }, [state.phase]);
  const busy = state.phase === "seeking" || state.phase === "taking";
  const comparison = state.chosen && state.comparisons.get(state.chosen.rota_id);
  if (state.phase === "taken" && state.taken)
    return (
      <div className="morning-page">
        <TakenCover
          taken={state.taken} store={store} me={me} go={go} refused={state.refused}
          what={happenings.map((one) => happeningInWords(one, store))}
          onPublished={(published) => {
            cover.published(published);
            onRotasChanged();
          }}
        />
      </div>
    );
  return (
    <div className="morning-page">
      <div className="morning-left">
        <WrongRota rota={rota} known={known} go={go} />
        <HappeningForm
          store={store} field={field} now={now} busy={busy} noted={noted.length}
          onChange={setCurrent}
          onMore={(one) => setNoted([...noted, one])}
          onSeek={() => {
            setLeft(new Set());
            cover.seek(happenings);
          }}
        />
        {noted.length > 0 && (
          <ul className="noted" aria-label="Noted">
            {noted.map((one, place) => (
              <li key={place}>{happeningInWords(one, store)} <button type="button" className="plain icon-only" aria-label={`Not so: ${happeningInWords(one, store)}`} onClick={() => setNoted(noted.filter((other) => other !== one))}><Icon name="no" size={12} /></button></li>
            ))}
          </ul>
        )}
        {happenings.length > 0 && <Affected store={store} parts={parts} />}
      </div>
      <div className="morning-right">
        {state.refused && (
          <div className="refused" role="alert">
            <b>{state.phase === "choosing" ? "It was not taken." : "No cover was found."}</b> {state.refused.reasons.length === 0 && named(state.refused.message, store.week)}
            <ul>{state.refused.reasons.map((one) => <li key={one}>{named(one, store.week)}</li>)}</ul>
          </div>
        )}
        {state.phase === "asking" && !state.refused && <Empty />}
        {state.phase === "seeking" && <Seeking many={parts.length} onStop={cover.stop} />}
        {state.cover && state.chosen && (
          <form
            className="choosing"
            aria-label="Ways to cover"
            onSubmit={(event) => {
              event.preventDefault();
              if (!busy && comparison) void cover.take(happenings, left);
            }}
          >
            <Options store={store} cover={state.cover} comparisons={state.comparisons} chosen={state.chosen} onChoose={(option) => {
              setLeft(new Set());
              cover.choose(option);
            }} />
            <div className="take">
              <button type="submit" className="primary" disabled={busy || !comparison}>{takeWords(state.phase === "taking", left.size)}</button>
              <span className="hint">It becomes a draft; people see it once it is published.</span>
            </div>
            {comparison ? (
              <WhoGoes store={store} broken={new Set(state.cover.broken)} comparison={comparison} left={left} onLeave={(visit, leave) => {
                const next = new Set(left);
                if (leave) next.add(visit);
                else next.delete(visit);
                setLeft(next);
              }} />
            ) : <p className="empty" role="status">Working out who goes where…</p>}
          </form>
        )}
        {state.cover && !state.chosen && <p className="note">Nothing has to be covered: the rota stands as it is.</p>}
      </div>
    </div>
  );
}

function takeWords(busy: boolean, left: number): string {
  if (busy) return "Taking it…";
  return left === 0 ? "Take it" : `Take it without ${count(left, "visit", "visits")}`;
}

/** Now, where the rota is of these days; else early on its first day. */
function nowIn(store: RotaStore): Moment {
  const iso = new Date().toISOString();
  const at = wallTime(store.week.firstDay, iso);
  const within = daysBetween(store.week.firstDay, iso) >= 0 && at.day >= 0 && at.day < store.week.days;
  return within ? { day: at.day, minute: at.minute } : { day: 0, minute: EARLY_MIN };
}

function Seeking({ many, onStop }: { many: number; onStop: () => void }) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((so) => so + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className="seeking">
      <span className="turning" aria-hidden="true" />
      <p><b role="status">Finding cover for {count(many, "visit", "visits")}, red visits first</b><br />{seconds === 0 ? "Begun." : `${count(seconds, "second", "seconds")} so far.`} Nothing changes until you take a way.</p>
      <button type="button" onClick={onStop}>Stop</button>
    </div>
  );
}

function Empty() {
  return (
    <div className="morning-empty">
      <h2>Ways to cover come here</h2>
      <ol>
        <li><b>Say what happened.</b> Type a few letters of the name, then Enter.</li>
        <li><b>Find cover.</b> Enter again. Ways come ranked, each with who goes where.</li>
        <li><b>Take one</b> whole, or visit by visit.</li>
        <li><b>Tell people</b> and tick them off; publish when you are ready.</li>
      </ol>
    </div>
  );
}

/** The morning is about what people know: a draft, or what was replaced, is another rota. */
function WrongRota({ rota, known, go }: { rota: OnRota["rota"]; known: RotaFacts | null; go: OnRota["go"] }) {
  if (known?.id === rota.id) return null;
  if (!known) return <p className="note">Nothing is published for this week yet: cover is sought for the draft.</p>;
  return (
    <p className="note" role="note">
      This is not the rota in force; people know the one published on {longDay(known.published_at ?? "")} at {clockTime(known.published_at ?? "")}.{" "}
      <button type="button" className="link" onClick={() => go("morning", known.id)}>Use the one in force</button>
    </p>
  );
}
