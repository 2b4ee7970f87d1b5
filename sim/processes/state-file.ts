import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { allLocal, namedSidesShape } from "./named-sides.ts";

const pid = z.int().positive();
const port = z.int().positive().max(65_535);
/** True when somebody asked it to end, so that its end is no accident. */
const stopped = z.literal(true).exactOptional();

const stateShape = z.object({
  v: z.literal(1),
  /** ISO 8601. */
  startedAt: z.string(),
  sides: namedSidesShape.default(allLocal),
  processes: z.object({
    table: z.object({ pid, port, stopped }).exactOptional(),
    /** `args`: what it was started with besides its ports, for starting it again. */
    estate: z
      .object({ pid, slackPort: port, awsPort: port, isbPort: port, args: z.array(z.string()), stopped })
      .exactOptional(),
    bot: z.object({ pid, stopped }).exactOptional(),
  }),
  /** The page's address. */
  page: z.string(),
});

/** What was started, by pid and port. An entry says what once ran, not that it still does. */
export type EstateState = z.infer<typeof stateShape>;

/** Whether somebody asked all that was started to end: either they are to run again, or the file goes away in the end. */
export const areAllStopped = ({ processes }: Pick<EstateState, "processes">): boolean =>
  Object.values(processes).every(({ stopped }) => stopped);

/** Reads the file; undefined when there is none, or none of ours: then nothing is known to run. */
export function readState(path: string): EstateState | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
  try {
    return stateShape.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Replaces the file in one move, so that a reader sees the old or the new one and never half of it. */
export function writeState(path: string, state: EstateState): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const next = `${path}.${process.pid}`;
  writeFileSync(next, `${JSON.stringify(state, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(next, path);
}

export function removeState(path: string): void {
  rmSync(path, { force: true });
}
