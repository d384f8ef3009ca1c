/** Names for the sentences of the service about one rota, made once. */

import { dateOf } from "./clock";
import { naming, type Naming } from "./named";
import type { RotaStore } from "./store";

const made = new WeakMap<RotaStore, Naming>();

export function namesOf(store: RotaStore): Naming {
  let found = made.get(store);
  if (!found) {
    const { carers, clients, firstDay } = store.week;
    const visits = [...store.all()].map((part) => ({ ...part, id: part.visitId, date: dateOf(firstDay, part.day) }));
    made.set(store, (found = naming(carers, clients, visits)));
  }
  return found;
}
