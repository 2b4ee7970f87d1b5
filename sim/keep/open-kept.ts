import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { ClockSnapshot } from "../clock.ts";
import type { WorldState } from "../world/shapes.ts";
import type { KeptWorld } from "../world/world.ts";
import type { Journal } from "./journal.ts";
import { keptWorld } from "./keep-world.ts";
import { openOrSetAside, setAside } from "./set-aside.ts";

/** What a folder holds of an estate that ran before. */
export interface Kept {
  /** The world's. */
  readonly journal: Journal;
  /** What to go on with; absent: a world begins. */
  readonly held: { readonly world: KeptWorld; readonly clock: ClockSnapshot } | undefined;
  /** Slack's own journal, which is there only with the world that it speaks of. */
  readonly slackFile: string;
}

/**
 * Opens a folder of `--keep`. What cannot be read is set aside, and Slack with the world it speaks of; a world of another
 * scenario than `scenarioName` is forgotten. `onNote` hears of all of it in sentences. `fresh` is a world as it begins now.
 */
export function openKept({
  folder,
  scenarioName,
  fresh,
  onNote,
}: {
  folder: string;
  scenarioName: string | undefined;
  fresh: WorldState;
  onNote: (sentence: string) => void;
}): Kept {
  const slackFile = join(folder, "slack.jsonl");
  const { journal, held } = openOrSetAside({
    path: join(folder, "world.jsonl"),
    of: "the world",
    read: (opened) => keptWorld(opened, fresh),
    onNote,
  });
  const isOther = held && scenarioName !== undefined && scenarioName !== held.world.scenario?.name;
  if (isOther) {
    rmSync(slackFile, { force: true });
    onNote(`The world that was kept and Slack's messages are forgotten: ${scenarioName} is another world.`);
  } else if (!held && existsSync(slackFile)) {
    setAside({ path: slackFile, of: "Slack", why: "What was said in Slack was about the world before", onNote });
  }
  return { journal, held: isOther ? undefined : held, slackFile };
}
