/** Long lists, read page after page. */

import { ask } from "../http";
import type { RawPage } from "./raw";

export const ON_A_PAGE = 1000;

/** Every item of a long list; `seen` is told what has come so far. */
export async function all<T>(path: string, seen?: (items: readonly T[]) => void): Promise<T[]> {
  const items: T[] = [];
  const joint = path.includes("?") ? "&" : "?";
  for (let after = ""; ; ) {
    const page = await ask<RawPage<T>>(`${path}${joint}limit=${ON_A_PAGE}${after}`);
    items.push(...page.items);
    seen?.([...items]);
    if (page.next === null) return items;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
}
