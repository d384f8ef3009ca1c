/** The country on a plane: kilometres from its middle, flat enough for a county. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Plane {
  readonly lat: number;
  readonly lon: number;
  /** Kilometres a degree of longitude is wide here. */
  readonly wide: number;
}

interface Place {
  lat: number;
  lon: number;
}

const DEGREE_KM = 111.32;
const GRID = 0.05;
/** Farther than this from the middle a place is a mistake, or somebody's other home. */
const FARTHEST_DEGREES = 1.4;

const middle = (values: readonly number[]): number => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

export function planeOf(places: readonly Place[]): Plane {
  const lat = middle(places.map((one) => one.lat));
  const lon = middle(places.map((one) => one.lon));
  return { lat, lon, wide: DEGREE_KM * Math.cos((lat * Math.PI) / 180) };
}

export function onPlane(plane: Plane, lat: number, lon: number): Point {
  return { x: (lon - plane.lon) * plane.wide, y: (plane.lat - lat) * DEGREE_KM };
}

/** West, south, east and north round everybody, on a grid so coarse that it tells of nobody. */
export function boxOf(places: readonly Place[]): [number, number, number, number] {
  const { lat, lon } = planeOf(places);
  const near = places.filter((one) => Math.abs(one.lat - lat) < FARTHEST_DEGREES && Math.abs(one.lon - lon) < FARTHEST_DEGREES);
  const down = (value: number) => Math.floor(value / GRID) * GRID - GRID;
  const up = (value: number) => Math.ceil(value / GRID) * GRID + GRID;
  const lats = near.map((one) => one.lat);
  const lons = near.map((one) => one.lon);
  const box = [down(Math.min(...lons)), down(Math.min(...lats)), up(Math.max(...lons)), up(Math.max(...lats))];
  return box.map((one) => Number(one.toFixed(2))) as [number, number, number, number];
}

/** What is looked at: its middle in kilometres, and pixels a kilometre. */
export interface Look {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const EDGE_PX = 48;
const CLOSEST = 900;
const FARTHEST = 2;

const bounded = (scale: number): number => Math.min(CLOSEST, Math.max(FARTHEST, scale));

/** The look that has all points in it. */
export function lookAt(points: readonly Point[], size: Size): Look {
  if (points.length === 0) return { x: 0, y: 0, scale: 20 };
  const [xs, ys] = [points.map((one) => one.x), points.map((one) => one.y)];
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const fits = Math.min((size.width - 2 * EDGE_PX) / Math.max(east - west, 0.3), (size.height - 2 * EDGE_PX) / Math.max(south - north, 0.3));
  return { x: (west + east) / 2, y: (north + south) / 2, scale: bounded(fits) };
}

/** Closer by a factor, so that what is at a place of the screen stays there. */
export function closer(look: Look, by: number, at: Point, size: Size): Look {
  const scale = bounded(look.scale * by);
  const held = { x: look.x + (at.x - size.width / 2) / look.scale, y: look.y + (at.y - size.height / 2) / look.scale };
  return { x: held.x - (at.x - size.width / 2) / scale, y: held.y - (at.y - size.height / 2) / scale, scale };
}

/** Moved by pixels. */
export function panned(look: Look, byX: number, byY: number): Look {
  return { ...look, x: look.x - byX / look.scale, y: look.y - byY / look.scale };
}

export function onScreen(look: Look, point: Point, size: Size): Point {
  return { x: (point.x - look.x) * look.scale + size.width / 2, y: (point.y - look.y) * look.scale + size.height / 2 };
}

const MILE_KM = 1.609344;
const BAR_PX = 110;

/** A round number of miles that is drawn about as long as a finger. */
export function scaleBar(scale: number): { miles: number; px: number } {
  const most = BAR_PX / (scale * MILE_KM);
  const miles = [0.1, 0.25, 0.5, 1, 2, 5, 10, 20].filter((one) => one <= most).at(-1) ?? 0.1;
  return { miles, px: miles * MILE_KM * scale };
}
