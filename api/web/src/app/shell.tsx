/** The frame round every view: the rota in hand, its stage, and the way out. */

import type { ReactNode } from "react";
import type { RotaRow, Stage } from "../data/types";
import { weekInWords } from "../rota/clock";
import type { Place } from "./places";

interface Props {
  places: readonly Place[];
  at: Place;
  rotas: readonly RotaRow[];
  rota: RotaRow | undefined;
  onGo: (place: string, rotaId?: string) => void;
  onSignOut: () => void;
  children: ReactNode;
}

const STAGES: Record<Stage, string> = { draft: "Draft", published: "Published", frozen: "Frozen" };

/** The week; where several rotas are of it, which of them: what it was called, or its stage. */
function nameOf(one: RotaRow, all: readonly RotaRow[]): string {
  const week = weekInWords(one.first_day, one.days);
  if (all.filter((other) => other.first_day === one.first_day).length < 2) return week;
  return `${week} · ${one.name ? `${one.name}, ` : ""}${STAGES[one.stage].toLowerCase()}`;
}

export function Shell({ places, at, rotas, rota, onGo, onSignOut, children }: Props) {
  return (
    <>
      <a className="skip" href="#view">Skip to the page</a>
      <header className="shell">
        <span className="brand"><img src="/favicon.svg" alt="" width="22" height="22" /> carerota</span>
        {rota && (
          <>
            <label className="rota-choice">
              <span className="visually-hidden">Rota</span>
              <select value={rota.id} onChange={(event) => onGo(at.id, event.target.value)}>
                {rotas.map((one) => <option key={one.id} value={one.id}>{nameOf(one, rotas)}</option>)}
              </select>
            </label>
            <span className={`stage ${rota.stage}`}>{STAGES[rota.stage]}</span>
          </>
        )}
        {places.length > 1 && (
          <nav aria-label="Places">
            {places.map((one) => (
              <a key={one.id} href={`#/${one.id}${rota ? `/${rota.id}` : ""}`} aria-current={one.id === at.id ? "page" : undefined}>{one.label}</a>
            ))}
          </nav>
        )}
        <span className="stretch" />
        <button type="button" className="plain on-dark" onClick={onSignOut}>Sign out</button>
      </header>
      <main id="view" tabIndex={-1}>
        {rota && at.needsRota && <h1 className="visually-hidden">Rota of {weekInWords(rota.first_day, rota.days)}</h1>}
        {children}
      </main>
    </>
  );
}
