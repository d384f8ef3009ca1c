/** What is sought: a carer, a client, a zone or a call, by any part of any word. */

import type { CarerRow, ClientRow } from "../data/types";
import type { Part, Week } from "../rota/model";
import type { RotaStore } from "../rota/store";

function holds(sought: readonly string[], text: string): boolean {
  const plain = text.toLowerCase();
  return sought.every((word) => plain.includes(word));
}

export function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

export interface Found {
  /** Rows to show; everybody where nothing is sought. */
  readonly carers: readonly CarerRow[];
  readonly clients: readonly ClientRow[];
  readonly matches: (part: Part) => boolean;
}

/** Carers called so, and carers who go to clients called so; their other visits are dimmed. */
export function find(store: RotaStore, text: string): Found {
  const { carers, clients } = store.week;
  const sought = wordsOf(text);
  if (sought.length === 0) return { carers, clients, matches: () => true };
  const isSought = (part: Part) => holds(sought, describe(store.week, part));
  const named = new Set(carers.filter((one) => holds(sought, `${one.name} ${one.zone}`)).map((one) => one.id));
  const going = new Set<string>();
  for (const part of store.all()) if (part.carerId !== null && isSought(part)) going.add(part.carerId);
  return {
    carers: carers.filter((one) => named.has(one.id) || going.has(one.id)),
    clients: clients.filter((one) => holds(sought, `${one.name} ${one.zone}`)),
    matches: (part) => (part.carerId !== null && named.has(part.carerId)) || isSought(part),
  };
}

function describe(week: Week, part: Part): string {
  return `${week.clientById.get(part.clientId)?.name ?? ""} ${part.zone} ${part.call}`;
}
