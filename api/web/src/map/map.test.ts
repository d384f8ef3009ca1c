import { describe, expect, it } from "vitest";
import type { Part } from "../rota/model";
import { boxOf, closer, lookAt, onPlane, onScreen, planeOf, scaleBar } from "./plane";
import { Room } from "./room";
import { letterOf, markOf, stopsOf } from "./runs";

const SIZE = { width: 800, height: 600 };

describe("the plane", () => {
  it("is flat: a degree of latitude is 111 km, one of longitude less", () => {
    const plane = planeOf([{ lat: 52.67, lon: -0.73 }]);
    const point = onPlane(plane, 53.67, 0.27);
    expect(point.y).toBeCloseTo(-111.32, 2);
    expect(point.x).toBeCloseTo(67.5, 1);
  });

  it("has everybody in its look", () => {
    const points = [{ x: -5, y: 2 }, { x: 8, y: -3 }];
    const look = lookAt(points, SIZE);
    for (const { x, y } of points.map((one) => onScreen(look, one, SIZE))) {
      expect(x).toBeGreaterThanOrEqual(47);
      expect(x).toBeLessThanOrEqual(753);
      expect(y).toBeGreaterThan(0);
    }
  });

  it("comes closer without moving what is under the pointer", () => {
    const look = lookAt([{ x: -5, y: 2 }, { x: 8, y: -3 }], SIZE);
    const held = { x: 3, y: 1 };
    const at = onScreen(look, held, SIZE);
    const after = onScreen(closer(look, 2, at, SIZE), held, SIZE);
    expect(after.x).toBeCloseTo(at.x, 6);
    expect(after.y).toBeCloseTo(at.y, 6);
  });

  it("asks for roads on a coarse grid, and not for a place far away", () => {
    const places = [{ lat: 52.671, lon: -0.731 }, { lat: 52.61, lon: -0.71 }, { lat: 58, lon: -3 }];
    expect(boxOf(places)).toEqual([-0.8, 52.55, -0.65, 52.75]);
  });

  it("has a bar of a round number of miles", () => {
    expect(scaleBar(20)).toEqual({ miles: 2, px: 2 * 1.609344 * 20 });
  });
});

describe("marks on the map", () => {
  it("stand below or above those they would lie on", () => {
    const room = new Room();
    const put = [10, 12, 12, 90].map((x) => room.near({ x, y: 10 }, 20));
    expect(put.map(({ y }) => y)).toEqual([10, 27, -7, 10]);
  });
});

describe("runs on the map", () => {
  it("have letters beyond Z", () => {
    expect([letterOf(0), letterOf(25), letterOf(26), letterOf(53)]).toEqual(["A", "Z", "AA", "BB"]);
  });

  it("mark somebody visited twice once, with both numbers", () => {
    const part = (clientId: string) => ({ clientId }) as Part;
    const stops = stopsOf({ carerId: "K", letter: "B", style: 1, parts: [part("x"), part("y"), part("x")] });
    expect(stops.map(markOf)).toEqual(["B1·3", "B2"]);
  });
});
