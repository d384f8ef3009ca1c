/** Room for marks: those that would lie on one another stand over each other. */

import type { Point } from "./plane";

export const PILL_PX = 16;
const MOST_ROWS = 12;

interface Taken {
  x: number;
  y: number;
  width: number;
}

export class Room {
  private readonly taken: Taken[] = [];

  /** The nearest place below or above a point where a mark of this width lies on no other. */
  near(at: Point, width: number): Point {
    const rows = Array.from({ length: 2 * MOST_ROWS }, (_, row) => at.y + (row % 2 === 1 ? 1 : -1) * Math.ceil(row / 2) * (PILL_PX + 1));
    const free = (y: number) => this.taken.every((one) => Math.abs(one.y - y) >= PILL_PX || Math.abs(one.x - at.x) >= (one.width + width) / 2);
    const y = rows.find(free) ?? at.y;
    this.taken.push({ x: at.x, y, width });
    return { x: at.x, y };
  }
}
