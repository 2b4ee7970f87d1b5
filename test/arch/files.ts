import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const house = resolve(import.meta.dirname, "../..");

export interface SourceFile {
  /** From the repository's root. */
  path: string;
  text: string;
}

/** Every file with this ending under these folders; nothing of what packages or builds put there. */
export const filesIn = (folders: readonly string[], ending: RegExp): SourceFile[] =>
  folders
    .flatMap((folder) =>
      readdirSync(join(house, folder), { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)),
    )
    .filter((path) => ending.test(path) && !/(^|\/)(node_modules|cdk\.out)\//.test(path))
    .map((path) => ({ path, text: readFileSync(join(house, path), "utf8") }));
