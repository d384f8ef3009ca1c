/** The map itself: homes, roads, ways and numbered stops. The tables beside it say the same. */

import { useMemo } from "react";
import type { PlaceRow, RoadsRow } from "../data/service/map";
import type { Part } from "../rota/model";
import type { RotaStore } from "../rota/store";
import { Controls } from "./controls";
import { onPlane, onScreen, planeOf, type Point, scaleBar } from "./plane";
import { Roads } from "./roads";
import type { Run } from "./runs";
import { Stops } from "./stops";
import { useLook } from "./use_look";

interface Props {
  store: RotaStore;
  places: readonly PlaceRow[];
  runs: readonly Run[];
  open: readonly Part[];
  roads: RoadsRow | undefined;
  onPart: (part: Part) => void;
}

export function Drawn({ store, places, runs, open, roads, onPart }: Props) {
  const plane = useMemo(() => planeOf(places), [places]);
  const where = useMemo(
    () => new Map(places.map((one): [string, Point] => [one.client_id === null ? `carer ${one.carer_id}` : one.client_id, onPlane(plane, one.lat, one.lon)])),
    [places, plane],
  );
  const wanted = useMemo(() => pointsOf(where, runs, open), [where, runs, open]);
  const { frame, look, size, act, handlers } = useLook(wanted);
  const bar = scaleBar(look.scale);
  const at = (point: Point) => onScreen(look, point, size);
  const estimated = places.filter((one) => one.estimated).length;
  return (
    <div className="map-frame" ref={frame} tabIndex={0} role="group" aria-label="Map. Arrow keys move it, plus and minus zoom; the tables beside it hold the same stops." {...handlers}>
      <svg className="map-drawing" width={size.width} height={size.height} role="img" aria-label={`Map of ${runs.length} runs`}>
        {roads && <Roads roads={roads} plane={plane} look={look} size={size} />}
        {[...where].map(([id, point]) => {
          if (id.startsWith("carer ")) return null;
          const { x, y } = at(point);
          return <circle key={id} className="map-home" cx={x} cy={y} r="2.5" />;
        })}
        <Stops store={store} runs={runs} open={open} where={where} at={at} onPart={onPart} />
        <g className="map-bar" transform={`translate(14 ${size.height - 16})`}>
          <path d={`M0 -5V0H${bar.px}V-5`} />
          <text x="5" y="-6">{bar.miles === 1 ? "1 mile" : `${bar.miles} miles`}</text>
        </g>
      </svg>
      <Controls act={act} />
      <p className="map-note">
        {roads && roads.features.length === 0 && "Straight lines: no road file was given. "}
        {roads && !roads.whole && "Lanes are left out. "}
        {estimated > 0 && `${estimated} homes are known by village alone. `}
        {roads?.attribution}
      </p>
    </div>
  );
}

/** What should be in view: homes and stops of the runs; everybody where no run is chosen. */
function pointsOf(where: ReadonlyMap<string, Point>, runs: readonly Run[], open: readonly Part[]): Point[] {
  const ids = [...runs.flatMap((run) => run.parts), ...open].map((part) => part.clientId);
  const found = (ids.length > 0 ? ids : [...where.keys()]).flatMap((id) => where.get(id) ?? []);
  return found;
}
