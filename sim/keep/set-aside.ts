import { existsSync, renameSync } from "node:fs";
import { type Journal, openJournal, UnreadableJournal } from "./journal.ts";

/**
 * Opens a journal and reads what it holds. One that cannot be read, or that `read` throws `UnreadableJournal` on, is moved
 * beside itself: `onNote` hears of it in a sentence, and a new one begins.
 */
export function openOrSetAside<T>({
  path,
  of,
  read,
  onNote,
}: {
  path: string;
  of: string;
  read: (journal: Journal) => T | undefined;
  onNote: (sentence: string) => void;
}): { journal: Journal; held: T | undefined } {
  let journal: Journal | undefined;
  try {
    journal = openJournal({ path, of });
    return { journal, held: read(journal) };
  } catch (error) {
    journal?.close();
    if (!(error instanceof UnreadableJournal)) throw error;
    setAside({ path, of, why: error.message, onNote });
    return { journal: openJournal({ path, of }), held: undefined };
  }
}

/** Moves a file beside itself, under a name that nothing has; `onNote` hears in a sentence why, and where it is. */
export function setAside({
  path,
  of,
  why,
  onNote,
}: {
  path: string;
  of: string;
  why: string;
  onNote: (sentence: string) => void;
}): void {
  const aside = freeName(`${path}.aside`);
  renameSync(path, aside);
  onNote(`${why}: it was set aside as ${aside}, and ${of} begins anew.`);
}

function freeName(wanted: string): string {
  let name = wanted;
  for (let count = 2; existsSync(name); count += 1) name = `${wanted}-${count}`;
  return name;
}
