import type { KnownBlock } from "@slack/types";
import { md } from "./escape.ts";
import { limits } from "./limits.ts";
import { context } from "./text.ts";

/** Every text and title in a block, in characters: what Slack adds up, as far as it was found out (github.com/slackapi/bolt-js/issues/2867). */
const charactersIn = (value: unknown): number => {
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce((sum, [name, part]) => {
    const isShown = typeof part === "string" && (name === "text" || name === "title");
    return sum + (isShown ? part.length : charactersIn(part));
  }, 0);
};

/** The blocks that one posted message can hold, in their order; a last line counts those that are left out. */
export const fitMessage = (blocks: readonly KnownBlock[]): KnownBlock[] => {
  let room: number = limits.messageBlocksText;
  const kept = blocks.filter((block) => {
    const taken = charactersIn(block);
    if (taken > room) return false;
    room -= taken;
    return true;
  });
  const left = blocks.length - kept.length;
  if (left === 0) return kept;
  return [...kept, context(md`${String(left)} ${left === 1 ? "part is" : "parts are"} too long for one message.`)];
};
