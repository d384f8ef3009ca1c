/** Points by tier over time, a small chart for each tier; and the same as a table. */

import { useMemo } from "react";
import type { Look } from "../data/service/plans";
import { clock, type Curve, curves, points, sampled, short, TIERS } from "./progress";

const [WIDE, HIGH] = [300, 100];
const LINES = 16;

export function Chart({ looks, limit }: { looks: readonly Look[]; limit: number }) {
  const drawn = useMemo(() => curves(looks), [looks]);
  const until = Math.max(limit, looks[looks.length - 1]?.elapsed_s ?? 0, 1);
  return (
    <section aria-labelledby="chart-title">
      <h3 id="chart-title">Points by step, fewer are better</h3>
      <p className="hint">A later step is only ever made better while the earlier ones stay as good.</p>
      <div className="charts">
        {drawn.map((one) => <Small key={one.tier} curve={one} until={until} />)}
      </div>
      <details className="as-table">
        <summary>As a table</summary>
        <div className="scroller" tabIndex={0} role="region" aria-label="Points over time">
          <table className="plain-table numbers">
            <caption className="visually-hidden">Points by step over time</caption>
            <thead><tr><th scope="col">Time</th>{TIERS.map((one) => <th key={one} scope="col">{one}</th>)}<th scope="col">Left out</th></tr></thead>
            <tbody>
              {sampled(looks, LINES).map((one, line) => (
                <tr key={line}><th scope="row">{clock(one.elapsed_s)}</th>{TIERS.map((tier, at) => <td key={tier}>{points(one.cost[at] ?? 0)}</td>)}<td>{one.left_out}</td></tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}

function Small({ curve, until }: { curve: Curve; until: number }) {
  const [least, most] = range(curve);
  const said = `${curve.tier}: ${points(curve.first)} points at first, ${points(curve.last)} now`;
  return (
    <figure className="chart">
      <figcaption><b>{curve.tier}</b> <span>{points(curve.last)}</span> <small>{better(curve)}</small></figcaption>
      <div className="plot">
        <span className="y most">{short(most)}</span>
        <span className="y least">{short(least)}</span>
        <svg viewBox={`0 0 ${WIDE} ${HIGH}`} preserveAspectRatio="none" role="img" aria-label={said}>
          <line className="axis" x1="0" y1={HIGH} x2={WIDE} y2={HIGH} />
          <line className="grid-line" x1="0" y1="0.5" x2={WIDE} y2="0.5" />
          <line className="grid-line" x1="0" y1={HIGH / 2} x2={WIDE} y2={HIGH / 2} />
          <path className="curve" d={path(curve, until, least, most)} />
        </svg>
        <span className="x first">0:00</span>
        <span className="x last">{clock(until)}</span>
      </div>
    </figure>
  );
}

/** What is drawn: from the best to the worst, a flat curve in the middle of a little room. */
function range(curve: Curve): [number, number] {
  const costs = curve.points.map((one) => one.cost);
  const [least, most] = [Math.min(...costs), Math.max(...costs)];
  return least === most ? [0, most * 2 || 1] : [least, most];
}

const x = (at: number, until: number) => ((at / until) * WIDE).toFixed(2);

/** Steps: the best so far stays until a better one comes. */
function path(curve: Curve, until: number, least: number, most: number): string {
  const y = (cost: number) => (HIGH - 3 - ((cost - least) / (most - least)) * (HIGH - 6)).toFixed(2);
  return curve.points.map((one, at) => (at === 0 ? `M${x(one.at, until)} ${y(one.cost)}` : `H${x(one.at, until)}V${y(one.cost)}`)).join("");
}

function better(curve: Curve): string {
  if (curve.first === curve.last) return "as at first";
  const share = Math.round((1 - curve.last / Math.max(1, curve.first)) * 100);
  if (curve.first === 0) return "in exchange for an earlier step";
  return share >= 0 ? `${share} % fewer than at first` : `${-share} % more, in exchange for an earlier step`;
}
