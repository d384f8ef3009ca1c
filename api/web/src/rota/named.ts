/** Sentences of the service speak of ids; a planner reads names. */

import { shortDay } from "./clock";

export interface Named {
  id: string;
  name: string;
}

export interface NamedVisit {
  id: string;
  clientId: string;
  call: string;
  date: string;
}

export type Naming = (sentence: string) => string;

/** A number alone may be a count: it is an id only after one of these words. */
const BEFORE_A_NUMBER = /(?:carers?|clients?|visit) $/i;
const WORD = /[\p{L}\p{N}_][\p{L}\p{N}_./-]*/gu;

/**
 * Puts names in place of ids. "Carer K12" becomes "Ada Pym": the word before says no more.
 */
export function naming(
  carers: Iterable<Named>,
  clients: Iterable<Named>,
  visits: Iterable<NamedVisit> = [],
): Naming {
  const names = new Map<string, string>();
  for (const one of [...carers, ...clients]) names.set(one.id, one.name);
  for (const one of visits)
    names.set(one.id, `${one.call} of ${names.get(one.clientId) ?? one.clientId} on ${shortDay(one.date)}`);
  return (sentence) => {
    const said = sentence.replace(WORD, (word, at: number) => replaced(names, sentence, word, at));
    return said.replace(/\b([Cc]arers?|[Cc]lient|[Vv]isit) \u2063/gu, "").replaceAll("\u2063", "");
  };
}

/** A name marked as one by a sign nobody sees, so that the word before it can go. */
function replaced(names: ReadonlyMap<string, string>, sentence: string, word: string, at: number): string {
  const bare = word.replace(/[./-]+$/u, "");
  const name = names.get(bare);
  if (name === undefined) return word;
  if (/^\d+$/.test(bare) && !BEFORE_A_NUMBER.test(sentence.slice(0, at))) return word;
  return `\u2063${name}${word.slice(bare.length)}`;
}
