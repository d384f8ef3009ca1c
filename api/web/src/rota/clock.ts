/**
 * Clock times as a planner reads them. A start is placed by the clock on the wall; a length is
 * real minutes, so a night on which the clocks change is as long as it is.
 */

export const DAY_MIN = 1440;

/** Where a moment stands on the wall: days since the first day, minute of that day. */
export interface WallTime {
  day: number;
  minute: number;
}

function field(found: RegExpExecArray, place: number): number {
  return Number(found[place]);
}

/** Days from one ISO date to another. */
export function daysBetween(first: string, other: string): number {
  return Math.round((Date.parse(other.slice(0, 10)) - Date.parse(first.slice(0, 10))) / 86_400_000);
}

/** London's clock at an ISO time with an offset, whatever zone it is written in or read in. */
export function wallTime(firstDay: string, iso: string): WallTime {
  const moment = Date.parse(iso);
  if (Number.isNaN(moment)) throw new Error(`Not an ISO time: ${iso}`);
  const wall = Math.floor(moment / 60_000) + londonOffset(moment) - Date.parse(firstDay) / 60_000;
  const day = Math.floor(wall / DAY_MIN);
  return { day, minute: wall - day * DAY_MIN };
}

/** Real minutes between two ISO times with offsets. */
export function minutesBetween(start: string, end: string): number {
  return Math.round((Date.parse(end) - Date.parse(start)) / 60_000);
}

/** The ISO date so many days after the first. */
export function dateOf(firstDay: string, day: number): string {
  return new Date(Date.parse(firstDay) + day * 86_400_000).toISOString().slice(0, 10);
}

/**
 * An ISO time with London's offset for a wall-clock minute. A minute the clocks leave out is
 * read as winter time; one that comes twice is its first.
 */
export function isoTime(firstDay: string, day: number, minute: number): string {
  const date = dateOf(firstDay, day + Math.floor(minute / DAY_MIN));
  const clock = hourMinute(minute);
  const summer = Date.parse(`${date}T${clock}:00+01:00`);
  const offset = londonOffset(summer) === 60 ? "+01:00" : "+00:00";
  return `${date}T${clock}:00${offset}`;
}

const LONDON = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  hour: "2-digit",
  hourCycle: "h23",
});
const HOUR_MS = 3_600_000;
const offsets = new Map<number, number>();

/** Minutes London is ahead of universal time; it changes on the hour, so it is kept by the hour. */
function londonOffset(moment: number): number {
  const hour = Math.floor(moment / HOUR_MS);
  let found = offsets.get(hour);
  if (found === undefined) {
    const ahead = Number(LONDON.format(hour * HOUR_MS)) - (((hour % 24) + 24) % 24);
    found = ((ahead + 24) % 24) * 60;
    offsets.set(hour, found);
  }
  return found;
}

/** "07:05", past midnight again from "00:00". */
export function hourMinute(minute: number): string {
  const inDay = ((minute % DAY_MIN) + DAY_MIN) % DAY_MIN;
  const hours = String(Math.floor(inDay / 60)).padStart(2, "0");
  return `${hours}:${String(inDay % 60).padStart(2, "0")}`;
}

/** Minutes of "7:05", "07:05" or "0705"; null where it is no time of day. */
export function parseHourMinute(text: string): number | null {
  const found = /^\s*(\d{1,2})[:.]?(\d{2})\s*$/.exec(text);
  if (!found) return null;
  const [hours, minutes] = [field(found, 1), field(found, 2)];
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}

/** "7.5 h": hours to one decimal, the way contracts are said. */
export function hours(minutes: number): string {
  const tenths = Math.round(minutes / 6) / 10;
  return `${tenths} h`;
}

/** "25 minutes", "1 minute"; part of a minute counts whole. */
export function minutesInWords(exactly: number): string {
  const minutes = Math.ceil(exactly);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
];

function partsOf(date: string) {
  const at = new Date(`${date.slice(0, 10)}T00:00:00Z`);
  return {
    weekday: WEEKDAYS[at.getUTCDay()] ?? "",
    day: at.getUTCDate(),
    month: MONTHS[at.getUTCMonth()] ?? "",
    year: at.getUTCFullYear(),
  };
}

/** "Tuesday 1 December". */
export function longDay(date: string): string {
  const { weekday, day, month } = partsOf(date);
  return `${weekday} ${day} ${month}`;
}

/** "Tue 1 Dec". */
export function shortDay(date: string): string {
  const { weekday, day, month } = partsOf(date);
  return `${weekday.slice(0, 3)} ${day} ${month.slice(0, 3)}`;
}

/** "30 November to 6 December 2026". */
export function weekInWords(firstDay: string, days: number): string {
  const from = partsOf(firstDay);
  const to = partsOf(dateOf(firstDay, days - 1));
  const start = from.month === to.month ? `${from.day}` : `${from.day} ${from.month}`;
  return `${start} to ${to.day} ${to.month} ${to.year}`;
}

/** "14:05" by London's clock, of an ISO time. */
export function clockTime(iso: string): string {
  return hourMinute(wallTime(iso.slice(0, 10), iso).minute);
}
