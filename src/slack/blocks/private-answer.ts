import type { KnownBlock } from "@slack/types";
import { cutMarkup } from "./cut.ts";
import type { Mrkdwn } from "./escape.ts";
import { limits } from "./limits.ts";

/** Stands in the first block of every private answer, so that a program can tell a yes from a no. */
export type AnswerMark = "answer-ok" | "answer-refused";

export interface PrivateAnswer {
  text: string;
  blocks: KnownBlock[];
}

/** An answer only its asker sees. `text` says everything for phones, notifications and screen readers. */
export const privateAnswer = (mark: AnswerMark, text: Mrkdwn, blocks: readonly KnownBlock[]): PrivateAnswer => ({
  text: cutMarkup(text, limits.messageText),
  blocks: blocks
    .slice(0, limits.messageBlocks)
    .map((block, index) => (index === 0 ? { ...block, block_id: mark } : block)),
});
