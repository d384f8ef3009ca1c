/** What stands in the place of an answer: that it is coming, or why it is not. */

import type { ReactNode } from "react";
import type { Answer } from "./use_answer";

interface Props<T> {
  answer: Answer<T>;
  /** What is waited for: "Asking why". */
  waiting: string;
  children: (value: T) => ReactNode;
}

export function Pending<T>({ answer, waiting, children }: Props<T>) {
  if (answer.refused !== undefined)
    return (
      <div className="refused" role="alert">
        <p>{answer.refused}</p>
        <button type="button" onClick={answer.again}>Try again</button>
      </div>
    );
  if (answer.value === undefined) return <p className="empty" role="status">{waiting}…</p>;
  return <>{children(answer.value)}</>;
}
