/** What the marks on the board mean, and which keys work on it. */

import { Icon, PinIcon } from "../ui/icons";

export function Legend({ day, why }: { day: boolean; why: boolean }) {
  if (!day)
    return (
      <footer className="legend" aria-label="Legend">
        <span><i className="key made" /> on time</span>
        <span><i className="key off" /> off its agreed time</span>
        <span>Open a day to move visits. Arrow keys go from cell to cell.</span>
      </footer>
    );
  return (
    <footer className="legend" aria-label="Legend">
      <span><i className="key way" /> travel</span>
      <span><i className="key wait" /> waiting</span>
      <span><i className="key break"><Icon name="cup" size={11} /></i> break</span>
      <span><Icon name="critical" size={12} /> time-critical</span>
      <span><Icon name="pair" size={12} /> two carers</span>
      <span className="fresh"><Icon name="fresh" size={12} /> new face</span>
      <span><b className="off-time">+20</b> minutes off agreed</span>
      {(["carer", "time", "team", "run"] as const).map((kind) => (
        <span key={kind}><PinIcon kind={kind} /> {kind}</span>
      ))}
      <span className="keys"><kbd>↑</kbd><kbd>↓</kbd><kbd>←</kbd><kbd>→</kbd> move · <kbd>Enter</kbd> open · <kbd>Space</kbd> select · <kbd>P</kbd> pin · <kbd>U</kbd> take off{why && <> · <kbd>W</kbd> why</>}</span>
    </footer>
  );
}
