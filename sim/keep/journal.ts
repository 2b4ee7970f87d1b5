import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";

/** Written into the first line; a file of another version is not read. */
const version = 1;
/** Bytes a journal may grow by before it is written anew with what still counts. */
const growsByBytes = 8_000_000;

/** Values by key on disk: the last one written under a key counts. Values are JSON. */
export interface Journal {
  /** What it held when it was opened. */
  readonly entries: ReadonlyMap<string, unknown>;
  /** Writes before it returns; undefined takes the key away. What is as before writes nothing. Answers whether it wrote. */
  put(key: string, value: unknown): boolean;
  close(): void;
}

/** Keeps nothing. */
export const noJournal: Journal = { entries: new Map(), put: () => false, close() {} };

/** The file is there and is none of ours, or of another version: whoever opened it decides what becomes of it. */
export class UnreadableJournal extends Error {
  override readonly name = "UnreadableJournal";
}

/**
 * Opens a journal, an append-only file of one change a line; makes it where there is none. `of` says whose it is.
 * A last line that was cut off by the writer's end is left out: nobody was answered yet. Throws `UnreadableJournal`.
 */
export function openJournal({ path, of }: { path: string; of: string }): Journal {
  const texts = existsSync(path) ? readTexts(path, of) : new Map<string, string>();
  const entries = new Map([...texts].map(([key, text]) => [key, JSON.parse(text) as unknown]));
  let [file, grown] = [writeAnew(), 0];

  /** In one move, so that whoever dies on the way leaves the old file or the new one. */
  function writeAnew(): number {
    mkdirSync(dirname(path), { recursive: true });
    const next = `${path}.next`;
    const lines = [JSON.stringify({ of, v: version }), ...[...texts].map(([key, text]) => lineOf(key, text))];
    writeFileSync(next, `${lines.join("\n")}\n`);
    renameSync(next, path);
    return openSync(path, "a");
  }

  return {
    entries,
    put(key, value) {
      const text = value === undefined ? undefined : JSON.stringify(value);
      if (texts.get(key) === text) return false;
      if (text === undefined) texts.delete(key);
      else texts.set(key, text);
      grown += writeSync(file, `${lineOf(key, text)}\n`);
      if (grown > growsByBytes) {
        closeSync(file);
        [file, grown] = [writeAnew(), 0];
      }
      return true;
    },
    close: () => closeSync(file),
  };
}

const lineOf = (key: string, text: string | undefined): string =>
  text === undefined ? `[${JSON.stringify(key)}]` : `[${JSON.stringify(key)},${text}]`;

function readTexts(path: string, of: string): Map<string, string> {
  const [head = "", ...lines] = readFileSync(path, "utf8").split("\n");
  // Whole lines end in a newline, so what follows the last one was cut off.
  lines.pop();
  const { of: whose, v } = parsed(head, path) as { of?: unknown; v?: unknown };
  if (whose !== of) throw new UnreadableJournal(`${path} is no journal of ${of}`);
  if (v !== version)
    throw new UnreadableJournal(`${path} is of version ${String(v)}, and this estate reads ${version}`);
  const texts = new Map<string, string>();
  for (const line of lines) {
    const [key, ...value] = parsed(line, path) as [string, unknown?];
    if (value.length === 0) texts.delete(key);
    else texts.set(key, JSON.stringify(value[0]));
  }
  return texts;
}

function parsed(line: string, path: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new UnreadableJournal(`${path} is damaged`);
  }
}
