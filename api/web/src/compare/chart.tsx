/** Rotas of one week by two measures: each a point one can press. The table says the same. */

import { figure, type Measure, valueOf } from "../measures/known";
import { across, type Axis, axisOf, CHART, up } from "./axes";
import { type Choice, unbeaten } from "./choices";

interface Props {
  choices: readonly Choice[];
  x: Measure;
  y: Measure;
  before: string;
  after: string | null;
  onAfter: (rotaId: string) => void;
}

export function Chart({ choices, x, y, before, after, onAfter }: Props) {
  const placed = choices.flatMap((choice) => {
    const [at, height] = [valueOf(choice.rota.summary, x.name), valueOf(choice.rota.summary, y.name)];
    return at === null || height === null ? [] : [{ choice, at, height }];
  });
  if (placed.length === 0) return <p className="empty">None of these rotas has both figures.</p>;
  const [wide, high] = [axisOf(placed.map((one) => one.at)), axisOf(placed.map((one) => one.height))];
  const best = new Set(placed.filter(({ choice }) => unbeaten(choice, choices, [x, y])).map(({ choice }) => choice.rota.id));
  const spread = apart(placed.map(({ at, height }) => ({ x: across(wide, at), y: up(high, height) })));
  return (
    <div className="chart" role="group" tabIndex={-1} aria-label={`Rotas by ${x.label} and ${y.label}`}>
      <svg viewBox={`0 0 ${CHART.width} ${CHART.height}`} focusable="false">
        <Axes wide={wide} high={high} x={x} y={y} />
        {placed.map(({ choice, at, height }, place) => {
          const [x1, y1, to] = [across(wide, at), up(high, height), spread[place]];
          return <path key={choice.rota.id} className="chart-true" d={`M${x1} ${y1}L${to?.x ?? x1} ${to?.y ?? y1}M${x1 - 2.5} ${y1}a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0`} />;
        })}
        {placed.map(({ choice, at, height }, place) => (
          <PointMark
            key={choice.rota.id}
            choice={choice}
            x={spread[place]?.x ?? 0}
            y={spread[place]?.y ?? 0}
            says={`${x.label} ${figure(x.unit, at)}, ${y.label} ${figure(y.unit, height)}${best.has(choice.rota.id) ? ", not beaten in both" : ""}`}
            state={choice.rota.id === before ? "before" : choice.rota.id === after ? "after" : ""}
            best={best.has(choice.rota.id)}
            onPress={() => onAfter(choice.rota.id)}
          />
        ))}
      </svg>
    </div>
  );
}

function Axes({ wide, high, x, y }: { wide: Axis; high: Axis; x: Measure; y: Measure }) {
  const { width, height, left, right, top, bottom } = CHART;
  return (
    <g className="chart-axes" aria-hidden="true">
      {wide.ticks.map((tick) => (
        <g key={tick}><path d={`M${across(wide, tick)} ${top}V${height - bottom}`} /><text x={across(wide, tick)} y={height - bottom + 16} textAnchor="middle">{figure(x.unit, tick)}</text></g>
      ))}
      {high.ticks.map((tick) => (
        <g key={tick}><path d={`M${left} ${up(high, tick)}H${width - right}`} /><text x={left - 8} y={up(high, tick) + 4} textAnchor="end">{figure(y.unit, tick)}</text></g>
      ))}
      <text className="chart-title" x={(left + width - right) / 2} y={height - 10} textAnchor="middle">{titled(x)}</text>
      <text className="chart-title" transform={`translate(14 ${(top + height - bottom) / 2}) rotate(-90)`} textAnchor="middle">{titled(y)}</text>
    </g>
  );
}

function titled(measure: Measure): string {
  return measure.better === "neither" ? measure.label : `${measure.label} (${measure.better} is better)`;
}

interface PointProps {
  choice: Choice;
  x: number;
  y: number;
  says: string;
  state: "" | "before" | "after";
  best: boolean;
  onPress: () => void;
}

function PointMark({ choice, x, y, says, state, best, onPress }: PointProps) {
  const pressable = state !== "before";
  const named = `${choice.letter} ${choice.label}: ${says}`;
  const key = (event: React.KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    onPress();
  };
  return (
    <g
      className={`chart-point ${state} ${best ? "best" : ""} ${choice.kind.replace(" ", "-")}`}
      transform={`translate(${x} ${y})`}
      {...(pressable ? { role: "button", tabIndex: 0, "aria-pressed": state === "after", "aria-label": named, onClick: onPress, onKeyDown: key } : { role: "img", "aria-label": named })}
    >
      <title>{named}</title>
      <circle r="12" />
      <text y="4.5" textAnchor="middle" aria-hidden="true">{choice.letter}</text>
    </g>
  );
}

const CLOSE = 26;
const TURNS = 12;

/** Where each letter stands: at its point, or as near to it as there is room. */
export function apart(points: readonly { x: number; y: number }[]): { x: number; y: number }[] {
  const put: { x: number; y: number }[] = [];
  const free = (at: { x: number; y: number }) => put.every((one) => Math.hypot(one.x - at.x, one.y - at.y) >= CLOSE);
  for (const point of points) put.push(near(point).find(free) ?? point);
  return put;
}

/** The point itself, then rings of places round it. */
function near({ x, y }: { x: number; y: number }): { x: number; y: number }[] {
  const rings = [0, CLOSE, 2 * CLOSE, 3 * CLOSE];
  return rings.flatMap((far) =>
    Array.from({ length: far === 0 ? 1 : TURNS }, (_, turn) => {
      const angle = (turn / TURNS) * 2 * Math.PI - Math.PI / 2;
      return { x: x + far * Math.cos(angle), y: y + far * Math.sin(angle) };
    }),
  );
}
