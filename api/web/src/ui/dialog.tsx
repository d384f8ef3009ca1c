/** A native dialog: the browser keeps focus in it, closes it on Escape, and gives focus back. */

import { useId, useLayoutEffect, useRef, type ReactNode } from "react";
import { Icon } from "./icons";

interface Props {
  title: string;
  kicker?: string;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
}

export function Dialog({ title, kicker, onClose, children, footer }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Closed while it is still in the page: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className="dialog"
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === element.current) element.current?.close();
      }}
    >
      <div className="dialog-inside">
        <header className="dialog-head">
          <div>
            {kicker && <p className="kicker">{kicker}</p>}
            <h2 id={id}>{title}</h2>
          </div>
          <button type="button" className="plain icon-only" aria-label="Close" onClick={() => element.current?.close()}>
            <Icon name="no" />
          </button>
        </header>
        <div className="dialog-body">{children}</div>
        {footer && <footer className="dialog-foot">{footer}</footer>}
      </div>
    </dialog>
  );
}
