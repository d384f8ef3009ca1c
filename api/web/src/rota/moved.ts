/** A part of a visit moved, as it is shown until the service has answered. */

import type { Part } from "./model";
import type { Place } from "./store";

/** A part somewhere else: the way to it and whether the two have met are not known yet. */
export function moved(part: Part, to: Place): Part {
  const stays = to.carerId === part.carerId;
  return {
    ...part,
    ...to,
    reason: to.carerId === null ? part.reason : null,
    travel: stays ? part.travel : null,
    newFace: stays && part.newFace,
  };
}
