/** The events of a job as they happen; the browser calls again where the connection breaks. */

const KINDS = ["queued", "started", "progress", "keeping", "cancel", "released", "lost", "done", "cancelled", "failed"];
const LAST = ["done", "cancelled", "failed"];

export interface JobEvent<Body> {
  at: string;
  kind: string;
  body: Body;
}

export interface Watching<Body> {
  onEvent?: (happened: JobEvent<Body>) => void;
  /** The stream has ended for good, after the last event or because it cannot be read. */
  onEnd: (readToItsEnd: boolean) => void;
  /** The connection comes and goes; the browser goes on after the event last seen. */
  onConnection?: (connected: boolean) => void;
}

/** Follow a job from its first event to its last. The function given back stops following. */
export function watch<Body>(id: string, { onEvent, onEnd, onConnection }: Watching<Body>): () => void {
  const stream = new EventSource(`/api/v1/jobs/${encodeURIComponent(id)}/events`);
  const heard = (event: MessageEvent<string>) => {
    const happened = JSON.parse(event.data) as JobEvent<Body>;
    onEvent?.(happened);
    if (!LAST.includes(happened.kind)) return;
    stream.close();
    onEnd(true);
  };
  for (const kind of KINDS) stream.addEventListener(kind, heard as EventListener);
  stream.onopen = () => onConnection?.(true);
  stream.onerror = () => {
    onConnection?.(false);
    if (stream.readyState === EventSource.CLOSED) onEnd(false);
  };
  return () => stream.close();
}
