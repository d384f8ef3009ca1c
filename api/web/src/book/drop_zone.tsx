/** Where files are let go of, or chosen with a button. */

import { type DragEvent, useRef, useState } from "react";
import { TEMPLATE } from "../data/service/tables";
import { Icon } from "../ui/icons";

const READ = [".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".zip"];

interface Props {
  busy: string | null;
  onFiles: (files: readonly File[]) => void;
}

export function DropZone({ busy, onFiles }: Props) {
  const [over, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const given = (list: readonly File[]) => {
    const read = list.filter((one) => READ.some((end) => one.name.toLowerCase().endsWith(end)) && !one.name.startsWith("."));
    if (read.length > 0) onFiles(read);
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void filesOf(event.dataTransfer).then(given);
  };
  return (
    <section
      className={`drop-zone ${over ? "over" : ""}`}
      aria-label="Bring tables in"
      aria-busy={busy !== null}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <span className="drop-sign"><Icon name="tables" size={28} /></span>
      <div>
        <h2>Drop a workbook or a folder of CSV files here</h2>
        <p className="hint">They are looked at first. Nothing changes until you say so, and what is wrong can be put right on this page.</p>
      </div>
      {busy ? (
        <p className="busy" role="status">{busy}</p>
      ) : (
        <div className="actions">
          <button type="button" className="primary" onClick={() => files.current?.click()}>Choose files…</button>
          <button type="button" onClick={() => folder.current?.click()}>Choose a folder…</button>
          <a className="button" href={TEMPLATE} download>Get an empty workbook</a>
        </div>
      )}
      <input ref={files} type="file" multiple hidden accept={READ.join(",")} aria-label="Files" onChange={(event) => taken(event.currentTarget, given)} />
      <input ref={(one) => { folder.current = one; one?.setAttribute("webkitdirectory", ""); }} type="file" hidden aria-label="Folder" onChange={(event) => taken(event.currentTarget, given)} />
    </section>
  );
}

/** What was chosen; cleared, so that the same file can be chosen again. */
function taken(input: HTMLInputElement, given: (files: readonly File[]) => void): void {
  const files = [...(input.files ?? [])];
  input.value = "";
  given(files);
}

/** Files that were let go of; of a folder, those in it. */
async function filesOf(moved: DataTransfer): Promise<File[]> {
  const entries = [...moved.items].map((item) => item.webkitGetAsEntry()).filter((one) => one !== null);
  if (entries.length === 0) return [...moved.files];
  return (await Promise.all(entries.map(within))).flat();
}

async function within(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) return [await new Promise<File>((found, failed) => (entry as FileSystemFileEntry).file(found, failed))];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FileSystemEntry[] = [];
  // A reader gives a hundred at a time, and nothing once it is through.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((given, failed) => reader.readEntries(given, failed));
    if (some.length === 0) break;
    found.push(...some);
  }
  return (await Promise.all(found.filter((one) => one.isFile).map(within))).flat();
}
