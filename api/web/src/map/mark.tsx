/** A run's mark: its letter, in its colour, over its pattern of line. */

import type { Run } from "./runs";

export function Mark({ run }: { run: Run }) {
  return (
    <svg className={`run-mark run-style-${run.style}`} viewBox="0 0 40 18" width="40" height="18" aria-hidden="true" focusable="false">
      <path className="run-line" d="M0 9H40" />
      <rect className="run-pill" x="10" y="1.5" width="20" height="15" rx="4" />
      <text className="run-text" x="20" y="12.8" textAnchor="middle">{run.letter}</text>
    </svg>
  );
}
