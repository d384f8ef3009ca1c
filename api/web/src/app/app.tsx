/** Who is signed in, which rota is open, and the views of it. */

import { useEffect, useMemo, useState } from "react";
import { Board } from "../board/board";
import { Refusal, type Source } from "../data/source";
import type { BoardRows, Me, RotaRow } from "../data/types";
import { RotaStore } from "../rota/store";
import { Announcer } from "../ui/announce";
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
        onSignOut={() => {
          void source.signOut().finally(() => setLeft(true));
        }}
      />
    </Announcer>
  );
}

function Rotas({ source, onSignOut }: { source: Source; onSignOut: () => void }) {
  const rotas = useFetched(() => source.rotas(), [source]);
  const [chosen, setChosen] = useState<string | null>(null);
  const list = rotas.value ?? [];
  const rota = list.find((one) => one.id === chosen) ?? newest(list);
  return (
    <Shell rotas={list} rota={rota} onChoose={setChosen} onSignOut={onSignOut}>
      {rotas.error !== undefined && <Failed error={rotas.error} />}
      {rotas.value !== undefined && !rota && <NoRota />}
      {rota && <OneRota key={rota.id} rotaId={rota.id} source={source} />}
    </Shell>
  );
}

function OneRota({ rotaId, source }: { rotaId: string; source: Source }) {
  const [loads, setLoads] = useState(0);
  const rows = useFetched(() => source.board(rotaId), [source, rotaId, loads]);
  if (rows.error) return <Failed error={rows.error} />;
  return rows.value ? <Opened rows={rows.value} source={source} onReload={() => setLoads(loads + 1)} /> : <Waiting />;
}

function Opened({ rows, source, onReload }: { rows: BoardRows; source: Source; onReload: () => void }) {
  const store = useMemo(() => {
    performance.mark("board-rows");
    return new RotaStore(rows, source);
  }, [rows, source]);
  useEffect(() => {
    // The frame after the next has the board on the screen.
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("board-drawn")));
  }, []);
  return <Board store={store} source={source} onReload={onReload} />;
}

/** The rota whose first day is latest. */
function newest(rotas: readonly RotaRow[]): RotaRow | undefined {
  return [...rotas].sort((one, other) => other.first_day.localeCompare(one.first_day))[0];
}

function NoRota() {
  return (
    <section className="empty-page">
      <h1>No rota yet</h1>
      <p>A rota appears here once a week has been planned. Plan one from your tables:</p>
      <pre>carerota plan week/ --out rota/</pre>
      <p>or ask whoever runs carerota for you to load the sample week.</p>
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

interface Fetched<T> {
  value?: T;
  error?: unknown;
}

function useFetched<T>(fetch: () => Promise<T>, on: readonly unknown[]): Fetched<T> {
  const [state, setState] = useState<Fetched<T>>({});
  useEffect(() => {
    let wanted = true;
    setState({});
    fetch().then(
      (value) => wanted && setState({ value }),
      (error: unknown) => wanted && setState({ error }),
    );
    return () => {
      wanted = false;
    };
    // What is fetched depends on `on` alone; the function is made anew each time.
  }, on);
  return state;
}
