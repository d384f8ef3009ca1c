/** The places of the page: what the shell leads to, who is led there, and the address of each. */

import { type ComponentType, lazy, useCallback, useSyncExternalStore } from "react";
import { Board } from "../board/board";
import type { Source } from "../data/source";
import type { Me, RotaRow } from "../data/types";
import type { RotaStore } from "../rota/store";

/** What every place is given. */
export interface PlaceProps {
  source: Source;
  me: Me;
  rotas: readonly RotaRow[];
  /** The rota in hand, or the newest. */
  rota: RotaRow | undefined;
  go: (place: string, rotaId?: string) => void;
  /** Rotas were made, published or thrown away: fetch the list again. */
  onRotasChanged: () => void;
}

/** What a place about one rota is given besides: the rota as it stands, with steps not yet kept. */
export interface OnRota extends PlaceProps {
  rota: RotaRow;
  store: RotaStore;
  onReload: () => void;
}

interface Named {
  id: string;
  label: string;
  /** Permission somebody needs to be led here; none for what everybody may see. */
  permission?: string;
  /** Whether made-up data has it too; the others need the service. */
  onFixture?: true;
}

export type Place = Named &
  ({ needsRota: true; view: ComponentType<OnRota> } | { needsRota: false; view: ComponentType<PlaceProps> });

export interface At {
  place: Place;
  rotaId: string | null;
}

/** In the order of a planner's week. The board is in the first load; the rest comes when wanted. */
const PLACES: readonly [Place, ...Place[]] = [
  { id: "rota", label: "Rota", needsRota: true, view: Board, onFixture: true },
  { id: "morning", label: "Morning", permission: "run jobs", needsRota: true, view: lazy(() => import("../morning/morning").then((m) => ({ default: m.Morning }))) },
  { id: "publish", label: "Publish", permission: "ask", needsRota: true, view: lazy(() => import("../publish/publish").then((m) => ({ default: m.Publish }))) },
  { id: "plan", label: "Plan", permission: "run jobs", needsRota: false, view: lazy(() => import("../plan/plan").then((m) => ({ default: m.Plan }))) },
  { id: "map", label: "Map", needsRota: true, permission: "see tables", view: lazy(() => import("../map/map").then((m) => ({ default: m.RunsMap }))) },
  { id: "compare", label: "Compare", needsRota: true, permission: "ask", view: lazy(() => import("../compare/compare").then((m) => ({ default: m.Compare }))) },
  { id: "measures", label: "Measures", needsRota: true, permission: "see measures", view: lazy(() => import("../measures/measures").then((m) => ({ default: m.Measures }))) },
  { id: "data", label: "Data", permission: "see tables", needsRota: false, view: lazy(() => import("../book/data").then((m) => ({ default: m.Data }))) },
  { id: "rules", label: "Rules", permission: "see rotas", needsRota: false, view: lazy(() => import("../rules/rules").then((m) => ({ default: m.Rules }))) },
];

/** The places somebody is led to. */
export function placesOf(me: Me, source: Source): readonly Place[] {
  const given = PLACES.filter((one) => one.permission === undefined || me.may.includes(one.permission));
  return source.madeUp ? given.filter((one) => one.onFixture) : given;
}

/** Where one is, and the way to another place: the part of the address behind the sharp sign. */
export function usePlace(places: readonly Place[]): [At, (place: string, rotaId?: string) => void] {
  const hash = useSyncExternalStore(onHash, () => window.location.hash);
  const [id, rotaId] = hash.replace(/^#\/?/, "").split("/");
  const place = places.find((one) => one.id === id) ?? places[0] ?? PLACES[0];
  const go = useCallback((to: string, rota?: string) => {
    const kept = rota ?? window.location.hash.split("/")[2] ?? "";
    window.location.hash = kept ? `/${to}/${kept}` : `/${to}`;
  }, []);
  return [{ place, rotaId: rotaId || null }, go];
}

function onHash(heard: () => void): () => void {
  window.addEventListener("hashchange", heard);
  return () => window.removeEventListener("hashchange", heard);
}
