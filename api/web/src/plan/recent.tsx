/** Plans asked for before: what became of them. */

import type { Job } from "../data/service/plans";
import type { RotaRow } from "../data/types";
import { shortDay, weekInWords } from "../rota/clock";
import { count } from "../rota/words";

const STATES: Record<Job["state"], string> = { queued: "Waiting", running: "Under way", done: "Done", cancelled: "Stopped", failed: "Failed" };

interface Props {
  jobs: readonly Job[];
  rotas: readonly RotaRow[];
  onOpen: (rotaId: string) => void;
}

export function Recent({ jobs, rotas, onOpen }: Props) {
  if (jobs.length === 0) return null;
  return (
    <section aria-labelledby="recent-title">
      <header className="section-head"><h2 id="recent-title">Planned before</h2></header>
      <div className="panel flush">
        <table className="list-table">
          <caption className="visually-hidden">Plans asked for before</caption>
          <thead><tr><th scope="col">Week</th><th scope="col">Asked</th><th scope="col">What came of it</th><th scope="col">Rota</th></tr></thead>
          <tbody>
            {jobs.map((job) => {
              const rota = rotas.find((one) => one.id === job.result?.rota_id);
              const week = rota ? weekInWords(rota.first_day, rota.days) : job.asked.first_day ? weekInWords(job.asked.first_day, job.asked.days ?? 7) : "The next week";
              return (
                <tr key={job.id}>
                  <th scope="row">{week}{job.asked.name && <span className="hint"> {job.asked.name}</span>}</th>
                  <td>{asked(job)}</td>
                  <td>{STATES[job.state]}{outcome(job)}</td>
                  <td>{rota ? <button type="button" className="link" aria-label={`Open the rota of ${week}, planned ${asked(job)}`} onClick={() => onOpen(rota.id)}>Open</button> : ""}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function asked(job: Job): string {
  const at = new Date(job.created_at).toLocaleTimeString("en-GB", { timeZone: "Europe/London", hour: "2-digit", minute: "2-digit" });
  return `${shortDay(job.created_at)}, ${at}`;
}

function outcome(job: Job): string {
  if (job.state === "failed") return job.reason ? `. ${job.reason}` : "";
  if (job.result?.left_out === undefined) return "";
  return job.result.left_out === 0 ? ", every visit has its carers" : `, ${count(job.result.left_out, "visit", "visits")} left out`;
}
