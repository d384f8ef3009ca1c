/** The unallocated visits, pinned on top of the board, by risk and zone. */

import { useMemo, useState, useSyncExternalStore } from "react";
import { hourMinute } from "../rota/clock";
import type { Part } from "../rota/model";
import type { RotaStore } from "../rota/store";
import { clientName, count, dayShort, partFacts, RISK_WORDS } from "../rota/words";
import { Icon } from "../ui/icons";
import type { Drag } from "./drag";
import { groups } from "./tray";

interface Props {
  store: RotaStore;
  /** The day shown; null is the whole week. */
  day: number | null;
  drag: Drag;
  selected: ReadonlySet<string>;
  matches: (part: Part) => boolean;
  onOpen: (part: Part) => void;
  onSelect: (key: string) => void;
}

export function Tray({ store, day, drag, selected, matches, onOpen, onSelect }: Props) {
  const free = useSyncExternalStore(store.subscribe, () => store.unallocated());
  const over = useSyncExternalStore(drag.subscribe, () => drag.over()?.carerId === "");
  const [open, setOpen] = useState(true);
  const shown = useMemo(() => groups(free, day), [free, day]);
  const many = shown.reduce((total, group) => total + group.many, 0);
  const when = day === null ? "this week" : "today";
  return (
    <section className={`tray ${over ? "over" : ""}`} data-tray aria-labelledby="tray-title">
      <header>
        <h2 id="tray-title">
          {many === 0 ? "Everybody has somebody" : `${count(many, "visit", "visits")} without a carer`} {when}
        </h2>
        {many > 0 && (
          <button type="button" className="plain" aria-expanded={open} aria-controls="tray-groups" onClick={() => setOpen(!open)}>
            {open ? "Fold" : "Show"}
          </button>
        )}
      </header>
      {open && many > 0 && (
        <div id="tray-groups" className="tray-groups" tabIndex={0} role="group" aria-label="Visits without a carer, by risk and zone">
          {shown.map((group) => (
            <div key={group.risk} className={`tray-risk risk-${group.risk}`}>
              <h3><span className="risk-mark" aria-hidden="true">{group.risk[0]?.toUpperCase()}</span> {RISK_WORDS[group.risk]} · {group.many}</h3>
              {group.zones.map((zone) => (
                <div key={zone.zone} className="tray-zone">
                  <h4>{zone.zone}</h4>
                  <ul>
                    {zone.parts.map((part) => (
                      <li key={part.key}>
                        <Chip store={store} part={part} withDay={day === null} selected={selected.has(part.key)} dimmed={!matches(part)} onOpen={onOpen} onSelect={onSelect} />
                      </li>
                    ))}
                  </ul>
                </div>
              ))}
            </div>
          ))}
        </div>
      )}
    </section>
  );
}

interface ChipProps {
  store: RotaStore;
  part: Part;
  withDay: boolean;
  selected: boolean;
  dimmed: boolean;
  onOpen: (part: Part) => void;
  onSelect: (key: string) => void;
}

function Chip({ store, part, withDay, selected, dimmed, onOpen, onSelect }: ChipProps) {
  const day = withDay ? `${dayShort(store.week, part.day)} ` : "";
  const says = partFacts(part, [part.reason ?? "", selected ? "selected" : ""].filter(Boolean));
  return (
    <button
      type="button"
      className={`chip${selected ? " selected" : ""}${dimmed ? " dimmed" : ""}`}
      data-key={part.key}
      title={part.reason ?? undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) onSelect(part.key);
        else onOpen(part);
      }}
      onKeyDown={(event) => {
        if (event.key !== " ") return;
        event.preventDefault();
        onSelect(part.key);
      }}
    >
      <b>{day}{hourMinute(part.begins)}</b> {clientName(store.week, part.clientId)}
      {part.critical && <Icon name="critical" size={11} />}
      {part.carers > 1 && <Icon name="pair" size={11} />}
      <span className="visually-hidden">, {says}</span>
    </button>
  );
}
