/** Room for marks: those that would lie on one another stand below each other. */

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

  /** The nearest place below a point where a mark of this width lies on no other. */
  near(at: Point, width: number): Point {
    let { y } = at;
    for (let row = 0; row < MOST_ROWS; row += 1) {
      const hit = this.taken.find((one) => Math.abs(one.y - y) < PILL_PX && Math.abs(one.x - at.x) < (one.width + width) / 2);
      if (!hit) break;
      y = hit.y + PILL_PX + 1;
    }
    this.taken.push({ x: at.x, y, width });
    return { x: at.x, y };
  }
}
