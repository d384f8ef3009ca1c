/** One carer's day: shift, absence, ways, waits, breaks and visits on a line of time. */

import { memo } from "react";
import type { CarerRow } from "../data/types";
import { hourMinute, minutesInWords } from "../rota/clock";
import { type CarerDay, type Part, type Week } from "../rota/model";
import { pinsOf } from "../rota/steps";
import type { RotaStore } from "../rota/store";
import { clientName, offTime, partFacts } from "../rota/words";
import { Icon, PinIcon } from "../ui/icons";

export interface Scale {
  readonly opens: number;
  readonly closes: number;
  readonly pxPerMin: number;
}

interface TrackProps {
  store: RotaStore;
  carer: CarerRow;
  run: readonly Part[];
  day: CarerDay;
  scale: Scale;
  selected: ReadonlySet<string>;
  focused: string | null;
  matches: (part: Part) => boolean;
  pins: ReadonlySet<string>;
}

/** Everything on the line; drawn again only when something of this carer's day changes. */
export const Track = memo(function Track(props: TrackProps) {
  const { store, run, day, scale, selected, focused, matches } = props;
  return (
    <>
      {day.shifts.map((shift) => (
        <Band key={`s${shift.from}`} scale={scale} from={shift.from} to={shift.to} kind="shift" />
      ))}
      {day.absences.map((away) => (
        <Band key={`a${away.from}`} scale={scale} from={away.from} to={away.to} kind="absence">
          <span>{away.kind}</span>
        </Band>
      ))}
      {ways(run).map((way) => (
        <Band key={`w${way.to}`} scale={scale} from={way.from} to={way.to} kind={way.fits ? "way" : "way short"} title={way.says} />
      ))}
      {waits(run, day).map((wait) => (
        <Band key={`q${wait.from}`} scale={scale} from={wait.from} to={wait.to} kind="wait" title={`Waiting ${minutesInWords(wait.to - wait.from)}`} />
      ))}
      {day.breaks.map((rest) => (
        <Band key={`b${rest.from}`} scale={scale} from={rest.from} to={rest.to} kind="break" title={`Break ${hourMinute(rest.from)} to ${hourMinute(rest.to)}`}>
          <Icon name="cup" size={12} />
        </Band>
      ))}
      {run.map((part) => (
        <Visit
          key={part.key}
          store={store}
          part={part}
          week={store.week}
          scale={scale}
          selected={selected.has(part.key)}
          tabbable={focused === part.key}
          dimmed={!matches(part)}
        />
      ))}
    </>
  );
});

interface BandProps {
  scale: Scale;
  from: number;
  to: number;
  kind: string;
  title?: string;
  children?: React.ReactNode;
}

function Band({ scale, from, to, kind, title, children }: BandProps) {
  const left = (Math.max(from, scale.opens) - scale.opens) * scale.pxPerMin;
  const right = (Math.min(to, scale.closes) - scale.opens) * scale.pxPerMin;
  if (right <= left) return null;
  return (
    <div className={`band ${kind}`} title={title} style={{ left, width: right - left }}>
      {children}
    </div>
  );
}

interface VisitProps {
  store: RotaStore;
  part: Part;
  week: Week;
  scale: Scale;
  selected: boolean;
  tabbable: boolean;
  dimmed: boolean;
}

function Visit({ store, part, week, scale, selected, tabbable, dimmed }: VisitProps) {
  const pins = pinsOf(store, part);
  const marks = [...pins.map((kind) => `pinned: ${kind}`), selected ? "selected" : ""];
  const off = offTime(part);
  const clock = hourMinute(part.begins);
  const width = part.lasts * scale.pxPerMin;
  const classes = ["visit", `risk-${part.risk}`, selected && "selected", dimmed && "dimmed"];
  return (
    <button
      type="button"
      className={classes.filter(Boolean).join(" ")}
      data-key={part.key}
      tabIndex={tabbable ? 0 : -1}
      style={{ left: (part.begins - scale.opens) * scale.pxPerMin, width: Math.max(width, 24) }}
    >
      <span className="visit-top">
        <span className="visit-time">
          <span className={width < WHOLE_TIME_PX ? "visually-hidden" : undefined}>{clock.slice(0, 2)}</span>
          {clock.slice(2)}
        </span>{" "}
        {off && width >= 2 * WHOLE_TIME_PX && <span className="off-time" aria-hidden="true">{off}</span>}
      </span>
      <span className="visit-name">{clientName(week, part.clientId)}</span>
      <span className="visually-hidden">, {partFacts(part, marks.filter(Boolean))}</span>
      {(part.critical || part.carers > 1 || part.newFace || pins.length > 0) && (
        <span className="visit-marks">
          {part.critical && <Icon name="critical" size={12} />}
          {part.carers > 1 && <Icon name="pair" size={12} />}
          {part.newFace && <span className="fresh"><Icon name="fresh" size={12} /></span>}
          {pins.map((kind) => <PinIcon key={kind} kind={kind} />)}
        </span>
      )}
    </button>
  );
}

/** Below this a time would be cut, and half a time is a wrong one: the minutes alone are shown. */
const WHOLE_TIME_PX = 35;

interface Way {
  from: number;
  to: number;
  fits: boolean;
  says: string;
}

/** The way to each visit, drawn up to its start; short where the visit before ends too late. */
export function ways(run: readonly Part[]): Way[] {
  return run.flatMap((part, place) => {
    if (!part.travel) return [];
    const before = run[place - 1];
    const free = before ? part.begins - before.begins - before.lasts : part.travel;
    const fits = free >= part.travel;
    const says = `Travel ${minutesInWords(part.travel)}${fits ? "" : `, only ${minutesInWords(Math.max(0, free))} free`}`;
    return [{ from: part.begins - part.travel, to: part.begins, fits, says }];
  });
}

/** A gap longer than this is the carer's own time, not waiting. */
const LONGEST_WAIT_MIN = 60;

/** Idle time between a visit and the way to the next, but for the part spent on a break. */
export function waits(run: readonly Part[], day: CarerDay): { from: number; to: number }[] {
  return run.flatMap((part, place) => {
    const before = run[place - 1];
    if (!before) return [];
    const to = part.begins - (part.travel ?? 0);
    let from = before.begins + before.lasts;
    for (const rest of day.breaks) if (rest.from < to && rest.to > from) from = rest.to;
    return to - from >= 5 && to - from <= LONGEST_WAIT_MIN ? [{ from, to }] : [];
  });
}
