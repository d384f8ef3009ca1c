/** Who has been told, kept in this browser by rota: ids only, so that nothing personal is stored. */

import { useCallback, useState } from "react";

export type Told = ReadonlySet<string>;

const keyOf = (rotaId: string) => `carerota.told.${rotaId}`;

/** `client:C1` or `carer:K1`. */
export function personKey(kind: "client" | "carer", id: string): string {
  return `${kind}:${id}`;
}

function read(rotaId: string): Told {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(rotaId)) ?? "[]");
    return new Set(Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : []);
  } catch {
    return new Set();
  }
}

export function useTold(rotaId: string): [Told, (person: string, told: boolean) => void] {
  const [told, setTold] = useState<Told>(() => read(rotaId));
  const tick = useCallback(
    (person: string, yes: boolean) => {
      setTold((now) => {
        const next = new Set(now);
        if (yes) next.add(person);
        else next.delete(person);
        try {
          localStorage.setItem(keyOf(rotaId), JSON.stringify([...next]));
        } catch {
          // A browser that keeps nothing still shows the ticks until it is closed.
        }
        return next;
      });
    },
    [rotaId],
  );
  return [told, tick];
}
