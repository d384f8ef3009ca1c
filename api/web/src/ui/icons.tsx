/** Icons drawn here: a bare machine has no glyphs for them, and fonts may not be fetched. */

import type { PinKind } from "../data/types";

const PATHS: Record<string, string> = {
  // A carer, a clock, a team and a run, each with the pin's closed shape of a padlock beside it.
  carer: "M8 2.5a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2M3 13.5c0-3 2.2-4.6 5-4.6s5 1.6 5 4.6z",
  time: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2m.8 2.6v3l2.3 1.7-.9 1.2L7.3 8.4V4.6z",
  team: "M5.2 3.2a2.1 2.1 0 1 1 0 4.2 2.1 2.1 0 0 1 0-4.2m5.8 0a2.1 2.1 0 1 1 0 4.2 2.1 2.1 0 0 1 0-4.2M1 13c0-2.8 1.7-4.3 4.2-4.3S9.4 10.2 9.4 13zm9.5 0c0-1.6-.4-2.9-1.2-3.9.5-.2 1-.3 1.7-.3 2.4 0 4 1.5 4 4.2z",
  run: "M2 3h6v2H2zm0 4h12v2H2zm0 4h9v2H2z",
  critical: "M8 1.5 15 14H1zM7.2 6v4h1.6V6zm0 5v1.5h1.6V11z",
  fresh: "M8 1.8 9.9 6l4.5.5-3.3 3.1.9 4.4L8 11.8 4 14l.9-4.4L1.6 6.5 6.1 6z",
  lock: "M4 7V5.5a4 4 0 0 1 8 0V7h1v7H3V7zm1.7 0h4.6V5.5a2.3 2.3 0 0 0-4.6 0z",
  pair: "M5 3h2v10H5zm4 0h2v10H9z",
  yes: "M6.3 12.4 2.3 8.3l1.4-1.4 2.6 2.7 6-6.2 1.4 1.4z",
  no: "m4.2 2.8 3.8 3.8 3.8-3.8 1.4 1.4L9.4 8l3.8 3.8-1.4 1.4L8 9.4l-3.8 3.8-1.4-1.4L6.6 8 2.8 4.2z",
  undo: "M6.5 3 2 7l4.5 4V8.3c3.5 0 5.5.9 7 3.7-.3-4-2.8-6.3-7-6.3z",
  redo: "M9.5 3 14 7l-4.5 4V8.3c-3.5 0-5.5.9-7 3.7.3-4 2.8-6.3 7-6.3z",
  print: "M4 2h8v3H4zM2 6h12v6h-2v2H4v-2H2zm3.5 4v2.6h5V10z",
  cup: "M3 4h8v1h2v4h-2c-.3 1.8-1.5 3-4 3s-4-1.2-4-3zm8 2.5v1h.8v-1zM3 13h8v1H3z",
  tables: "M1.5 2.5h13v11h-13zm1.5 3.6h3.2V4H3zm4.7 0h5.3V4H7.7zM3 9.3h3.2V7.4H3zm4.7 0h5.3V7.4H7.7zM3 12.2h3.2v-1.6H3zm4.7 0h5.3v-1.6H7.7z",
  note: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13M7.2 7v5h1.6V7zm0-2.6V6h1.6V4.4z",
  stop: "M3.5 3.5h9v9h-9z",
  left: "M10.5 3 5.5 8l5 5z",
  right: "m5.5 3 5 5-5 5z",
  search: "M7 2a5 5 0 0 1 4 8l3 3-1.2 1.2-3-3A5 5 0 1 1 7 2m0 1.7a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6",
};

export function Icon({ name, size = 14 }: { name: string; size?: number }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} fill="currentColor" fillRule="evenodd" />
    </svg>
  );
}

/** A pin: the padlock, and what is locked. */
export function PinIcon({ kind }: { kind: PinKind }) {
  return (
    <span className={`pin pin-${kind}`} aria-hidden="true">
      <Icon name="lock" size={10} />
      <Icon name={kind} size={10} />
    </span>
  );
}
