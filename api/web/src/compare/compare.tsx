/** Plans of one week to choose from: drawn, in a table, two of them side by side, one taken. */

import { useMemo, useState } from "react";
import type { OnRota } from "../app/places";
import { frontierJobs } from "../data/service/compare";
import { type MeasuredRota, measuredRotas } from "../data/service/measures";
import { Pending } from "../ui/pending";
import { useAnswer } from "../ui/use_answer";
import { choicesOf, latestFound } from "./choices";
import { Difference } from "./difference";
import { Picture } from "./picture";
import { Search } from "./search_plans";
import { useAdopting } from "./use_adopting";
import "../styles/beside.css";
import "../styles/compare.css";

export function Compare(props: OnRota) {
  const [asked, setAsked] = useState(0);
  const found = useAnswer(
    async () => {
      const [rotas, jobs] = await Promise.all([measuredRotas(), frontierJobs()]);
      return { rotas, jobs };
    },
    [props.rota.id, asked],
  );
  return (
    <div className="beside-page">
      <header className="beside-head">
        <h2>Compare</h2>
        <p className="hint">Plans for this week, none of which beats another in everything. You choose; nothing changes until you do.</p>
      </header>
      <Pending answer={found} waiting="Fetching the plans">
        {({ rotas, jobs }) => {
          const now = rotas.find((one) => one.id === props.rota.id);
          if (!now) return <p className="empty">Nothing has been measured of this rota yet.</p>;
          return (
            <>
              {props.me.may.includes("run jobs") && <Search now={now} jobs={jobs} onFound={() => setAsked(asked + 1)} />}
              <Choosing {...props} now={now} rotas={rotas} plans={latestFound(jobs, now)?.result?.plans ?? []} />
            </>
          );
        }}
      </Pending>
    </div>
  );
}

interface ChoosingProps extends Omit<OnRota, "rotas"> {
  now: MeasuredRota;
  rotas: readonly MeasuredRota[];
  plans: Parameters<typeof choicesOf>[2];
}

function Choosing({ now, rotas, plans, store, me, go, onRotasChanged }: ChoosingProps) {
  const choices = useMemo(() => choicesOf(rotas, now.id, plans), [rotas, now, plans]);
  const [before, setBefore] = useState(now.id);
  const [after, setAfter] = useState<string | null>(null);
  const adopting = useAdopting((id) => {
    onRotasChanged();
    go("rota", id);
  });
  const mayAdopt = me.may.includes("change rotas");
  if (choices.length < 2)
    return <p className="empty">There is nothing to compare yet: look for other plans, or make another draft of this week.</p>;
  const chosen = choices.find((one) => one.rota.id === after && one.rota.id !== before);
  const from = choices.find((one) => one.rota.id === before) ?? choices[0];
  return (
    <>
      <Picture
        choices={choices} before={before} after={chosen?.rota.id ?? null} onAfter={setAfter} onBefore={setBefore}
        adopting={adopting} mayAdopt={mayAdopt}
      />
      {chosen && from && <Difference key={`${from.rota.id} ${chosen.rota.id}`} store={store} from={from} to={chosen} adopting={adopting} mayAdopt={mayAdopt} />}
    </>
  );
}
