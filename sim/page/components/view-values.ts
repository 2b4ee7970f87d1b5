import type { KnownBlock } from "@slack/types";
import type { Identified, Surface } from "../elements/surface.tsx";
import type { Message, StateValues } from "../wire.ts";

/** The blocks of a message, those of its attachments included. */
export const blocksOfMessage = (message: Message): KnownBlock[] => [
  ...(message.blocks ?? []),
  ...(message.attachments ?? []).flatMap((attachment) => attachment.blocks ?? []),
];

/** The elements of a block that may hold something, wherever they stand in it. */
function elementsOf(block: KnownBlock): Identified[] {
  if (block.type === "input") return [block.element];
  if (block.type === "actions") return block.elements as Identified[];
  if (block.type === "section" && block.accessory) return [block.accessory as Identified];
  return [];
}

/** Slack's `state.values` of a view or message: every element that holds a value, touched or not. */
export function valuesOfBlocks(blocks: readonly KnownBlock[], stateOf: Surface["stateOf"]): StateValues {
  const values: StateValues = {};
  for (const block of blocks) {
    if (block.type === "container") Object.assign(values, valuesOfBlocks(block.child_blocks as KnownBlock[], stateOf));
    for (const element of elementsOf(block)) {
      const state = block.block_id && element.action_id ? stateOf(block.block_id, element) : undefined;
      if (!state || !block.block_id || !element.action_id) continue;
      values[block.block_id] = { ...values[block.block_id], [element.action_id]: state };
    }
  }
  return values;
}
