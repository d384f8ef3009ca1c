/**
 * One drag, from pointer down to drop. Nothing here draws with React while the pointer moves: the
 * shape under the pointer and the slot in the row are moved by their styles, and only a row whose
 * verdict changes is drawn again.
 */

import type { Source } from "../data/source";
import type { Price } from "../data/types";
import type { Part } from "../rota/model";
import { landing } from "../rota/steps";
import type { Place, RotaStore } from "../rota/store";

export const SNAP_MIN = 5;
export const TRAY = "";
const STARTS_AFTER_PX = 4;
const ASK_AFTER_MS = 30;
const AT_ONCE = 4;

/** Where the board is on the screen, so that a pointer's place can be read as carer and time. */
export interface Ground {
  /** The carer under a pointer; TRAY over the tray; null elsewhere. */
  carerAt(y: number, x: number): string | null;
  minuteAt(x: number): number;
  carersInView(): readonly string[];
}

export interface Held {
  readonly parts: readonly Part[];
  readonly part: Part;
  /** Minutes into the visit where the pointer took hold of it. */
  readonly grip: number;
}

export interface Over {
  readonly carerId: string;
  readonly begins: number;
}

export class Drag {
  private held: Held | null = null;
  private overNow: Over | null = null;
  private prices = new Map<string, Price>();
  private asked: AbortController | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private listeners = new Set<() => void>();
  private from = { x: 0, y: 0 };
  private moving = false;
  pointer = { x: 0, y: 0 };

  constructor(
    private readonly store: RotaStore,
    private readonly source: Source,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** What is dragged, once the pointer has gone far enough to mean it. */
  readonly what = (): Held | null => (this.moving ? this.held : null);
  readonly over = (): Over | null => this.overNow;
  readonly priceFor = (carerId: string): Price | undefined => this.prices.get(carerId);

  take(held: Held, x: number, y: number): void {
    this.held = held;
    this.from = { x, y };
    this.pointer = { x, y };
    this.moving = false;
    this.overNow = null;
    this.prices = new Map();
  }

  /** Follow the pointer; true once it is a drag and no longer a click. */
  move(x: number, y: number, ground: Ground): boolean {
    if (!this.held) return false;
    this.pointer = { x, y };
    const gone = Math.hypot(x - this.from.x, y - this.from.y);
    if (!this.moving && gone < STARTS_AFTER_PX) return false;
    const began = !this.moving;
    this.moving = true;
    const next = this.readOver(x, y, ground);
    if (began || !sameOver(next, this.overNow)) {
      const sameTime = next !== null && this.overNow?.begins === next.begins;
      this.overNow = next;
      if (began || (next !== null && !sameTime)) this.askSoon(ground);
      this.tell();
    }
    return true;
  }

  /** Rows that scrolled into view want their price too. */
  askSoon(ground: Ground): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(ground), ASK_AFTER_MS);
  }

  /** Let go: where the parts land, or nowhere. */
  drop(): { to: Map<string, Place>; price: Price | undefined; held: Held } | null {
    const [held, over] = [this.what(), this.overNow];
    const price = over ? this.prices.get(over.carerId) : undefined;
    this.end();
    if (!held || !over) return null;
    return { to: this.landingOf(held, over.carerId, over.begins), price, held };
  }

  end(): void {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.held = null;
    this.overNow = null;
    this.moving = false;
    this.prices = new Map();
    this.tell();
  }

  private readOver(x: number, y: number, ground: Ground): Over | null {
    const carerId = ground.carerAt(y, x);
    const held = this.held;
    if (carerId === null || !held) return null;
    if (carerId === TRAY) return { carerId, begins: held.part.begins };
    const minute = ground.minuteAt(x) - held.grip;
    return { carerId, begins: Math.round(minute / SNAP_MIN) * SNAP_MIN };
  }

  private landingOf(held: Held, carerId: string, begins: number): Map<string, Place> {
    const to = { carerId: carerId === TRAY ? null : carerId, day: held.part.day, begins };
    return landing(this.store, held.parts, held.part, to);
  }

  private async ask(ground: Ground): Promise<void> {
    const held = this.what();
    if (!held) return;
    this.asked?.abort();
    const asked = new AbortController();
    this.asked = asked;
    const begins = this.overNow?.begins ?? held.part.begins;
    try {
      for (const carers of inTurns(ground.carersInView(), this.overNow?.carerId ?? held.part.carerId)) {
        const moves = carers.map((carerId) =>
          [...this.landingOf(held, carerId, begins)].map(([key, to]) => this.store.moveRow(key, to)),
        );
        const prices = await this.source.prices(this.store.rotaId, moves, asked.signal);
        if (asked.signal.aborted || this.held !== held) return;
        const next = new Map(this.prices);
        for (const [row, carerId] of carers.entries()) {
          const price = prices[row];
          if (price) next.set(carerId, price);
        }
        this.prices = next;
        this.tell();
      }
    } catch {
      // Without a price the drop is still judged by the service; the row says nothing meanwhile.
    }
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** The row under the pointer on its own, since it is waited for; then the nearest, a few at a time. */
export function inTurns(carers: readonly string[], under: string | null): string[][] {
  const at = Math.max(0, carers.indexOf(under ?? ""));
  const far = (carerId: string) => Math.abs(carers.indexOf(carerId) - at);
  const [first, ...others] = [...carers].sort((one, other) => far(one) - far(other));
  const turns = first === undefined ? [] : [[first]];
  for (let from = 0; from < others.length; from += AT_ONCE) turns.push(others.slice(from, from + AT_ONCE));
  return turns;
}

function sameOver(one: Over | null, other: Over | null): boolean {
  return one?.carerId === other?.carerId && one?.begins === other?.begins;
}

/** "New face, late by 20 minutes", or why it cannot be; "As good as now" when it costs nothing. */
export function priceInWords(price: Price): string {
  if (!price.legal) return price.reasons.join(". ");
  const [first, ...more] = price.words;
  if (first === undefined) return "As good as now";
  const capital = first.charAt(0).toUpperCase() + first.slice(1);
  return [capital, ...more.map((word) => word.charAt(0).toLowerCase() + word.slice(1))].join(", ");
}
