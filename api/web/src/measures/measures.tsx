/** How a rota measures: its headlines beside earlier rotas, and every carer and client of it. */

import { useState } from "react";
import type { OnRota } from "../app/places";
import { measuredRotas, measuresOf } from "../data/service/measures";
import { Pending } from "../ui/pending";
import { useAnswer } from "../ui/use_answer";
import { CarersTable, ClientsTable } from "./people";
import { Headlines } from "./headlines";
import "../styles/beside.css";
import "../styles/measures.css";

type Part = "headlines" | "carers" | "clients";
const PARTS: readonly [Part, string][] = [["headlines", "Headlines"], ["carers", "Carers"], ["clients", "Clients"]];

export function Measures({ rota, store }: OnRota) {
  const [part, setPart] = useState<Part>("headlines");
  const rotas = useAnswer(measuredRotas, [rota.id]);
  const people = useAnswer(part === "headlines" ? null : () => measuresOf(rota.id), [rota.id, part === "headlines"]);
  return (
    <div className="beside-page">
      <header className="beside-head">
        <h2>Measures</h2>
        <div className="choice" role="group" aria-label="Measures of">
          {PARTS.map(([value, label]) => <button key={value} type="button" aria-pressed={value === part} onClick={() => setPart(value)}>{label}</button>)}
        </div>
      </header>
      {part === "headlines" ? (
        <Pending answer={rotas} waiting="Fetching the measures">{(found) => <Headlines rotaId={rota.id} rotas={found} />}</Pending>
      ) : (
        <Pending answer={people} waiting="Fetching the measures">
          {(found) => part === "carers" ? <CarersTable week={store.week} carers={found.carers} /> : <ClientsTable week={store.week} clients={found.clients} />}
        </Pending>
      )}
    </div>
  );
}
