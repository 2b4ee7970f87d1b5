import type { KnownBlock } from "@slack/types";

/** A private answer: what is read aloud or on a phone, and how it is drawn. */
export interface Answer {
  /** Says it all without the blocks. */
  text: string;
  blocks: KnownBlock[];
}
