/** Ways and stops of the chosen runs, and visits nobody makes. */

import type { Part } from "../rota/model";
import type { RotaStore } from "../rota/store";
import { clientName, partName } from "../rota/words";
import type { Point } from "./plane";
import { markOf, type Run, type Stop, stopsOf } from "./runs";

interface Props {
  store: RotaStore;
  runs: readonly Run[];
  open: readonly Part[];
  where: ReadonlyMap<string, Point>;
  at: (point: Point) => Point;
  onPart: (part: Part) => void;
}

const PILL_PX = 16;
const LETTER_PX = 6.6;

export function Stops({ store, runs, open, where, at, onPart }: Props) {
  const rows = new Map<string, number>();
  /** The row of a mark at a client: who comes after somebody else stands below. */
  const rowAt = (clientId: string): number => {
    const row = rows.get(clientId) ?? 0;
    rows.set(clientId, row + 1);
    return row;
  };
  return (
    <>
      {runs.map((run) => <Way key={run.carerId} run={run} where={where} at={at} />)}
      {runs.map((run) => <Home key={run.carerId} run={run} where={where} at={at} />)}
      {runs.flatMap((run) => stopsOf(run)).map((stop) => {
        const point = where.get(stop.clientId);
        if (!point) return null;
        return <Pill key={`${stop.run.carerId} ${stop.clientId}`} store={store} stop={stop} at={at(point)} row={rowAt(stop.clientId)} onPart={onPart} />;
      })}
      {open.map((part) => {
        const point = where.get(part.clientId);
        if (!point) return null;
        const { x, y } = at(point);
        const top = y - PILL_PX / 2 + rowAt(part.clientId) * (PILL_PX + 1);
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
  at: Point;
  row: number;
  onPart: (part: Part) => void;
}

function Pill({ store, stop, at, row, onPart }: PillProps) {
  const text = markOf(stop);
  const width = Math.max(PILL_PX + 2, 8 + text.length * LETTER_PX);
  const top = at.y - PILL_PX / 2 + row * (PILL_PX + 1);
  const [first] = stop.parts;
  return (
    <g className={`map-stop run-style-${stop.run.style}`} data-stop={text} onClick={() => first && onPart(first)}>
      <title>{`${text} ${clientName(store.week, stop.clientId)}: ${stop.parts.map((part) => partName(store.week, part)).join(", ")}`}</title>
      <rect className="run-pill" x={at.x - width / 2} y={top} width={width} height={PILL_PX} rx="4" />
      <text className="run-text" x={at.x} y={top + 12} textAnchor="middle">{text}</text>
    </g>
  );
}
