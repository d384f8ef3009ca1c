/** Names for the sentences of the service about one rota, made once. */

import { naming, type Naming } from "./named";
import type { RotaStore } from "./store";

const made = new WeakMap<RotaStore, Naming>();

export function namesOf(store: RotaStore): Naming {
  let found = made.get(store);
  if (!found) {
    const { carers, clients } = store.week;
    made.set(store, (found = naming([...carers], [...clients])));
  }
  return found;
}
