/** Who is signed in, which rota is open, and the place one is at. */

import { type ComponentType, Suspense, useEffect, useMemo, useState } from "react";
import { Refusal, type Source } from "../data/source";
import type { BoardRows, Me, RotaRow } from "../data/types";
import { useFetched } from "../data/use_fetched";
import { RotaStore } from "../rota/store";
import { Announcer } from "../ui/announce";
import { type At, type OnRota, type Place, placesOf, type PlaceProps, usePlace } from "./places";
import { Shell } from "./shell";
import { SignIn } from "./sign_in";

export function App({ source }: { source: Source }) {
  const me = useFetched(() => source.me(), [source]);
  const [signedIn, setSignedIn] = useState<Me | null>(null);
  const [left, setLeft] = useState(false);
  const person = left ? null : (signedIn ?? me.value ?? null);
  if (me.error) return <Failed error={me.error} />;
  if (me.value === undefined) return <Waiting />;
  if (person === null)
    return (
      <SignIn
        source={source}
        onSignedIn={(who) => {
          setLeft(false);
          setSignedIn(who);
        }}
      />
    );
  return (
    <Announcer>
      <Rotas
        source={source}
        me={person}
        onSignOut={() => {
          void source.signOut().finally(() => setLeft(true));
        }}
      />
    </Announcer>
  );
}

function Rotas({ source, me, onSignOut }: { source: Source; me: Me; onSignOut: () => void }) {
  const [asked, setAsked] = useState(0);
  const rotas = useFetched(() => source.rotas(), [source, asked], "keep");
  const places = useMemo(() => placesOf(me, source), [me, source]);
  const [at, go] = usePlace(places);
  const list = rotas.value ?? [];
  const rota = list.find((one) => one.id === at.rotaId) ?? newest(list);
  const given = { source, me, rotas: list, rota, go, onRotasChanged: () => setAsked(asked + 1) };
  return (
    <Shell places={places} at={at.place} rotas={list} rota={rota} onGo={go} onSignOut={onSignOut}>
      {rotas.error !== undefined && <Failed error={rotas.error} />}
      {rotas.value === undefined && rotas.error === undefined && <Waiting />}
      {rotas.value !== undefined && <Here key={rota?.id ?? "none"} at={at} given={given} />}
    </Shell>
  );
}

/** The place itself; between places about one rota it stays open, with its steps to undo. */
function Here({ at, given }: { at: At; given: PlaceProps }) {
  const { place } = at;
  if (!place.needsRota) return <Elsewhere place={place} given={given} />;
  return given.rota ? <OneRota place={place} given={{ ...given, rota: given.rota }} /> : <NoRota given={given} />;
}

function Elsewhere({ place, given }: { place: Place & { needsRota: false }; given: PlaceProps }) {
  return <Lazily of={place.view} given={given} />;
}

type WithRota = PlaceProps & { rota: RotaRow };

function OneRota({ place, given }: { place: Place & { needsRota: true }; given: WithRota }) {
  const [loads, setLoads] = useState(0);
  const { source, rota } = given;
  const rows = useFetched(() => source.board(rota.id), [source, rota.id, loads]);
  if (rows.error) return <Failed error={rows.error} />;
  if (!rows.value) return <Waiting />;
  return <Opened place={place} rows={rows.value} given={given} onReload={() => setLoads(loads + 1)} />;
}

interface OpenedProps {
  place: Place & { needsRota: true };
  rows: BoardRows;
  given: WithRota;
  onReload: () => void;
}

function Opened({ place, rows, given, onReload }: OpenedProps) {
  const store = useMemo(() => {
    performance.mark("board-rows");
    return new RotaStore(rows, given.source);
  }, [rows, given.source]);
  useEffect(() => {
    // The frame after the next has the board on the screen.
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("board-drawn")));
  }, []);
  return <Lazily of={place.view} given={{ ...given, store, onReload } satisfies OnRota} />;
}

function Lazily<Props extends object>({ of: View, given }: { of: ComponentType<Props>; given: Props }) {
  return <Suspense fallback={<Waiting />}><View {...given} /></Suspense>;
}

/** The latest week; of it what people were told, since drafts of it may be many. */
function newest(rotas: readonly RotaRow[]): RotaRow | undefined {
  const told = (one: RotaRow) => Number(one.stage !== "draft");
  return [...rotas].sort((one, other) => other.first_day.localeCompare(one.first_day) || told(other) - told(one))[0];
}

function NoRota({ given }: { given: PlaceProps }) {
  const planning = placesOf(given.me, given.source).find((one) => one.id === "plan");
  return (
    <section className="empty-page">
      <h1>No rota yet</h1>
      <p>A rota appears here once a week has been planned.</p>
      {planning && <button type="button" className="primary" onClick={() => given.go("plan")}>Plan a week</button>}
    </section>
  );
}

function Waiting() {
  return <p className="empty" role="status">Fetching the rota…</p>;
}

function Failed({ error }: { error: unknown }) {
  const said = error instanceof Refusal ? error.message : "The page failed. Load it again.";
  return (
    <section className="empty-page" role="alert">
      <h1>That did not work</h1>
      <p>{said}</p>
      <button type="button" onClick={() => window.location.reload()}>Try again</button>
    </section>
  );
}
