/** What a map needs: where people live, and roads where the service has a file of them. */

import { ask } from "../http";

export interface PlaceRow {
  client_id: string | null;
  carer_id: string | null;
  lat: number;
  lon: number;
  /** Known by its village or outcode alone. */
  estimated: boolean;
}

export interface RoadsRow {
  attribution: string;
  whole: boolean;
  features: { properties: { kind: string }; geometry: { coordinates: [number, number][][] } }[];
}

export function placesOf(rotaId: string): Promise<PlaceRow[]> {
  return ask<PlaceRow[]>(`/rotas/${encodeURIComponent(rotaId)}/places`);
}

/** Roads between west, south, east and north: the area served, never one person's home. */
export function roadsOf(box: readonly number[]): Promise<RoadsRow> {
  return ask<RoadsRow>(`/roads?bbox=${box.join(",")}`);
}
