/**
 * The rota in the browser: cells that change one at a time, undo and redo, and the queue that
 * keeps what is done. A cell is the same array until something in it changes, so that only the
 * rows a move touches are drawn again.
 */

import { isConflict, Refusal, type Source } from "../data/source";
import type { AssignmentRow, BoardRows, MoveRow, PinKind, Stage } from "../data/types";
import { Cells } from "./cells";
import { isoTime } from "./clock";
import { History } from "./history";
import { cellKey, differs, type Part, partOf, partKey, partsOf, pinKey, type Week, weekOf } from "./model";
import { moved } from "./moved";
import { pinRow, pinTexts } from "./pins";
import { type Clash, laidOn, type Outcome, type Place, placeOf, reversed, samePlace, type Step } from "./step";
import { workOf } from "./work";

export { type Clash, type Outcome, type Place, placeOf, reversed, type Step } from "./step";

/** A step on its way to the service. */
interface Sent {
  step: Step;
  /** The step it takes back or makes again; else itself. */
  of: Step;
  readonly forget: (of: Step) => void;
  /** What is said of it where it is not sent after all. */
  dropped: Outcome | null;
}

const LEFT_OUT: Outcome = { ok: false, said: "Put back as well: what came before it was refused." };
const CHOOSE: Outcome = { ok: false, said: "Somebody else changed the same visit. Choose which holds." };
/** How often a step is laid on what others saved before it is put back. */
const TRIES = 5;

export class RotaStore {
  readonly week: Week;
  readonly rotaId: string;
  readonly stage: Stage;
  private cells: Cells;
  private pins: ReadonlySet<string>;
  private readonly history = new History();
  private version: number;
  private listeners = new Set<() => void>();
  private saving: Promise<unknown> = Promise.resolve();
  private queue: Sent[] = [];
  private stale = false;
  private shown = 0;
  private clashing: readonly Clash[] = [];
  private others: ReadonlyMap<string, Place> = new Map();

  constructor(
    rows: BoardRows,
    private readonly source: Source,
  ) {
    const parts = partsOf(rows);
    this.week = weekOf(rows, parts);
    this.rotaId = rows.rota.id;
    this.stage = rows.rota.stage;
    this.version = rows.rota.version;
    this.pins = pinTexts(this.week.firstDay, rows.pins);
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

  /** Visits that somebody else and this planner changed at once: one has to choose. */
  clashes(): readonly Clash[] {
    return this.clashing;
  }

  /** Visits others changed since the rota was opened, and where they were before. */
  changedByOthers(): ReadonlyMap<string, Place> {
    return this.others;
  }

  /** Which version stands, once what is on its way has arrived. */
  standing(): Promise<number> {
    return this.saving.then(() => this.version);
  }

  /** Take in what others saved; steps not yet kept stay. */
  async takeIn(): Promise<void> {
    const met = this.saving.then(() => this.meet());
    this.saving = met.catch(() => undefined);
    await met;
  }

  /** Of a visit both changed: put it as it was here, or leave it as it stands. */
  choose(clash: Clash, whose: "yours" | "theirs"): Promise<Outcome> {
    this.clashing = this.clashing.filter((one) => one !== clash);
    this.tell();
    if (whose === "theirs") return Promise.resolve({ ok: true, said: "Theirs is kept." });
    const moves = clash.parts.flatMap(({ key, yours }) => {
      const part = this.part(key);
      return part ? [{ key, from: placeOf(part), to: yours }] : [];
    });
    return this.apply({ moves, pins: [], said: "Yours is kept in place of theirs." });
  }

  canUndo(): Step | undefined {
    return this.history.canUndo();
  }

  canRedo(): Step | undefined {
    return this.history.canRedo();
  }

  /** Minutes a carer works in the week, or on one day of it. */
  workMinutes(carerId: string, day?: number): number {
    const days = day === undefined ? [...Array(this.week.days).keys()] : [day];
    return days.reduce((total, one) => total + workOf(this.cell(carerId, one), this.week.carerDays.get(cellKey(carerId, one))), 0);
  }

  /** Show a step at once and keep it; what the service refuses is put back and said. */
  apply(step: Step): Promise<Outcome> {
    return this.make(step, step, this.history.did(step));
  }

  undo(): Promise<Outcome> {
    const step = this.history.canUndo();
    if (!step) return Promise.resolve({ ok: false, said: "There is nothing to undo." });
    const back = { ...reversed(step), said: `Undone: ${step.said}` };
    return this.make(back, step, this.history.undid(step));
  }

  redo(): Promise<Outcome> {
    const step = this.history.canRedo();
    if (!step) return Promise.resolve({ ok: false, said: "There is nothing to redo." });
    const again = { ...step, said: `Done again: ${step.said}` };
    return this.make(again, step, this.history.redid(step));
  }

  /** A move as the service takes it. */
  moveRow(key: string, to: Place): MoveRow {
    const part = this.cells.part(key);
    if (!part) throw new Error(`No such visit: ${key}`);
    const start = isoTime(this.week.firstDay, to.day, to.begins);
    return { visit_id: part.visitId, part: part.part, carer_id: to.carerId, start };
  }

  private make(step: Step, of: Step, forget: (of: Step) => void): Promise<Outcome> {
    const sent: Sent = { step, of, forget, dropped: null };
    this.queue.push(sent);
    this.show(step);
    const saved = this.saving.then(() => sent.dropped ?? this.keep(sent, TRIES));
    this.saving = saved;
    return saved;
  }

  /** One step at a time, so that each is sent with the version the one before it made. */
  private async keep(sent: Sent, tries: number): Promise<Outcome> {
    const { step } = sent;
    const moves = step.moves.map((one) => this.moveRow(one.key, one.to));
    const pins = step.pins.map(({ pin, set }) => ({ pin: pinRow(this.week.firstDay, pin), set }));
    try {
      const kept = await this.source.change(this.rotaId, this.version, moves, pins);
      this.version = kept.version;
      this.queue.shift();
      this.cells.replace(this.fresh(kept.rows));
      return { ok: true, said: step.said };
    } catch (error) {
      const met = isConflict(error) && tries > 0 && (await this.meet().then(() => true, () => false));
      if (met) return sent.dropped ?? (await this.keep(sent, tries - 1));
      this.stale = isConflict(error);
      this.putBack();
      const why = error instanceof Refusal ? error.message : "It could not be saved.";
      return { ok: false, said: `${why} It was put back.` };
    } finally {
      this.tell();
    }
  }

  /** Lay what others saved under the steps not yet kept; visits both changed wait for a choice. */
  private async meet(): Promise<void> {
    const latest = await this.source.latest(this.rotaId);
    for (const sent of [...this.queue].reverse()) this.show(reversed(sent.step));
    const fresh = this.told(latest.assignments).filter((part) => differs(this.cells.part(part.key), part));
    const changed = new Map(this.others);
    for (const part of fresh) {
      const before = this.cells.part(part.key);
      if (before && !changed.has(part.key) && !samePlace(placeOf(before), placeOf(part))) changed.set(part.key, placeOf(before));
    }
    this.cells.replace(fresh);
    this.pins = pinTexts(this.week.firstDay, latest.pins);
    [this.version, this.others] = [latest.version, changed];
    const theirs = (key: string) => this.cells.part(key);
    this.history.fit(new Set(this.queue.map((sent) => sent.of)), theirs);
    const laid = laidOn(this.queue.map((sent) => sent.step), theirs);
    this.clashing = [...this.clashing, ...laid.clashes];
    this.queue = this.queue.filter((sent, place) => this.goesOn(sent, laid.steps[place] ?? null));
    for (const sent of this.queue) this.show(sent.step);
    this.tell();
  }

  /** A step as far as it goes on; whether anything of it does. */
  private goesOn(sent: Sent, left: Step | null): boolean {
    if (left === null) {
      sent.forget(sent.of);
      sent.dropped = CHOOSE;
      return false;
    }
    if (sent.of === sent.step) {
      this.history.put(sent.step, left);
      sent.of = left;
    }
    sent.step = left;
    return true;
  }

  /** What was refused, and all that was done on top of it, the newest first. */
  private putBack(): void {
    for (const sent of this.queue.reverse()) {
      this.show(reversed(sent.step));
      sent.forget(sent.of);
      sent.dropped = LEFT_OUT;
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

  /** Rows a step changed beside it. Of a visit that a step not yet sent has moved on, what is shown is newer. */
  private fresh(rows: readonly AssignmentRow[]): Part[] {
    const ahead = new Set(this.queue.flatMap(({ step }) => step.moves.map((one) => one.key)));
    return this.told(rows).filter((part) => !ahead.has(part.key));
  }

  private told(rows: readonly AssignmentRow[]): Part[] {
    const carers = (row: AssignmentRow) => this.cells.part(partKey(row.visit_id, row.part))?.carers ?? 1;
    return rows.map((row) => partOf(this.week.firstDay, row, carers(row)));
  }

  private tell(): void {
    this.shown += 1;
    for (const listener of this.listeners) listener();
  }
}
