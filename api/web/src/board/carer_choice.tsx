/** Who could go: every carer with what it would cost, the best first. */

import { useMemo, useState } from "react";
import type { Price } from "../data/types";
import type { RotaStore } from "../rota/store";
import { Icon } from "../ui/icons";
import { priceInWords } from "./drag";

interface Props {
  store: RotaStore;
  now: string | null;
  chosen: string | null;
  prices: ReadonlyMap<string, Price> | undefined;
  zone: string;
  onChoose: (carerId: string) => void;
}

export function CarerChoice({ store, now, chosen, prices, zone, onChoose }: Props) {
  const [sought, setSought] = useState("");
  const carers = useMemo(() => {
    const points = (id: string) => (id === now ? -1 : (prices?.get(id)?.points ?? 1e9));
    return [...store.week.carers].sort((one, other) => points(one.id) - points(other.id));
  }, [store, prices, now]);
  const found = carers.filter((carer) => carer.name.toLowerCase().includes(sought.trim().toLowerCase()));
  const legal = carers.filter((carer) => prices?.get(carer.id)?.legal).length;
  return (
    <fieldset className="who">
      <legend>Who goes</legend>
      <label className="field seek">
        <span>Find a carer</span>
        <input type="search" value={sought} autoComplete="off" onChange={(event) => setSought(event.target.value)} />
      </label>
      <p className="hint">{prices ? `${legal} of ${carers.length} could, the best first.` : "Asking who could…"}</p>
      <div className="who-list">
        {found.map((carer) => {
          const price = prices?.get(carer.id);
          return (
            <label key={carer.id} className={`who-row ${price && !price.legal ? "may-not" : ""}`}>
              <input type="radio" name="carer" checked={chosen === carer.id} onChange={() => onChoose(carer.id)} />
              <span className="who-name">{carer.name}</span>
              <span className="who-zone">{carer.id === now ? "goes now" : carer.zone === zone ? "" : carer.zone}</span>
              <span className="who-price">
                {price && carer.id !== now && (
                  <>
                    <Icon name={price.legal ? "yes" : "no"} size={12} /> {priceInWords(price)}
                  </>
                )}
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
