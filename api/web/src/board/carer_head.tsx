/** The start of a carer's row: who it is and how the week stands; while dragging, the verdict. */

import { useSyncExternalStore } from "react";
import type { CarerRow } from "../data/types";
import { hours } from "../rota/clock";
import type { RotaStore } from "../rota/store";
import { contract } from "../rota/words";
import { Icon } from "../ui/icons";
import { type Drag, priceInWords } from "./drag";

interface Props {
  store: RotaStore;
  carer: CarerRow;
  tabbable: boolean;
  drag?: Drag;
}

export function CarerHead({ store, carer, tabbable, drag }: Props) {
  const minutes = useSyncExternalStore(store.subscribe, () => store.workMinutes(carer.id));
  const state = contract(carer, minutes);
  const filled = Math.min(100, Math.round((minutes / Math.max(1, carer.contract_min)) * 100));
  return (
    <button
      type="button"
      className="carer-head"
      data-carer={carer.id}
      tabIndex={tabbable ? 0 : -1}
    >
      <span className="carer-name">{carer.name}</span>{" "}
      <span className={`carer-hours ${state.state.replace(" ", "-")}`}>
        <span>{hours(minutes)}</span> <b>{state.short}</b>
        <span className="visually-hidden">, {state.long}, {carer.zone}</span>
      </span>
      <svg className="filled" aria-hidden="true" focusable="false">
        <rect width="100%" height="3" className="whole" />
        <rect width={`${filled}%`} height="3" className={state.state.replace(" ", "-")} />
      </svg>
      {drag && <Verdict drag={drag} carerId={carer.id} />}
    </button>
  );
}

/** Legal or not, and the price in words, of what is dragged, for this row. */
function Verdict({ drag, carerId }: { drag: Drag; carerId: string }) {
  const dragging = useSyncExternalStore(drag.subscribe, () => drag.what() !== null);
  const price = useSyncExternalStore(drag.subscribe, () => drag.priceFor(carerId));
  if (!dragging) return null;
  const state = price === undefined ? "asked" : price.legal ? "legal" : "illegal";
  return (
    <span className={`verdict ${state}`} data-verdict={state}>
      {price && <Icon name={price.legal ? "yes" : "no"} size={12} />}
      <span>{price ? priceInWords(price) : "…"}</span>
    </span>
  );
}
