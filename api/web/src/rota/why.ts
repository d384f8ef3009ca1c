/** What keeps carers from a visit, in words: the service counts them by one word each. */

const WORDS: Record<string, string> = {
  window: "no start keeps the window, the gaps and the pins",
  off: "no shift at that time",
  skill: "a skill is missing",
  dbs: "no criminal-records check that day",
  "DBS check": "no criminal-records check that day",
  gender: "not the gender the care plan requires",
  blocked: "not planned together",
  "not matched": "not matched",
  volunteer: "volunteers may not give this care",
  home: "not matched to this home",
  stranger: "a short visit needs a known face",
  "not known to the person": "a short visit needs a known face",
  pinned: "pinned to somebody else",
  travel: "too far to travel",
  busy: "busy with other visits",
  hours: "no hours left",
  rest: "too little rest",
  break: "would lose a break",
  "would lose a break": "would lose a break",
  judged: "would break a rule",
  partner: "free, but nobody to go with",
  "no second carer": "free, but nobody to go with",
  free: "could go as things stand",
};

export function whyInWords(word: string): string {
  return WORDS[word] ?? word;
}

/** Counts of "off 20; travel 14", the commonest first; what has no count is passed over. */
export function countsOf(text: string): [string, number][] {
  return text.split(";").flatMap((part): [string, number][] => {
    const found = /^\s*(.+?)\s+(\d+)\s*$/.exec(part);
    return found ? [[found[1] ?? "", Number(found[2])]] : [];
  });
}

/** "20 no shift at that time, 14 too far to travel". */
export function countsInWords(counts: readonly (readonly [string, number])[]): string {
  return counts.map(([word, many]) => `${many} ${whyInWords(word)}`).join(", ");
}
