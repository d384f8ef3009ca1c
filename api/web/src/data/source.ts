/** What the page asks of whoever holds the rotas: the service, or made-up data in tests. */

import type { BoardRows, FaceRow, Kept, Me, MoveRow, PinRow, Price, RotaRow } from "./types";

export interface Source {
  /** Whether this is made up: then places that need the service are left out. */
  readonly madeUp: boolean;
  /** Who is signed in, or nobody. */
  me(): Promise<Me | null>;
  signIn(login: string, password: string): Promise<Me>;
  signOut(): Promise<void>;
  rotas(): Promise<RotaRow[]>;
  board(rotaId: string): Promise<BoardRows>;
  /** A price for each set of moves, in their order. Changes nothing. */
  prices(rotaId: string, asked: MoveRow[][], signal?: AbortSignal): Promise<Price[]>;
  /** Make the moves and set the pins, if nobody saved since `version`. */
  change(rotaId: string, version: number, moves: MoveRow[], pins: PinChange[]): Promise<Kept>;
  /** Who comes to a client over four weeks, the last of them this rota's. */
  faces(rotaId: string, clientId: string): Promise<FaceRow[]>;
}

export interface PinChange {
  pin: PinRow;
  set: boolean;
}

/** One thing to mend, as problem details tell it; row 0 is the whole. */
export interface Mend {
  file: string;
  row: number;
  column: string;
  value: string;
  message: string;
  advice: string;
}

/** A refusal, with the service's stable code and a sentence for a person. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    readonly errors: readonly Mend[] = [],
  ) {
    super(message);
  }
}
