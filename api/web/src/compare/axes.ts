/** Where figures stand on the chart. */

export const CHART = { width: 640, height: 360, left: 76, right: 24, top: 20, bottom: 52 };

export interface Axis {
  readonly least: number;
  readonly most: number;
  readonly ticks: readonly number[];
}

const TICKS = 5;

/** A scale of round numbers round some figures. */
export function axisOf(values: readonly number[]): Axis {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const spread = most - least || Math.abs(most) * 0.1 || 1;
  const step = roundStep(spread / (TICKS - 1));
  const from = Math.floor((least - spread * 0.08) / step) * step;
  const to = Math.ceil((most + spread * 0.08) / step) * step;
  const many = Math.round((to - from) / step);
  return { least: from, most: to, ticks: Array.from({ length: many + 1 }, (_, place) => from + place * step) };
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 2.5, 5, 10].find((one) => one * power >= rough) ?? 10) * power;
}

export function across(axis: Axis, value: number): number {
  const { width, left, right } = CHART;
  return left + ((value - axis.least) / (axis.most - axis.least)) * (width - left - right);
}

export function up(axis: Axis, value: number): number {
  const { height, top, bottom } = CHART;
  return height - bottom - ((value - axis.least) / (axis.most - axis.least)) * (height - top - bottom);
}
