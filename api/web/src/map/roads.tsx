/** Roads under the runs: drawn once, then moved and stretched as a whole. */

import { memo, useMemo } from "react";
import type { RoadsRow } from "../data/service/map";
import { type Look, onPlane, type Plane, type Size } from "./plane";

interface Props {
  roads: RoadsRow;
  plane: Plane;
  look: Look;
  size: Size;
}

export function Roads({ roads, plane, look, size }: Props) {
  const paths = useMemo(() => roads.features.map((one) => ({ kind: one.properties.kind, d: pathOf(plane, one.geometry.coordinates) })), [roads, plane]);
  const move = `translate(${size.width / 2} ${size.height / 2}) scale(${look.scale}) translate(${-look.x} ${-look.y})`;
  return (
    <g transform={move}>
      {[...paths].reverse().map(({ kind, d }) => <Lines key={kind} kind={kind} d={d} />)}
    </g>
  );
}

/** A path of a thousand roads is one element, and is the same while one pans and zooms. */
const Lines = memo(function Lines({ kind, d }: { kind: string; d: string }) {
  return <path className={`map-road ${kind}`} d={d} vectorEffect="non-scaling-stroke" />;
});

function pathOf(plane: Plane, lines: readonly (readonly [number, number])[][]): string {
  return lines
    .map((line) => line.map(([lon, lat], place) => {
      const { x, y } = onPlane(plane, lat, lon);
      return `${place === 0 ? "M" : "L"}${x.toFixed(3)} ${y.toFixed(3)}`;
    }).join(""))
    .join("");
}
