import { isObject, type Json, objectsOf } from "./json.ts";
import { newId } from "./tokens.ts";

/** Element types without an `action_id`; Slack fills in the missing ones of all others. */
const display = new Set(["image", "plain_text", "mrkdwn", "rich_text", "url"]);

/** Gives blocks and elements the ids they lack, as Slack does before it stores them. */
export function withIds(blocks: readonly Json[]): Json[] {
  return blocks.map((block) => {
    const filled: Json = { ...block };
    if (typeof filled.block_id !== "string") filled.block_id = newId("", 5);
    for (const key of ["accessory", "element"]) {
      const element = filled[key];
      if (isObject(element)) filled[key] = withActionId(element);
    }
    if (filled.type === "actions" || filled.type === "context_actions") {
      filled.elements = objectsOf(filled.elements).map(withActionId);
    }
    if (filled.type === "card" && filled.actions) filled.actions = objectsOf(filled.actions).map(withActionId);
    if (filled.type === "carousel") filled.elements = withIds(objectsOf(filled.elements));
    if (filled.type === "container") filled.child_blocks = withIds(objectsOf(filled.child_blocks));
    return filled;
  });
}

function withActionId(element: Json): Json {
  if (display.has(String(element.type)) || typeof element.action_id === "string") return element;
  return { ...element, action_id: newId("", 5) };
}

/** One interactive element and the block it stands in. */
export interface Placed {
  block: Json;
  element: Json;
}

/** Every interactive element of some blocks, also those inside cards, carousels and containers. */
export function elementsOf(blocks: readonly Json[]): Placed[] {
  return blocks.flatMap((block) => {
    if (block.type === "carousel") return elementsOf(objectsOf(block.elements));
    const inner = elementsOf(objectsOf(block.child_blocks));
    const own = [block.accessory, block.element, ...objectsOf(block.elements), ...objectsOf(block.actions)];
    const interactive = own.filter(isObject).filter((element) => typeof element.action_id === "string");
    return [...interactive.map((element) => ({ block, element })), ...inner];
  });
}
