/** A line in small of a figure over several rotas; the last one marked. The table says the same. */

const WIDTH = 96;
const HEIGHT = 24;
const EDGE = 4;

export function Spark({ values }: { values: readonly (number | null)[] }) {
  const points = pointsOf(values);
  const last = points.at(-1);
  if (points.length < 2 || !last) return null;
  return (
    <svg className="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true" focusable="false">
      <polyline points={points.map(([x, y]) => `${x},${y}`).join(" ")} />
      <circle cx={last[0]} cy={last[1]} r="3" />
    </svg>
  );
}

/** Where each figure stands in the drawing; what is not known has no place. */
export function pointsOf(values: readonly (number | null)[]): [number, number][] {
  const known = values.filter((one) => one !== null);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const step = values.length > 1 ? (WIDTH - 2 * EDGE) / (values.length - 1) : 0;
  return values.flatMap((one, place): [number, number][] => {
    if (one === null) return [];
    const share = most > least ? (one - least) / (most - least) : 0.5;
    return [[EDGE + place * step, HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)]];
  });
}
