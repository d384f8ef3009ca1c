/** Requests to the service: one place that knows addresses, headers and problem details. */

import { type Mend, Refusal } from "./source";

const PREFIX = "/api/v1";
const UNREACHABLE = "The service cannot be reached. Nothing was saved; try again in a moment.";

interface Asked {
  method?: string;
  body?: unknown;
  /** Files and fields, sent as a form does. */
  form?: FormData;
  version?: number;
  signal?: AbortSignal | undefined;
}

/** What the service answers; anything but success is thrown as a {@link Refusal}. */
export async function ask<T>(path: string, asked: Asked = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (asked.body !== undefined) headers["Content-Type"] = "application/json";
  if (asked.version !== undefined) headers["If-Match"] = `"${asked.version}"`;
  const init: RequestInit = { method: asked.method ?? "GET", headers, credentials: "same-origin" };
  if (asked.body !== undefined) init.body = JSON.stringify(asked.body);
  if (asked.form !== undefined) init.body = asked.form;
  if (asked.signal) init.signal = asked.signal;
  const answer = await fetch(PREFIX + path, init).catch((error: unknown) => {
    if (asked.signal?.aborted) throw error;
    throw new Refusal("unreachable", 0, UNREACHABLE);
  });
  if (!answer.ok) throw await refusalOf(answer);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

async function refusalOf(answer: Response): Promise<Refusal> {
  const told: { code?: string; title?: string; detail?: string; errors?: Mend[] } =
    await answer.json().catch(() => ({}));
  const sentences = [told.detail, ...(told.errors ?? []).map((one) => one.message)];
  const said = [...new Set(sentences.filter(Boolean))].join(" ") || told.title || "The service refused.";
  return new Refusal(told.code ?? "failed", answer.status, said, told.errors);
}
