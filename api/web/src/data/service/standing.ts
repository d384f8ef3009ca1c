/** What the service needs to be told with a pin: who goes, when, and which pin of its own it is. */

import { partKey } from "../../rota/model";
import { type PinChange, Refusal } from "../source";
import type { MoveRow, PinRow } from "../types";
import type { RawAssignment, RawBoard, RawPin } from "./raw";

export type PinBody = Partial<Omit<RawPin, "id">>;

/** A move of the service: no carers takes the visit off the rota. */
export interface VisitMove {
  visit_id: string;
  carers: string[];
  start?: string;
}

/** Whose rows a move changes; of a carer, those of the day. */
export interface Touched {
  of: "client" | "carer";
  id: string;
  since?: string;
  until?: string;
}

const HALF_DAY_MS = 43_200_000;

const NO_TEAM = "No usual team is kept for this client. Name one in the clients table first.";

export class Standing {
  private readonly at = new Map<string, { carerId: string | null; start: string }>();
  private readonly client = new Map<string, string>();
  private readonly parts = new Map<string, number>();
  private readonly team = new Map<string, string[]>();
  private pins: RawPin[];

  constructor(raw: RawBoard) {
    this.pins = [...raw.pins];
    this.again(raw.assignments, raw.pins);
    for (const { cells } of raw.clients)
      this.team.set(cells["client_id"] ?? "", (cells["team"] ?? "").split(";").map((id) => id.trim()).filter(Boolean));
  }

  /** Read anew, since somebody else saved. */
  again(assignments: readonly RawAssignment[], pins: readonly RawPin[]): void {
    this.pins = [...pins];
    for (const row of assignments) {
      this.at.set(partKey(row.visit_id, row.part), { carerId: row.carer_id, start: row.start });
      this.client.set(row.visit_id, row.client_id);
      this.parts.set(row.visit_id, Math.max(row.part + 1, this.parts.get(row.visit_id) ?? 0));
    }
  }

  moved(moves: readonly MoveRow[]): void {
    for (const move of moves)
      this.at.set(partKey(move.visit_id, move.part), { carerId: move.carer_id, start: move.start });
  }

  /** Moves as the service takes them: a visit with everybody who goes to it. */
  visits(moves: readonly MoveRow[]): VisitMove[] {
    const ids = [...new Set(moves.map((move) => move.visit_id))];
    return ids.map((visitId) => {
      const here = moves.filter((move) => move.visit_id === visitId);
      const going = Array.from({ length: this.parts.get(visitId) ?? 1 }, (_, part) => {
        const moved = here.find((move) => move.part === part);
        return moved ? moved.carer_id : (this.at.get(partKey(visitId, part))?.carerId ?? null);
      });
      const carers = going.filter((id) => id !== null);
      return { visit_id: visitId, carers, ...(carers.length > 0 ? { start: here[0]?.start ?? "" } : {}) };
    });
  }

  /**
   * Clients of what moves, and the runs it leaves and joins; to be asked before it has moved.
   * Half a day either side of a visit has the visits before and after it.
   */
  touched(moves: readonly MoveRow[]): Touched[] {
    const found = new Map<string, Touched>();
    for (const move of moves) {
      const client = this.client.get(move.visit_id) ?? "";
      found.set(client, { of: "client", id: client });
      for (const id of [move.carer_id, this.at.get(partKey(move.visit_id, move.part))?.carerId]) {
        if (!id) continue;
        const at = Date.parse(move.start);
        const [since, until] = [at - HALF_DAY_MS, at + HALF_DAY_MS].map((one) => new Date(one).toISOString());
        if (since && until) found.set(`${id} ${move.start.slice(0, 10)}`, { of: "carer", id, since, until });
      }
    }
    return [...found.values()];
  }

  /** The body that sets a pin. */
  body({ pin }: PinChange): PinBody {
    if (pin.kind === "run") return { run_carer_id: pin.carer_id, run_day: pin.day };
    const visitId = pin.visit_id ?? "";
    if (pin.kind === "carer") return { visit_id: visitId, carers: this.carers(visitId) };
    if (pin.kind === "time")
      return { visit_id: visitId, start: this.at.get(partKey(visitId, 0))?.start ?? null };
    const team = this.team.get(this.client.get(visitId) ?? "") ?? [];
    if (team.length === 0) throw new Refusal("bad-input", 422, NO_TEAM);
    return { visit_id: visitId, team };
  }

  /** Pins of the service that hold what is to be freed, and what of each has to stay. */
  holding(pin: PinRow): { id: string; rest: PinBody | null }[] {
    return this.pins.filter((one) => holds(one, pin)).map((one) => ({ id: one.id, rest: restOf(one, pin) }));
  }

  added(pin: RawPin): void {
    this.pins.push(pin);
  }

  removed(id: string): void {
    this.pins = this.pins.filter((one) => one.id !== id);
  }

  private carers(visitId: string): string[] {
    const parts = this.parts.get(visitId) ?? 1;
    const carers = Array.from({ length: parts }, (_, part) => this.at.get(partKey(visitId, part))?.carerId ?? null);
    return carers.filter((id) => id !== null);
  }
}

function holds(raw: RawPin, pin: PinRow): boolean {
  if (pin.kind === "run") return raw.run_carer_id === pin.carer_id && raw.run_day === pin.day;
  if (raw.visit_id !== pin.visit_id) return false;
  if (pin.kind === "carer") return raw.carers.length > 0;
  return pin.kind === "time" ? raw.start !== null : raw.team.length > 0;
}

function restOf(raw: RawPin, pin: PinRow): PinBody | null {
  if (pin.kind === "run") return null;
  const rest: PinBody = { visit_id: raw.visit_id };
  if (pin.kind !== "carer" && raw.carers.length > 0) rest.carers = raw.carers;
  if (pin.kind !== "time" && raw.start !== null) rest.start = raw.start;
  if (pin.kind !== "team" && raw.team.length > 0) rest.team = raw.team;
  return Object.keys(rest).length > 1 ? rest : null;
}
