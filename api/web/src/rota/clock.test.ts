import { describe, expect, it } from "vitest";
import {
  hourMinute,
  hours,
  isoTime,
  longDay,
  minutesBetween,
  parseHourMinute,
  wallTime,
  weekInWords,
} from "./clock";

describe("clock", () => {
  it("reads the wall clock, whatever zone the browser is in", () => {
    expect(wallTime("2026-11-30", "2026-12-01T07:05:00+00:00")).toEqual({ day: 1, minute: 425 });
    expect(wallTime("2026-06-01", "2026-06-01T23:50:00+01:00")).toEqual({ day: 0, minute: 1430 });
    expect(wallTime("2026-06-01", "2026-05-31T23:10:00Z")).toEqual({ day: 0, minute: 10 });
    expect(wallTime("2026-06-01", "2026-05-31T22:10:00Z")).toEqual({ day: -1, minute: 1390 });
  });

  it("counts real minutes in the night the clocks go back: 01:30 summer to 02:30 winter is two hours", () => {
    expect(minutesBetween("2026-10-25T01:30:00+01:00", "2026-10-25T02:30:00+00:00")).toBe(120);
  });

  it("writes London's offset in winter, in summer, and past midnight", () => {
    expect(isoTime("2026-11-30", 0, 425)).toBe("2026-11-30T07:05:00+00:00");
    expect(isoTime("2026-06-01", 2, 425)).toBe("2026-06-03T07:05:00+01:00");
    expect(isoTime("2026-11-30", 0, 1450)).toBe("2026-12-01T00:10:00+00:00");
  });

  it("reads what it writes, on the days the clocks change too", () => {
    for (const first of ["2026-03-28", "2026-10-24", "2026-07-01"])
      for (let minute = 180; minute < 1440; minute += 35)
        expect(wallTime(first, isoTime(first, 1, minute))).toEqual({ day: 1, minute });
  });

  it("takes the times people type, and no others", () => {
    expect(["7:05", "07:05", "0705", " 23.59 "].map(parseHourMinute)).toEqual([425, 425, 425, 1439]);
    expect(["24:00", "7:60", "7", "", "7:5", "7:05 pm"].map(parseHourMinute)).toEqual(
      Array(6).fill(null),
    );
  });

  it("shows 24 hours", () => {
    expect([0, 425, 1439, 1445].map(hourMinute)).toEqual(["00:00", "07:05", "23:59", "00:05"]);
  });

  it("says hours, days and weeks the way a planner does", () => {
    expect(hours(1890)).toBe("31.5 h");
    expect(longDay("2026-12-01")).toBe("Tuesday 1 December");
    expect(weekInWords("2026-11-30", 7)).toBe("30 November to 6 December 2026");
    expect(weekInWords("2026-12-07", 7)).toBe("7 to 13 December 2026");
  });
});
