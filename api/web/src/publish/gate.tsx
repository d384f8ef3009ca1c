/** Whether a draft may be published: each hard rule it breaks, in words, with a way to the visit. */

import type { OnRota } from "../app/places";
import type { RotaJudged } from "../data/service/publish";
import { lookAt } from "../rota/look";
import { named, type People } from "../rota/named";
import { count } from "../rota/words";
import { Icon } from "../ui/icons";

interface Props {
  rota: RotaJudged;
  people: People;
  /** Visits nobody makes. */
  open: number;
  go: OnRota["go"];
}

export function Gate({ rota, people, open, go }: Props) {
  const see = (visit: string | undefined) => {
    if (visit) lookAt(visit);
    go("rota", rota.id);
  };
  if (rota.breaches.length > 0 || !rota.legal)
    return (
      <section className="gate closed" role="alert" aria-labelledby="gate-title">
        <h3 id="gate-title"><Icon name="no" /> It cannot be published: {count(Math.max(1, rota.breaches.length), "hard rule is", "hard rules are")} broken</h3>
        <ul>
          {rota.breaches.map((one, place) => (
            <li key={place}>
              <span>{named(one.sentence, people)}</span>
              <button type="button" className="link" onClick={() => see(one.visits[0])}>See it on the rota<span className="visually-hidden">, {place + 1}</span></button>
            </li>
          ))}
        </ul>
      </section>
    );
  return (
    <section className="gates" aria-label="May be published">
      <p className="gate open"><Icon name="yes" /> No hard rule is broken: law, pay floor, skills, times.</p>
      {open > 0 && (
        <p className="gate half">
          <Icon name="critical" /> <b>{count(open, "visit has", "visits have")} nobody yet.</b> It may be published so; clients are told that nobody comes.{" "}
          <button type="button" className="link" onClick={() => see(undefined)}>See them on the rota</button>
        </p>
      )}
    </section>
  );
}
