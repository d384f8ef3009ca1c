/** What has happened, said in one line: who, from when, and what more has to be known. */

import { type RefObject, useMemo, useState } from "react";
import { hourMinute, parseHourMinute } from "../rota/clock";
import type { RotaStore } from "../rota/store";
import { carerName, clientName, dayLong } from "../rota/words";
import { Combobox, type ComboOption } from "../ui/combobox";
import { type Happening, KINDS, MODES, type Moment, type What } from "./happening";

interface Props {
  store: RotaStore;
  field: RefObject<HTMLInputElement | null>;
  now: Moment;
  busy: boolean;
  /** How many are noted already, besides the one in the form. */
  noted: number;
  onChange: (happening: Happening | null) => void;
  onMore: (happening: Happening) => void;
  onSeek: () => void;
}

const EVERY_WHAT = Object.keys(KINDS) as What[];

export function HappeningForm({ store, field, now, busy, noted, onChange, onMore, onSeek }: Props) {
  const [what, setWhat] = useState<What>("sick");
  const [subject, setSubject] = useState("");
  const [day, setDay] = useState(now.day);
  const [from, setFrom] = useState(hourMinute(now.minute));
  const [until, setUntil] = useState(now.day);
  const [minutes, setMinutes] = useState("20");
  const [again, setAgain] = useState("");
  const [mode, setMode] = useState("walk");
  const options = useMemo(() => subjects(store, what, day), [store, what, day]);
  const kind = KINDS[what];

  const made = (given: Partial<Record<"what" | "subject" | "from" | "minutes" | "again" | "mode", string>> & { day?: number; until?: number }): Happening | null => {
    const minute = parseHourMinute(given.from ?? from);
    const many = Number(given.minutes ?? minutes);
    const which = (given.what ?? what) as What;
    const about = given.subject ?? subject;
    const at = given.day ?? day;
    if (minute === null || !Number.isInteger(many) || many < 1 || (KINDS[which].of !== null && !about)) return null;
    const tried = given.again ?? again;
    if (tried && parseHourMinute(tried) === null) return null;
    return { what: which, subject: about, at: { day: at, minute }, until: Math.max(at, given.until ?? until), minutes: many, again: tried, mode: given.mode ?? mode };
  };
  const change = (given: Parameters<typeof made>[0]) => onChange(made(given));
  const here = made({});
  const choose = (next: What) => {
    setWhat(next);
    const about = KINDS[next].of === kind.of ? subject : "";
    setSubject(about);
    change({ what: next, subject: about });
  };
  return (
    <form
      className="happening"
      aria-label="What has happened"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && (here || noted > 0)) onSeek();
      }}
    >
      <fieldset className="what-choice">
        <legend>What has happened</legend>
        {EVERY_WHAT.map((one) => (
          <label key={one} className="what">
            <input type="radio" name="what" checked={one === what} onChange={() => choose(one)} />
            <span>{KINDS[one].label}</span>
          </label>
        ))}
      </fieldset>
      <div className="fields">
        {kind.of !== null && (
          <Combobox key={kind.of} field={field} label={kind.who} options={options} chosen={subject} placeholder="Type a name" onChoose={(id) => {
            setSubject(id);
            change({ subject: id });
          }} />
        )}
        <label className="field"><span>{what === "sick" ? "From" : "On"}</span>
          <select value={day} onChange={(event) => {
            setDay(Number(event.target.value));
            change({ day: Number(event.target.value) });
          }}>
            {[...Array(store.week.days).keys()].map((one) => <option key={one} value={one}>{dayLong(store.week, one)}</option>)}
          </select>
        </label>
        <label className="field short"><span>{what === "sick" ? "at" : "Now"}</span>
          <input value={from} size={5} maxLength={5} inputMode="numeric" autoComplete="off" aria-invalid={parseHourMinute(from) === null} aria-label={what === "sick" ? "From, time" : "Now, time"} onChange={(event) => {
            setFrom(event.target.value);
            change({ from: event.target.value });
          }} />
        </label>
        {(what === "sick" || what === "hospital") && (
          <label className="field"><span>To the end of</span>
            <select value={Math.max(day, until)} onChange={(event) => {
              setUntil(Number(event.target.value));
              change({ until: Number(event.target.value) });
            }}>
              {[...Array(store.week.days).keys()].filter((one) => one >= day).map((one) => <option key={one} value={one}>{dayLong(store.week, one)}</option>)}
            </select>
          </label>
        )}
        {(what === "late" || what === "overrun") && (
          <label className="field short"><span>Minutes</span>
            <input value={minutes} size={4} maxLength={3} inputMode="numeric" autoComplete="off" onChange={(event) => {
              setMinutes(event.target.value);
              change({ minutes: event.target.value });
            }} />
          </label>
        )}
        {what === "no-reply" && (
          <label className="field short"><span>Try again at</span>
            <input value={again} size={5} maxLength={5} placeholder="no" autoComplete="off" onChange={(event) => {
              setAgain(event.target.value);
              change({ again: event.target.value });
            }} />
          </label>
        )}
        {what === "car" && (
          <label className="field"><span>Goes on</span>
            <select value={mode} onChange={(event) => {
              setMode(event.target.value);
              change({ mode: event.target.value });
            }}>
              {Object.entries(MODES).map(([id, words]) => <option key={id} value={id}>{words}</option>)}
            </select>
          </label>
        )}
      </div>
      {what === "tables" && <p className="hint">Looks for visits that no longer fit since leave, hours or calls were changed in the tables.</p>}
      <div className="happening-actions">
        <button type="submit" className="primary" disabled={busy || (!here && noted === 0)}>{busy ? "Finding cover…" : "Find cover"}</button>
        <button type="button" className="plain" disabled={busy || !here || what === "tables"} onClick={() => {
          if (here) onMore(here);
          setSubject("");
          onChange(null);
          field.current?.focus();
        }}>And something else…</button>
      </div>
    </form>
  );
}

/** Those a happening may be about: everybody, or the day's visits with who goes. */
function subjects(store: RotaStore, what: What, day: number): ComboOption[] {
  const { week } = store;
  if (KINDS[what].of === "carer") return week.carers.map((one) => ({ id: one.id, text: one.name, note: one.zone }));
  if (KINDS[what].of === "client") return week.clients.map((one) => ({ id: one.id, text: one.name, note: one.zone }));
  const seen = new Set<string>();
  const parts = [...store.all()].filter((part) => part.day === day && !seen.has(part.visitId) && seen.add(part.visitId));
  return parts
    .sort((one, other) => one.begins - other.begins)
    .map((part) => ({ id: part.visitId, text: `${hourMinute(part.begins)} ${clientName(week, part.clientId)}`, note: `${part.call}, ${carerName(week, part.carerId)}` }));
}
