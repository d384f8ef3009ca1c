/** Zooming and moving by a press, for whom the wheel and dragging are no way. */

import { Icon } from "../ui/icons";
import type { Acts } from "./use_look";

export function Controls({ act }: { act: Acts }) {
  return (
    <div className="map-controls" role="group" aria-label="Zoom and move">
      <button type="button" className="icon-only" aria-label="Closer" onClick={act.closer}>+</button>
      <button type="button" className="icon-only" aria-label="Farther" onClick={act.farther}>−</button>
      <button type="button" onClick={act.fit}>Fit</button>
      <span className="map-pan">
        <button type="button" className="icon-only" aria-label="Move west" onClick={() => act.pan(1, 0)}><Icon name="left" size={12} /></button>
        <button type="button" className="icon-only up" aria-label="Move north" onClick={() => act.pan(0, 1)}><Icon name="left" size={12} /></button>
        <button type="button" className="icon-only up" aria-label="Move south" onClick={() => act.pan(0, -1)}><Icon name="right" size={12} /></button>
        <button type="button" className="icon-only" aria-label="Move east" onClick={() => act.pan(-1, 0)}><Icon name="right" size={12} /></button>
      </span>
    </div>
  );
}
