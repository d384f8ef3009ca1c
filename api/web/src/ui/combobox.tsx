/** Type to find one of many: a field with a list under it, worked by keyboard or pointer. */

import { useId, useMemo, useRef, useState, type KeyboardEvent, type Ref } from "react";
import "../styles/combobox.css";

export interface ComboOption {
  readonly id: string;
  readonly text: string;
  /** Said after the text: what sort of thing it is, where, when. */
  readonly note?: string;
}

interface Props {
  label: string;
  options: readonly ComboOption[];
  /** Id of the option taken; empty where none is. */
  chosen: string;
  onChoose: (id: string) => void;
  placeholder?: string;
  field?: Ref<HTMLInputElement>;
}

const MOST_SHOWN = 50;

/** Options that hold every word typed, those that begin with the first word before the others. */
export function matching(options: readonly ComboOption[], typed: string): readonly ComboOption[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const [first = ""] = words;
  const found = options.filter((one) => {
    const text = `${one.text} ${one.note ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const begins = (one: ComboOption) => (one.text.toLowerCase().split(/\s+/).some((word) => word.startsWith(first)) ? 0 : 1);
  return [...found].sort((one, other) => begins(one) - begins(other));
}

export function Combobox({ label, options, chosen, onChoose, placeholder, field }: Props) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const taken = options.find((one) => one.id === chosen);
  const found = useMemo(() => matching(options, typed ?? "").slice(0, MOST_SHOWN), [options, typed]);
  const active = open ? found[at] : undefined;
  const show = (place: number) => {
    setOpen(true);
    setAt(place);
    requestAnimationFrame(() => list.current?.children[place]?.scrollIntoView({ block: "nearest" }));
  };
  const take = (option: ComboOption) => {
    onChoose(option.id);
    setTyped(null);
    setOpen(false);
  };
  const pressed = (event: KeyboardEvent) => {
    const last = found.length - 1;
    if (event.key === "ArrowDown") show(open ? Math.min(last, at + 1) : 0);
    else if (event.key === "ArrowUp") show(Math.max(0, at - 1));
    else if (event.key === "Enter" && active) take(active);
    else if (event.key === "Escape" && (open || typed !== null)) {
      setOpen(false);
      setTyped(null);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="combobox field">
      <label htmlFor={`${id}-field`}>{label}</label>
      <input
        ref={field}
        id={`${id}-field`}
        role="combobox"
        aria-expanded={open && found.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active ? `${id}-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={typed ?? taken?.text ?? ""}
        onChange={(event) => {
          setTyped(event.target.value);
          if (chosen) onChoose("");
          show(0);
        }}
        onFocus={(event) => event.target.select()}
        onClick={() => show(0)}
        onKeyDown={pressed}
        onBlur={() => {
          // Tab takes what stands first, as Enter does: nothing typed is lost.
          if (open && active && typed) take(active);
          setOpen(false);
          setTyped(null);
        }}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label} ref={list} hidden={!open || found.length === 0}>
        {open && found.map((one, place) => (
          <li
            key={one.id}
            id={`${id}-${place}`}
            role="option"
            aria-selected={place === at}
            onPointerDown={(event) => {
              event.preventDefault();
              take(one);
            }}
          >
            {one.text} {one.note && <span>{one.note}</span>}
          </li>
        ))}
      </ul>
      {open && typed && found.length === 0 && <p className="hint" role="status">Nobody and nothing is called that.</p>}
    </div>
  );
}
