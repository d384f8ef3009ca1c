/**
 * The visits of a rota by cell and by client. A list is the same array until something in it
 * changes, so that whoever draws it knows by looking whether to draw again.
 */

import { cellKey, inOrder, type Part } from "./model";

const NOTHING: readonly Part[] = [];

export class Cells {
  private parts = new Map<string, Part>();
  private cells = new Map<string, readonly Part[]>();
  private clients = new Map<string, readonly Part[]>();
  private free: readonly Part[] = NOTHING;

  constructor(parts: readonly Part[]) {
    this.index(parts);
  }

  part(key: string): Part | undefined {
    return this.parts.get(key);
  }

  all(): IterableIterator<Part> {
    return this.parts.values();
  }

  cell(carerId: string, day: number): readonly Part[] {
    return this.cells.get(cellKey(carerId, day)) ?? NOTHING;
  }

  ofClient(clientId: string): readonly Part[] {
    return this.clients.get(clientId) ?? NOTHING;
  }

  unallocated(): readonly Part[] {
    return this.free;
  }

  /** Put parts in the place of those with their keys. */
  replace(parts: readonly Part[]): void {
    const cells = new Set<string>();
    const clients = new Set<string>();
    for (const part of parts) {
      const before = this.parts.get(part.key);
      for (const one of before ? [before, part] : [part]) {
        cells.add(one.carerId === null ? "" : cellKey(one.carerId, one.day));
        clients.add(one.clientId);
      }
      this.remove(before);
      this.parts.set(part.key, part);
      this.insert(part);
    }
    for (const key of cells)
      if (key === "") this.free = inOrder(this.free);
      else this.cells.set(key, inOrder(this.cells.get(key) ?? NOTHING));
    for (const id of clients) this.clients.set(id, byDay(this.clients.get(id) ?? NOTHING));
  }

  private remove(part: Part | undefined): void {
    if (!part) return;
    const without = (list: readonly Part[]) => list.filter((one) => one.key !== part.key);
    this.clients.set(part.clientId, without(this.clients.get(part.clientId) ?? NOTHING));
    if (part.carerId === null) this.free = without(this.free);
    else {
      const key = cellKey(part.carerId, part.day);
      this.cells.set(key, without(this.cells.get(key) ?? NOTHING));
    }
  }

  private insert(part: Part): void {
    this.clients.set(part.clientId, [...(this.clients.get(part.clientId) ?? NOTHING), part]);
    if (part.carerId === null) this.free = [...this.free, part];
    else {
      const key = cellKey(part.carerId, part.day);
      this.cells.set(key, [...(this.cells.get(key) ?? NOTHING), part]);
    }
  }

  private index(given: readonly Part[]): void {
    const cells = new Map<string, Part[]>();
    const clients = new Map<string, Part[]>();
    const put = (map: Map<string, Part[]>, key: string, part: Part) => {
      const found = map.get(key);
      if (found) found.push(part);
      else map.set(key, [part]);
    };
    for (const part of inOrder(given)) {
      this.parts.set(part.key, part);
      put(clients, part.clientId, part);
      put(cells, part.carerId === null ? "" : cellKey(part.carerId, part.day), part);
    }
    this.free = cells.get("") ?? NOTHING;
    cells.delete("");
    this.cells = new Map(cells);
    for (const [id, parts] of clients) this.clients.set(id, byDay(parts));
  }
}

function byDay(parts: readonly Part[]): Part[] {
  return [...parts].sort((one, other) => one.day - other.day || one.begins - other.begins);
}
