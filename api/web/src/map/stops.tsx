/** Ways and stops of the chosen runs, and visits nobody makes. */

import type { Part } from "../rota/model";
import type { RotaStore } from "../rota/store";
import { clientName, partName } from "../rota/words";
import type { Point } from "./plane";
import { PILL_PX, Room } from "./room";
import { markOf, type Run, type Stop, stopsOf } from "./runs";

interface Props {
  store: RotaStore;
  runs: readonly Run[];
  open: readonly Part[];
  where: ReadonlyMap<string, Point>;
  at: (point: Point) => Point;
  onPart: (part: Part) => void;
}

const LETTER_PX = 6.6;

export function Stops({ store, runs, open, where, at, onPart }: Props) {
  const put = new Room();
  return (
    <>
      {runs.map((run) => <Way key={run.carerId} run={run} where={where} at={at} />)}
      {runs.map((run) => <Home key={run.carerId} run={run} where={where} at={at} />)}
      {runs.flatMap((run) => stopsOf(run)).map((stop) => {
        const point = where.get(stop.clientId);
        if (!point) return null;
        const width = Math.max(PILL_PX + 2, 8 + markOf(stop).length * LETTER_PX);
        return <Pill key={`${stop.run.carerId} ${stop.clientId}`} store={store} stop={stop} at={at(point)} to={put.near(at(point), width)} width={width} onPart={onPart} />;
      })}
      {open.map((part) => {
        const point = where.get(part.clientId);
        if (!point) return null;
        const { x, y } = put.near(at(point), PILL_PX);
        const top = y - PILL_PX / 2;
        return (
          <g key={part.key} className="map-stop nobody" onClick={() => onPart(part)}>
            <title>{`${partName(store.week, part)}: nobody goes`}</title>
            <rect x={x - 8} y={top} width="16" height={PILL_PX} rx="2" />
            <text x={x} y={top + 12} textAnchor="middle">?</text>
          </g>
        );
      })}
    </>
  );
}

type OnMap = Pick<Props, "where" | "at"> & { run: Run };

/** From home by every stop and home again; the ways from and to home are dotted. */
function Way({ run, where, at }: OnMap) {
  const stops = run.parts.flatMap((part) => where.get(part.clientId) ?? []).map(at);
  const home = where.get(`carer ${run.carerId}`);
  const [first, last] = [stops[0], stops.at(-1)];
  return (
    <g className={`run-style-${run.style}`}>
      {home && first && last && <path className="run-home-way" d={`${line([at(home), first])}${line([last, at(home)])}`} />}
      <path className="run-line" d={line(stops)} />
    </g>
  );
}

function line(points: readonly Point[]): string {
  return points.map(({ x, y }, place) => `${place === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
}

function Home({ run, where, at }: OnMap) {
  const home = where.get(`carer ${run.carerId}`);
  if (!home) return null;
  const { x, y } = at(home);
  return (
    <g className={`map-base run-style-${run.style}`} transform={`translate(${x} ${y})`}>
      <path className="run-pill" d="M-9 1 0 -8 9 1V9H-9z" />
      <text className="run-text" y="6" textAnchor="middle">{run.letter}</text>
    </g>
  );
}

interface PillProps {
  store: RotaStore;
  stop: Stop;
  /** Where the client lives, and where there is room for the mark. */
  at: Point;
  to: Point;
  width: number;
  onPart: (part: Part) => void;
}

function Pill({ store, stop, at, to, width, onPart }: PillProps) {
  const text = markOf(stop);
  const [first] = stop.parts;
  return (
    <g className={`map-stop run-style-${stop.run.style}`} data-stop={text} onClick={() => first && onPart(first)}>
      <title>{`${text} ${clientName(store.week, stop.clientId)}: ${stop.parts.map((part) => partName(store.week, part)).join(", ")}`}</title>
      {to.y !== at.y && <path className="map-leader" d={line([at, to])} />}
      <rect className="run-pill" x={to.x - width / 2} y={to.y - PILL_PX / 2} width={width} height={PILL_PX} rx="4" />
      <text className="run-text" x={to.x} y={to.y + 4} textAnchor="middle">{text}</text>
    </g>
  );
}
