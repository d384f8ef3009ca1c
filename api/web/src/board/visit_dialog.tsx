/** One visit, or several, in a dialog: everything that dragging does, by click or by keyboard. */

import { useEffect, useMemo, useState } from "react";
import type { Source } from "../data/source";
import type { PinKind, Price } from "../data/types";
import { hourMinute, minutesInWords, parseHourMinute } from "../rota/clock";
import type { Part } from "../rota/model";
import { landing, moveStep, PIN_WORDS, pinStep, pinsOf, together } from "../rota/steps";
import type { RotaStore, Step } from "../rota/store";
import { carerName, clientName, count, dayLong, offTimeInWords, RISK_WORDS } from "../rota/words";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icons";
import { CarerChoice } from "./carer_choice";
import { priceInWords } from "./drag";

interface Props {
  store: RotaStore;
  source: Source;
  parts: readonly Part[];
  onDone: (step: Step) => void;
  /** Why this carer, and who else could go. */
  onWhy: (part: Part) => void;
  onClose: () => void;
}

const KINDS: readonly PinKind[] = ["carer", "time", "team", "run"];
const PIN_HELP: Record<PinKind, string> = {
  carer: "nobody else may go",
  time: "it starts when it starts",
  team: "somebody of the usual team goes",
  run: "the carer's whole day stays as it is",
};

export function VisitDialog({ parts, ...rest }: Props) {
  const [first] = parts;
  if (!first) return null;
  return <Form {...rest} parts={parts} first={first} />;
}

function Form({ store, source, parts, first, onDone, onWhy, onClose }: Props & { first: Part }) {
  const [carerId, setCarerId] = useState(first.carerId);
  const [start, setStart] = useState(hourMinute(first.begins));
  const had = useMemo(() => new Set(pinsOf(store, first)), [store, first]);
  const [pins, setPins] = useState<ReadonlySet<PinKind>>(had);
  const begins = parseHourMinute(start);
  const prices = usePrices(store, source, parts, first, begins);
  const price = prices?.get(carerId ?? "");
  const moved = begins !== null && (carerId !== first.carerId || begins !== first.begins);
  const target = begins === null ? null : { carerId, day: first.day, begins };
  const several = parts.length > 1;
  const save = () => {
    const move = target && moved ? moveStep(store, landing(store, parts, first, target)) : null;
    const changed = KINDS.filter((kind) => had.has(kind) !== pins.has(kind));
    const step = together(move, ...changed.map((kind) => pinStep(store, parts, kind, pins.has(kind))));
    if (step) onDone(step);
    onClose();
  };
  const takeOff = () => {
    const step = moveStep(store, landing(store, parts, first, { carerId: null, day: first.day, begins: first.begins }));
    if (step) onDone(step);
    onClose();
  };
  const refused = moved && price !== undefined && !price.legal;
  return (
    <Dialog
      title={several ? `${count(parts.length, "visit", "visits")} together` : `${hourMinute(first.begins)} ${clientName(store.week, first.clientId)}`}
      kicker={`${dayLong(store.week, first.day)}${several ? "" : `, ${first.call}, ${minutesInWords(first.lasts)}`}`}
      onClose={onClose}
      footer={
        <>
          <p className={`price ${refused ? "illegal" : moved ? "" : "still"}`} role="status">
            {sentence(begins, moved, price)}
          </p>
          <button type="button" className="plain" onClick={takeOff} disabled={parts.every((part) => part.carerId === null)}>Take off the rota</button>
          <button type="button" className="primary" onClick={save} disabled={begins === null || refused}>Save</button>
        </>
      }
    >
      {!several && <Facts store={store} part={first} />}
      {!several && !source.madeUp && (
        <button type="button" className="link why-link" onClick={() => onWhy(first)}>
          {first.carerId === null ? "Why nobody goes, and what would help" : `Why ${carerName(store.week, first.carerId)}, and who else could go`}
        </button>
      )}
      <div className="fields">
        <label className="field start-field">
          <span>{several ? "First starts" : "Starts"}</span>
          <input value={start} inputMode="numeric" size={6} maxLength={5} aria-invalid={begins === null} autoComplete="off" onChange={(event) => setStart(event.target.value)} />
        </label>
        <div className="nudges">
          {[-15, -5, 5, 15].map((by) => (
            <button key={by} type="button" className="plain" disabled={begins === null} onClick={() => setStart(hourMinute((begins ?? 0) + by))} aria-label={`${by > 0 ? "+" : "−"}${Math.abs(by)} min`}>
              {by > 0 ? "+" : "−"}{Math.abs(by)} min
            </button>
          ))}
        </div>
      </div>
      <CarerChoice store={store} now={first.carerId} chosen={carerId} prices={prices} zone={first.zone} onChoose={setCarerId} />
      <fieldset className="pins">
        <legend>Keep as it is</legend>
        {KINDS.map((kind) => (
          <label key={kind} className="check">
            <input
              type="checkbox"
              checked={pins.has(kind)}
              disabled={kind === "run" && first.carerId === null}
              onChange={(event) => {
                const next = new Set(pins);
                if (event.target.checked) next.add(kind);
                else next.delete(kind);
                setPins(next);
              }}
            />
            <Icon name={kind} /> <span><b>{PIN_WORDS[kind]}</b> {PIN_HELP[kind]}</span>
          </label>
        ))}
      </fieldset>
    </Dialog>
  );
}

function sentence(begins: number | null, moved: boolean, price: Price | undefined): string {
  if (begins === null) return "A start is a time such as 07:45.";
  if (!moved) return "Nothing moved yet.";
  if (!price) return "Asking what this costs…";
  return price.legal ? priceInWords(price) : `It cannot be: ${priceInWords(price)}`;
}

/** What must not be overlooked stands first. */
function Facts({ store, part }: { store: RotaStore; part: Part }) {
  const client = store.week.clientById.get(part.clientId);
  const musts = [
    part.critical ? `Time-critical: starts ${hourMinute(part.agreed - part.before)} to ${hourMinute(part.agreed + part.after)}` : "",
    part.carers > 1 ? `${part.carers} carers together` : "",
    part.risk === "red" ? RISK_WORDS.red : "",
  ].filter(Boolean);
  const late = offTimeInWords(part);
  return (
    <>
      {musts.length > 0 && (
        <p className="musts"><Icon name="critical" /> {musts.join(" · ")}</p>
      )}
      {client?.must && <p className="words">“{client.must}”</p>}
      <dl className="facts">
        <div><dt>Agreed</dt><dd>{hourMinute(part.agreed)}{late ? `, now ${late}` : ", on time"}</dd></div>
        <div><dt>May start</dt><dd>{hourMinute(part.agreed - part.before)} to {hourMinute(part.agreed + part.after)}</dd></div>
        <div><dt>Carer</dt><dd>{carerName(store.week, part.carerId)}{part.newFace && part.carerId !== null ? ", a new face" : ""}</dd></div>
        {part.travel !== null && <div><dt>Travel</dt><dd>{minutesInWords(part.travel)} on the way to it</dd></div>}
        <div><dt>Zone</dt><dd>{part.zone}, {RISK_WORDS[part.risk].toLowerCase()}</dd></div>
        {part.reason && part.carerId === null && <div className="wide"><dt>Why nobody goes</dt><dd>{part.reason}</dd></div>}
      </dl>
    </>
  );
}

const PRICES_AGAIN_MS = 1000;
const MOST_TRIES = 5;

/** A price for every carer at the start that stands in the field. */
function usePrices(store: RotaStore, source: Source, parts: readonly Part[], first: Part, begins: number | null) {
  const [prices, setPrices] = useState<ReadonlyMap<string, Price>>();
  useEffect(() => {
    if (begins === null) return undefined;
    const asked = new AbortController();
    const { carers } = store.week;
    const moves = carers.map((carer) =>
      [...landing(store, parts, first, { carerId: carer.id, day: first.day, begins })].map(([key, to]) => store.moveRow(key, to)),
    );
    const ask = (tries: number) => {
      source.prices(store.rotaId, moves, asked.signal).then(
        (found) => {
          if (asked.signal.aborted) return;
          setPrices(new Map(carers.flatMap((carer, row) => (found[row] ? [[carer.id, found[row]]] : []))));
        },
        // Somebody may have saved in between: asked again, a little later.
        () => void setTimeout(() => !asked.signal.aborted && tries > 0 && ask(tries - 1), PRICES_AGAIN_MS),
      );
    };
    ask(MOST_TRIES);
    return () => asked.abort();
  }, [store, source, parts, first, begins]);
  return prices;
}
