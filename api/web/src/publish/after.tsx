/** What follows from a rota in force: papers to hand out, files of what changed, calendars. */

import { useState } from "react";
import { changesFile, type Feed, feeds, fileOf, newFeed, revokeFeed, type RotaFacts } from "../data/service/publish";
import { Refusal } from "../data/source";
import { useFetched } from "../data/use_fetched";
import { longDay } from "../rota/clock";
import type { People } from "../rota/named";
import { useSay } from "../ui/announce";
import { Combobox } from "../ui/combobox";

interface Props {
  rota: RotaFacts;
  before: RotaFacts | null;
  people: People;
  mayExport: boolean;
  mayFeed: boolean;
}

export function Papers({ rota, before, people, mayExport, mayFeed }: Props) {
  if (!mayExport && !mayFeed) return null;
  return (
    <section className="papers no-print" aria-labelledby="papers-title">
      <h2 id="papers-title">Files and calendars</h2>
      {mayExport && (
        <ul className="files">
          <li><a href={`${fileOf(rota.id, "run-sheets.pdf")}?names=true`} download>Run sheets</a> PDF, one for each carer and day, with names</li>
          {before && (
            <li>
              <a href={changesFile(rota.id, before.id, "xlsx")} download>Changes for Excel</a> or <a href={changesFile(rota.id, before.id, "csv")} download>as CSV</a>, by id
            </li>
          )}
          <li><a href={fileOf(rota.id, "rota.xlsx")} download>The whole rota for Excel</a>, by id</li>
        </ul>
      )}
      {mayFeed && <Calendars people={people} />}
    </section>
  );
}

function Calendars({ people }: { people: People }) {
  const [asked, setAsked] = useState(0);
  const [made, setMade] = useState<{ name: string; address: string } | null>(null);
  const [who, setWho] = useState("");
  const known = useFetched(feeds, [asked], "keep");
  const say = useSay();
  const choices = [
    ...people.carers.map((one) => ({ id: `carer:${one.id}`, text: one.name, note: "carer" })),
    ...people.clients.map((one) => ({ id: `client:${one.id}`, text: one.name, note: "client" })),
  ];
  const failed = (error: unknown) => say(error instanceof Refusal ? error.message : "That did not work.", "refused");
  const make = () => {
    const [kind = "", ...rest] = who.split(":");
    const name = choices.find((one) => one.id === who)?.text ?? "";
    newFeed(kind as Feed["kind"], rest.join(":")).then(({ address }) => {
      setMade({ name, address });
      setAsked(asked + 1);
      say(`A calendar for ${name} is made.`);
    }, failed);
  };
  const live = (known.value ?? []).filter((one) => one.revoked_at === null);
  return (
    <div className="calendars">
      <h3>Calendars</h3>
      <p>A private address that a phone’s calendar reads: whoever has it sees that person’s visits, so give it to them alone.</p>
      <div className="fields">
        <Combobox label="Whose calendar" options={choices} chosen={who} onChoose={setWho} />
        <button type="button" disabled={!who} onClick={make}>Make an address</button>
      </div>
      {made && (
        <div className="address">
          <label className="field"><span>{made.name}: shown this once</span><input readOnly value={made.address} onFocus={(event) => event.target.select()} /></label>
          <button type="button" onClick={() => void navigator.clipboard?.writeText(made.address).then(() => say("Copied."))}>Copy</button>
        </div>
      )}
      {live.length > 0 && (
        <details>
          <summary>{live.length === 1 ? "1 calendar is read" : `${live.length} calendars can be read`}</summary>
          <ul className="feed-list">
            {live.map((one) => (
              <li key={one.feed_id}>
                <span>{nameOf(people, one)}, until {longDay(one.expires_at)}</span>
                <button type="button" className="link" onClick={() => revokeFeed(one.feed_id).then(() => setAsked(asked + 1), failed)}>End it<span className="visually-hidden"> for {nameOf(people, one)}</span></button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function nameOf(people: People, feed: Feed): string {
  const rows = feed.kind === "carer" ? people.carers : people.clients;
  return rows.find((one) => one.id === feed.subject_id)?.name ?? feed.subject_id;
}
