/** Every carer's hours and every client's faces and times, in the order one asks for. */

import type { CarerMeasures, ClientMeasures } from "../data/service/measures";
import { hours } from "../rota/clock";
import type { Week } from "../rota/model";
import { carerName, clientName, contract } from "../rota/words";
import { figure } from "./known";
import { type Column, Sorted } from "./sorted";

interface CarerLine extends CarerMeasures {
  id: string;
  name: string;
  against: string;
  over: number;
}

const inHours = (seconds: number): string => hours(seconds / 60);

const CARER_COLUMNS: readonly Column<CarerLine>[] = [
  { id: "name", label: "Carer", order: (one) => one.name, shown: (one) => one.name },
  { id: "work", label: "Work", order: (one) => one.work, shown: (one) => inHours(one.work) },
  { id: "over", label: "Contract", order: (one) => one.over, shown: (one) => one.against, text: true },
  { id: "visits", label: "Visits", order: (one) => one.visits, shown: (one) => one.visits },
  { id: "days", label: "Days", order: (one) => one.days_worked, shown: (one) => one.days_worked },
  { id: "contact", label: "Contact", order: (one) => one.contact, shown: (one) => inHours(one.contact) },
  { id: "travel", label: "Travel", order: (one) => one.travel, shown: (one) => inHours(one.travel) },
  { id: "waiting", label: "Waiting", order: (one) => one.waiting, shown: (one) => inHours(one.waiting) },
  { id: "paid", label: "Paid", order: (one) => one.paid, shown: (one) => inHours(one.paid) },
  { id: "miles", label: "Miles", order: (one) => one.miles, shown: (one) => Math.round(one.miles) },
];

export function CarersTable({ week, carers }: { week: Week; carers: Record<string, { workload: CarerMeasures }> }) {
  const lines = Object.entries(carers).map(([id, { workload }]): CarerLine => {
    const carer = week.carerById.get(id);
    const minutes = workload.work / 60;
    return { ...workload, id, name: carerName(week, id), against: carer ? contract(carer, minutes).short : "", over: minutes - (carer?.contract_min ?? 0) };
  });
  return <Sorted caption="Hours by carer" columns={CARER_COLUMNS} lines={lines} empty="No carer is measured in this rota." />;
}

interface ClientLine extends ClientMeasures {
  id: string;
  name: string;
}

const last = (value: number | null | undefined): number => value ?? -1;

const CLIENT_COLUMNS: readonly Column<ClientLine>[] = [
  { id: "name", label: "Client", order: (one) => one.name, shown: (one) => one.name },
  { id: "fortnight", label: "Carers in 14 days", order: (one) => last(one.faces.distinct_at_end["14"]), shown: (one) => figure("count", one.faces.distinct_at_end["14"] ?? null) },
  { id: "cap", label: "Agreed at most", order: (one) => last(one.cap), shown: (one) => `${figure("count", one.cap)}${one.over_cap ? ", over" : ""}` },
  { id: "distinct", label: "Carers in this rota", order: (one) => last(one.distinct), shown: (one) => figure("count", one.distinct) },
  { id: "floor", label: "Fewest possible", order: (one) => last(one.floor?.least), shown: (one) => figure("count", one.floor?.least ?? null) },
  { id: "fresh", label: "New faces", order: (one) => one.faces.new_faces, shown: (one) => one.faces.new_faces },
  { id: "known", label: "By a known carer", order: (one) => last(one.faces.known.share), shown: (one) => figure("share", one.faces.known.share) },
  { id: "visits", label: "Visits", order: (one) => one.punctuality.due, shown: (one) => one.punctuality.due },
  { id: "open", label: "Nobody makes", order: (one) => one.punctuality.unallocated, shown: (one) => one.punctuality.unallocated },
  { id: "time", label: "Within 15 min", order: (one) => last(one.punctuality.on_time.share), shown: (one) => figure("share", one.punctuality.on_time.share) },
];

export function ClientsTable({ week, clients }: { week: Week; clients: Record<string, ClientMeasures> }) {
  const lines = Object.entries(clients).map(([id, one]): ClientLine => ({ ...one, id, name: clientName(week, id) }));
  return <Sorted caption="Faces and times by client" columns={CLIENT_COLUMNS} lines={lines} empty="No client is measured in this rota." />;
}
