/** The runs of a day on a map of one's own: who goes where, in which order. */

import { useCallback, useMemo, useState, useSyncExternalStore } from "react";
import type { OnRota } from "../app/places";
import { VisitDialog } from "../board/visit_dialog";
import { type PlaceRow, placesOf, roadsOf } from "../data/service/map";
import type { Part } from "../rota/model";
import type { RotaStore, Step } from "../rota/store";
import { dayLong } from "../rota/words";
import { useSay } from "../ui/announce";
import { Pending } from "../ui/pending";
import { useAnswer } from "../ui/use_answer";
import { WhyDialog } from "../why/why_dialog";
import { CarerChoices } from "./carer_choices";
import { Drawn } from "./drawn";
import { boxOf } from "./plane";
import { RunTables } from "./run_tables";
import { runsOf } from "./runs";
import "../styles/beside.css";
import "../styles/map.css";

export function RunsMap({ rota, store, source }: OnRota) {
  const places = useAnswer(() => placesOf(rota.id), [rota.id]);
  return (
    <Pending answer={places} waiting="Fetching the map">
      {(found) => <Country store={store} source={source} places={found} />}
    </Pending>
  );
}

type Opened = { visit: Part } | { why: Part } | null;
const SHOWN_AT_FIRST = 4;

function Country({ store, source, places }: Pick<OnRota, "store" | "source"> & { places: readonly PlaceRow[] }) {
  const changes = useSyncExternalStore(store.subscribe, () => store.changes());
  const [day, setDay] = useState(0);
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const [opened, setOpened] = useState<Opened>(null);
  const make = useMaking(store);
  const roads = useAnswer(places.length === 0 ? null : () => roadsOf(boxOf(places)), [places]);
  // Runs are the same until something in the rota changes.
  const runs = useMemo(() => runsOf(store, day), [store, day, changes]);
  const shown = useMemo(
    () => runs.filter((run, place) => chosen?.has(run.carerId) ?? place < SHOWN_AT_FIRST),
    [runs, chosen],
  );
  const open = store.unallocated().filter((part) => part.day === day);
  const show = (part: Part) => setOpened({ visit: part });
  return (
    <div className="map-page">
      <section className="map-side" aria-label="What the map shows">
        <label className="field">
          <span>Day</span>
          <select value={day} onChange={(event) => setDay(Number(event.target.value))}>
            {[...Array(store.week.days).keys()].map((one) => <option key={one} value={one}>{dayLong(store.week, one)}</option>)}
          </select>
        </label>
        <CarerChoices week={store.week} runs={runs} shown={shown} onChoose={setChosen} />
      </section>
      <Drawn key={day} store={store} places={places} runs={shown} open={open} roads={roads.value} onPart={show} />
      <RunTables store={store} places={places} runs={shown} open={open} day={day} onPart={show} />
      {opened && "visit" in opened && (
        <VisitDialog key={opened.visit.key} store={store} source={source} parts={[opened.visit]} onDone={make} onWhy={(why) => setOpened({ why })} onClose={() => setOpened((now) => (now === opened ? null : now))} />
      )}
      {opened && "why" in opened && (
        <WhyDialog key={opened.why.key} store={store} part={opened.why} onVisit={show} onClose={() => setOpened((now) => (now === opened ? null : now))} />
      )}
    </div>
  );
}

function useMaking(store: RotaStore): (step: Step) => void {
  const say = useSay();
  return useCallback((step) => void store.apply(step).then(({ ok, said }) => say(said, ok ? "plain" : "refused")), [store, say]);
}
