/** What a planner did and may take back, and what was taken back and may be done again. */

import type { Part } from "./model";
import { type Step, stillThere } from "./step";

export class History {
  private done: Step[] = [];
  private undone: Step[] = [];

  canUndo(): Step | undefined {
    return this.done.at(-1);
  }

  canRedo(): Step | undefined {
    return this.undone.at(-1);
  }

  /** A new step; what was undone before it cannot be done again. How to forget it is answered. */
  did(step: Step): (of: Step) => void {
    this.undone = [];
    this.done.push(step);
    return (of) => void take(this.done, of);
  }

  undid(step: Step): (of: Step) => void {
    take(this.done, step);
    this.undone.push(step);
    return (of) => void (take(this.undone, of) && this.done.push(of));
  }

  redid(step: Step): (of: Step) => void {
    take(this.undone, step);
    this.done.push(step);
    return (of) => void (take(this.done, of) && this.undone.push(of));
  }

  /** A step of which only a part goes on. */
  put(step: Step, left: Step): void {
    for (const steps of [this.done, this.undone]) {
      const at = steps.lastIndexOf(step);
      if (at >= 0) steps[at] = left;
    }
  }

  /** Drop what no longer finds its visits where it left them; `pending` steps come last and stay. */
  fit(pending: ReadonlySet<Step>, theirs: (key: string) => Part | undefined): void {
    const kept = (steps: readonly Step[], way: "back" | "again") => [
      ...stillThere(steps.filter((step) => !pending.has(step)), way, theirs),
      ...steps.filter((step) => pending.has(step)),
    ];
    this.done = kept(this.done, "back");
    this.undone = kept(this.undone, "again");
  }
}

/** Take a step out of a list; whether it was there. */
function take(steps: Step[], step: Step): boolean {
  const at = steps.lastIndexOf(step);
  if (at >= 0) steps.splice(at, 1);
  return at >= 0;
}
