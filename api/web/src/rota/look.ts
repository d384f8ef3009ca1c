/** A visit another place leads to: the board opens it when it is next drawn. */

let wanted: string | null = null;

export function lookAt(visitId: string): void {
  wanted = visitId;
}

/** The visit to open, once. */
export function wantedVisit(): string | null {
  const found = wanted;
  wanted = null;
  return found;
}
