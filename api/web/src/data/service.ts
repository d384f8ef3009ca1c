/** The service as a {@link Source}. */

import { ask } from "./http";
import { type PinChange, Refusal, type Source } from "./source";
import type {
  AbsenceRow,
  AssignmentRow,
  BoardRows,
  CarerRow,
  ClientRow,
  FaceRow,
  Kept,
  Me,
  MoveRow,
  PinRow,
  Price,
  RotaRow,
  SpellRow,
} from "./types";

interface Page<T> {
  items: T[];
  next: string | null;
}

/** Every item of a long list, page after page. */
async function all<T>(path: string): Promise<T[]> {
  const items: T[] = [];
  let next: string | null = null;
  do {
    const joint: string = path.includes("?") ? "&" : "?";
    const page: Page<T> = await ask(next === null ? path : `${path}${joint}cursor=${next}`);
    items.push(...page.items);
    next = page.next;
  } while (next !== null);
  return items;
}

async function board(rotaId: string): Promise<BoardRows> {
  const at = `/rotas/${encodeURIComponent(rotaId)}`;
  const [rota, assignments, shifts, breaks, absences, pins, carers, clients] = await Promise.all([
    ask<RotaRow>(at),
    all<AssignmentRow>(`${at}/assignments`),
    all<SpellRow>(`${at}/shifts`),
    all<SpellRow>(`${at}/breaks`),
    all<AbsenceRow>(`${at}/absences`),
    all<PinRow>(`${at}/pins`),
    all<CarerRow>("/carers"),
    all<ClientRow>("/clients"),
  ]);
  return { rota, assignments, shifts, breaks, absences, pins, carers, clients };
}

export const source: Source = {
  me: () =>
    ask<Me>("/session").catch((error: unknown) => {
      if (error instanceof Refusal && error.status === 401) return null;
      throw error;
    }),
  signIn: (login, password) => ask<Me>("/session", { method: "POST", body: { login, password } }),
  signOut: () => ask<void>("/session", { method: "DELETE" }),
  rotas: () => all<RotaRow>("/rotas"),
  board,
  prices: async (rotaId, asked: MoveRow[][], signal) => {
    const path = `/rotas/${encodeURIComponent(rotaId)}/prices`;
    return (await ask<{ prices: Price[] }>(path, { method: "POST", body: { asked }, signal })).prices;
  },
  change: (rotaId, version, moves: MoveRow[], pins: PinChange[]) =>
    ask<Kept>(`/rotas/${encodeURIComponent(rotaId)}/moves`, {
      method: "POST",
      version,
      body: { moves, pins },
    }),
  faces: (rotaId, clientId) =>
    all<FaceRow>(
      `/rotas/${encodeURIComponent(rotaId)}/clients/${encodeURIComponent(clientId)}/faces`,
    ),
};
