/** Ways of covering, the best first: what each gives and asks, and who goes where. */

import { useEffect, useRef } from "react";
import type { Cover, Option } from "../data/service/morning";
import type { Comparison } from "../data/service/publish";
import type { RotaStore } from "../rota/store";
import { carerName, count } from "../rota/words";
import { Icon } from "../ui/icons";

interface Props {
  store: RotaStore;
  cover: Cover;
  comparisons: ReadonlyMap<string, Comparison>;
  chosen: Option;
  onChoose: (option: Option) => void;
}

const TITLES: Record<string, string> = {
  "as it is": "Leave it as it is",
  "least change": "Least change",
  "best for the people": "Best for people",
  "cheapest cover": "Cheapest",
  "the former team": "The former team",
};

export function optionTitle(option: Option): string {
  const [first = "", ...rest] = option.best_at.map((one) => TITLES[one] ?? one);
  return [first, ...rest.map((one) => one.toLowerCase())].join(" and ");
}

export function Options({ store, cover, comparisons, chosen, onChoose }: Props) {
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), [cover]);
  return (
    <fieldset className="options">
      <legend>{count(cover.options.length, "way", "ways")} to cover, the best first</legend>
      {cover.options.map((option, place) => (
        <label key={option.rota_id} className="option">
          <span className="option-title">
            <input ref={place === 0 ? first : undefined} type="radio" name="option" checked={option === chosen} onChange={() => onChoose(option)} />
            <b>{optionTitle(option)}</b>
          </span>
          <ul>
            {factsOf(store, cover, option, comparisons.get(option.rota_id)).map(([words, tone]) => (
              <li key={words} className={tone}>{tone === "good" ? <Icon name="yes" size={12} /> : tone === "bad" ? <Icon name="critical" size={12} /> : null}{words}</li>
            ))}
          </ul>
        </label>
      ))}
    </fieldset>
  );
}

type Fact = [words: string, tone: "good" | "bad" | "plain"];

/** What an option gives and asks, in a planner's words. */
export function factsOf(store: RotaStore, cover: Cover, option: Option, comparison?: Comparison): Fact[] {
  const open = newlyOpen(store, option);
  const broken = cover.broken.length;
  const covered = cover.broken.filter((visit) => !open.includes(visit)).length;
  const facts: Fact[] = [];
  if (broken > 0) facts.push(covered === broken ? [`${broken === 1 ? "The visit is" : `All ${broken} visits are`} covered`, "good"] : [`${covered} of ${broken} visits covered`, "bad"]);
  if (open.length > 0) facts.push([`${count(open.length, "visit", "visits")} left with nobody`, "bad"]);
  const red = open.filter((visit) => isRedVisit(store, visit)).length;
  if (red > 0) facts.push([`${red} of them red`, "bad"]);
  if (!option.legal) facts.push(["Breaks a hard rule: it could not be published", "bad"]);
  facts.push([option.new_faces === 0 ? "No new faces" : count(option.new_faces, "new face", "new faces"), "plain"]);
  facts.push([option.moved === 0 ? "No other visit touched" : `${count(option.moved, "other visit", "other visits")} touched`, "plain"]);
  if (comparison) facts.push([`${count(comparison.client_notices.length, "client", "clients")} and ${count(comparison.carer_notices.length, "carer", "carers")} to tell`, "plain"]);
  facts.push([`${moreOrLess(option.more_travel_s)} travel, ${moreOrLess(option.more_paid_s)} paid`, "plain"]);
  if (option.asks.length > 0) facts.push([`Ask first: ${option.asks.map((id) => carerName(store.week, id)).join(", ")}`, "plain"]);
  return facts;
}

/** Visits somebody went to and nobody would. */
export function newlyOpen(store: RotaStore, option: Option): string[] {
  return option.left_out.filter((visit) => store.part(`${visit}/0`)?.carerId != null);
}

function isRedVisit(store: RotaStore, visit: string): boolean {
  const part = store.part(`${visit}/0`);
  return part !== undefined && (part.risk === "red" || part.critical);
}

/** "12 min more", "1 h 5 min less", "no more". */
export function moreOrLess(seconds: number): string {
  const minutes = Math.round(Math.abs(seconds) / 60);
  if (minutes === 0) return "no more";
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const long = [hours > 0 ? `${hours} h` : "", rest > 0 ? `${rest} min` : ""].filter(Boolean).join(" ");
  return `${long} ${seconds > 0 ? "more" : "less"}`;
}
