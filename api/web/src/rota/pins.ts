/** Pins of the wire as the store holds them, one text for each, and back. */

import type { PinKind, PinRow } from "../data/types";
import { dateOf, daysBetween } from "./clock";
import { cellKey, pinKey } from "./model";

export function pinTexts(firstDay: string, rows: readonly PinRow[]): ReadonlySet<string> {
  return new Set(
    rows.map((pin) =>
      pin.kind === "run"
        ? pinKey("run", cellKey(pin.carer_id ?? "", daysBetween(firstDay, pin.day ?? "")))
        : pinKey(pin.kind, pin.visit_id ?? ""),
    ),
  );
}

export function pinRow(firstDay: string, pin: string): PinRow {
  const [kind = "", of = ""] = split(pin, ":");
  if (kind !== "run") return { kind: kind as PinKind, visit_id: of, carer_id: null, day: null };
  const [carerId = "", day = "0"] = split(of, "|");
  return { kind: "run", visit_id: null, carer_id: carerId, day: dateOf(firstDay, Number(day)) };
}

/** Cut once, at the last mark: ids may hold anything. */
function split(text: string, mark: string): [string, string] {
  const at = mark === ":" ? text.indexOf(mark) : text.lastIndexOf(mark);
  return [text.slice(0, at), text.slice(at + 1)];
}
