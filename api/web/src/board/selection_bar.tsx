/** What can be done with the visits selected. */

import type { Part } from "../rota/model";
import { moveStep, pinStep } from "../rota/steps";
import type { RotaStore, Step } from "../rota/store";
import { count } from "../rota/words";

interface Props {
  store: RotaStore;
  selected: ReadonlySet<string>;
  onOpen: (parts: readonly Part[]) => void;
  onStep: (step: Step) => void;
  onClear: () => void;
}

export function SelectionBar({ store, selected, onOpen, onStep, onClear }: Props) {
  const parts = [...selected].flatMap((key) => store.part(key) ?? []);
  const make = (step: Step | null) => {
    if (step) onStep(step);
  };
  const off = new Map(parts.map((part) => [part.key, { carerId: null, day: part.day, begins: part.begins }]));
  return (
    <div className="selection" role="region" aria-label="Selected visits">
      <b>{count(parts.length, "visit", "visits")} selected</b>
      <button type="button" onClick={() => onOpen(parts)}>Give to somebody…</button>
      <button type="button" onClick={() => make(pinStep(store, parts, "carer", true))}>Pin carer</button>
      <button type="button" onClick={() => make(pinStep(store, parts, "time", true))}>Pin time</button>
      <button type="button" onClick={() => make(moveStep(store, off))}>Take off the rota</button>
      <button type="button" className="plain" onClick={onClear}>Clear</button>
    </div>
  );
}
