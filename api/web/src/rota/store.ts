/**
 * The rota in the browser: cells that change one at a time, undo and redo, and the queue that
 * keeps what is done. A cell is the same array until something in it changes, so that only the
 * rows a move touches are drawn again.
 */

import { Refusal, type Source } from "../data/source";
import type { AssignmentRow, BoardRows, MoveRow, PinKind, Stage } from "../data/types";
import { Cells } from "./cells";
import { dateOf, isoTime } from "./clock";
import {
  cellKey,
  type Part,
  partOf,
  partKey,
  partsOf,
  pinKey,
  type Week,
  weekOf,
} from "./model";
import { moved } from "./moved";
import { workOf } from "./work";

export interface Place {
  readonly carerId: string | null;
  readonly day: number;
  readonly begins: number;
}

/** One step a planner made, in both directions. */
export interface Step {
  readonly moves: readonly { readonly key: string; readonly from: Place; readonly to: Place }[];
  readonly pins: readonly { readonly pin: string; readonly set: boolean }[];
  /** What was done, in words: read out, and shown beside undo. */
  readonly said: string;
}

export interface Outcome {
  readonly ok: boolean;
  readonly said: string;
}

/** A step on its way to the service. */
interface Sent {
  readonly step: Step;
  readonly forget: () => void;
  dropped: boolean;
}

const LEFT_OUT: Outcome = { ok: false, said: "Put back as well: what came before it was refused." };

export class RotaStore {
  readonly week: Week;
  readonly rotaId: string;
  readonly stage: Stage;
  private cells: Cells;
  private pins: ReadonlySet<string>;
  private done: Step[] = [];
  private undone: Step[] = [];
  private version: number;
  private listeners = new Set<() => void>();
  private saving: Promise<unknown> = Promise.resolve();
  private queue: Sent[] = [];
  private stale = false;
  private shown = 0;

  constructor(
    rows: BoardRows,
    private readonly source: Source,
  ) {
    const parts = partsOf(rows);
    this.week = weekOf(rows, parts);
    this.rotaId = rows.rota.id;
    this.stage = rows.rota.stage;
    this.version = rows.rota.version;
    this.pins = new Set(
      rows.pins.map((pin) =>
        pin.kind === "run"
          ? pinKey("run", cellKey(pin.carer_id ?? "", this.dayOf(pin.day ?? "")))
          : pinKey(pin.kind, pin.visit_id ?? ""),
      ),
    );
    this.cells = new Cells(parts);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The visits of one carer on one day, in order; the same array until one of them changes. */
  cell(carerId: string, day: number): readonly Part[] {
    return this.cells.cell(carerId, day);
  }

  ofClient(clientId: string): readonly Part[] {
    return this.cells.ofClient(clientId);
  }

  unallocated(): readonly Part[] {
    return this.cells.unallocated();
  }

  part(key: string): Part | undefined {
    return this.cells.part(key);
  }

  all(): IterableIterator<Part> {
    return this.cells.all();
  }

  /** A number that grows with every change: for what depends on many cells at once. */
  changes(): number {
    return this.shown;
  }

  isPinned(kind: PinKind, of: string): boolean {
    return this.pins.has(pinKey(kind, of));
  }

  allPins(): ReadonlySet<string> {
    return this.pins;
  }

  isSaving(): boolean {
    return this.queue.length > 0;
  }

  /** When every step made so far has been kept or put back. */
  settled(): Promise<unknown> {
    return this.saving;
  }

  /** Whether somebody else has saved this rota since it was opened. */
  isStale(): boolean {
    return this.stale;
  }

  canUndo(): Step | undefined {
    return this.done.at(-1);
  }

  canRedo(): Step | undefined {
    return this.undone.at(-1);
  }

  /** Minutes a carer works in the week, or on one day of it. */
  workMinutes(carerId: string, day?: number): number {
    const days = day === undefined ? [...Array(this.week.days).keys()] : [day];
    return days.reduce((total, one) => total + workOf(this.cell(carerId, one), this.week.carerDays.get(cellKey(carerId, one))), 0);
  }

  /** Show a step at once and keep it; what the service refuses is put back and said. */
  apply(step: Step): Promise<Outcome> {
    this.undone = [];
    this.done.push(step);
    return this.make(step, () => take(this.done, step));
  }

  undo(): Promise<Outcome> {
    const step = this.done.pop();
    if (!step) return Promise.resolve({ ok: false, said: "There is nothing to undo." });
    this.undone.push(step);
    const back = { ...reversed(step), said: `Undone: ${step.said}` };
    return this.make(back, () => take(this.undone, step) && this.done.push(step));
  }

  redo(): Promise<Outcome> {
    const step = this.undone.pop();
    if (!step) return Promise.resolve({ ok: false, said: "There is nothing to redo." });
    const again = { ...step, said: `Done again: ${step.said}` };
    this.done.push(step);
    return this.make(again, () => take(this.done, step) && this.undone.push(step));
  }

  /** A move as the service takes it. */
  moveRow(key: string, to: Place): MoveRow {
    const part = this.cells.part(key);
    if (!part) throw new Error(`No such visit: ${key}`);
    return {
      visit_id: part.visitId,
      part: part.part,
      carer_id: to.carerId,
      start: isoTime(this.week.firstDay, to.day, to.begins),
    };
  }

  private make(step: Step, forget: () => void): Promise<Outcome> {
    const sent: Sent = { step, forget, dropped: false };
    this.queue.push(sent);
    this.show(step);
    const saved = this.saving.then(() => (sent.dropped ? LEFT_OUT : this.keep(sent)));
    this.saving = saved;
    return saved;
  }

  /** One step at a time, so that each is sent with the version the one before it made. */
  private async keep(sent: Sent): Promise<Outcome> {
    const { step } = sent;
    const moves = step.moves.map((one) => this.moveRow(one.key, one.to));
    const pins = step.pins.map(({ pin, set }) => ({ pin: this.pinRow(pin), set }));
    try {
      const kept = await this.source.change(this.rotaId, this.version, moves, pins);
      this.version = kept.version;
      this.queue.shift();
      this.cells.replace(this.fresh(kept.rows));
      return { ok: true, said: step.said };
    } catch (error) {
      this.stale = error instanceof Refusal && error.code === "conflict";
      this.putBack();
      const why = error instanceof Refusal ? error.message : "It could not be saved.";
      return { ok: false, said: `${why} It was put back.` };
    } finally {
      this.tell();
    }
  }

  /** What was refused, and all that was done on top of it, the newest first. */
  private putBack(): void {
    for (const sent of this.queue.reverse()) {
      this.show(reversed(sent.step));
      sent.forget();
      sent.dropped = true;
    }
    this.queue = [];
  }

  private show(step: Step): void {
    const pins = new Set(this.pins);
    for (const { pin, set } of step.pins) set ? pins.add(pin) : pins.delete(pin);
    if (step.pins.length > 0) this.pins = pins;
    const touched: Part[] = [];
    for (const { key, to } of step.moves) {
      const part = this.cells.part(key);
      if (part) touched.push(moved(part, to));
    }
    this.cells.replace(touched);
    this.tell();
  }

  /**
   * Rows the service answers with: what a step changed for the visits beside it. Of a visit that
   * a step not yet sent has moved on, what is shown is newer.
   */
  private fresh(rows: readonly AssignmentRow[]): Part[] {
    const ahead = new Set(this.queue.flatMap(({ step }) => step.moves.map((one) => one.key)));
    return rows.flatMap((row) => {
      const key = partKey(row.visit_id, row.part);
      if (ahead.has(key)) return [];
      return [partOf(this.week.firstDay, row, this.cells.part(key)?.carers ?? 1)];
    });
  }

  private pinRow(pin: string) {
    const [kind = "", of = ""] = split(pin, ":");
    if (kind !== "run")
      return { kind: kind as PinKind, visit_id: of, carer_id: null, day: null };
    const [carerId = "", day = "0"] = split(of, "|");
    return {
      kind: "run" as const,
      visit_id: null,
      carer_id: carerId,
      day: dateOf(this.week.firstDay, Number(day)),
    };
  }

  private dayOf(date: string): number {
    return Math.round((Date.parse(date) - Date.parse(this.week.firstDay)) / 86_400_000);
  }

  private tell(): void {
    this.shown += 1;
    for (const listener of this.listeners) listener();
  }
}

export function reversed(step: Step): Step {
  return {
    moves: step.moves.map(({ key, from, to }) => ({ key, from: to, to: from })).reverse(),
    pins: step.pins.map(({ pin, set }) => ({ pin, set: !set })).reverse(),
    said: step.said,
  };
}

/** Take a step out of a list; whether it was there. */
function take(steps: Step[], step: Step): boolean {
  const at = steps.lastIndexOf(step);
  if (at >= 0) steps.splice(at, 1);
  return at >= 0;
}

export function placeOf(part: Part): Place {
  return { carerId: part.carerId, day: part.day, begins: part.begins };
}

/** Cut once, at the last mark: ids may hold anything. */
function split(text: string, mark: string): [string, string] {
  const at = mark === ":" ? text.indexOf(mark) : text.lastIndexOf(mark);
  return [text.slice(0, at), text.slice(at + 1)];
}
