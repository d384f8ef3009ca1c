/** Sentences of the service with people's names in place of their ids. */

import { shortDay } from "./clock";

interface Person {
  readonly id: string;
  readonly name: string;
}

/** Whoever a sentence may speak of: the rows of a board, or its week. */
export interface People {
  readonly carers: readonly Person[];
  readonly clients: readonly Person[];
}

/** Puts names in place of ids. */
export type Naming = (sentence: string) => string;

/** The same for whoever asks again and again. */
export function naming(carers: readonly Person[], clients: readonly Person[]): Naming {
  const people = { carers, clients };
  return (sentence) => named(sentence, people);
}

interface Known {
  readonly names: ReadonlyMap<string, string>;
  readonly anyId: RegExp;
}

const known = new WeakMap<People, Known>();
const SECONDS = /(?<![\p{L}\p{N}.])(\d+) s(?![\p{L}\p{N}])/gu;

/**
 * The sentence with names. An id is taken as a whole word only; of a visit's id the client, the
 * call and the day are said; an id that is a bare number is one only after the word for whose it is.
 */
export function named(sentence: string, people: People): string {
  const { names, anyId } = knownOf(people);
  const said = sentence.replace(SECONDS, (_all, seconds: string) => `${Math.round(Number(seconds) / 60)} min`);
  if (names.size === 0) return said;
  return said.replace(anyId, (all, word = "", at = "", id: string, call?: string, date?: string) => {
    const name = names.get(id);
    if (!name || (/^\d+$/.test(id) && !word && !call)) return all;
    if (call && date) return `${word.toLowerCase().startsWith("visit") ? "" : word}${name}’s ${call.replaceAll("_", " ")} visit on ${shortDay(date)}`;
    if (at) return `${name}’s home`;
    return name;
  });
}

function knownOf(people: People): Known {
  const found = known.get(people);
  if (found) return found;
  const names = new Map([...people.clients, ...people.carers].map((one) => [one.id, one.name]));
  const ids = [...names.keys()].filter(Boolean).sort((one, other) => other.length - one.length).map(escaped);
  const made = {
    names,
    anyId: new RegExp(
      `(?<![\\p{L}\\p{N}_-])((?:Carer|carer|Client|client|Visit|visit) )?(at-)?(${ids.join("|")})(?:-([\\p{L}\\p{N}_]+)-(\\d{4}-\\d\\d-\\d\\d))?(?![\\p{L}\\p{N}_]|-[\\p{L}\\p{N}])`,
      "gu",
    ),
  };
  known.set(people, made);
  return made;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}
