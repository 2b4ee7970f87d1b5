import { isObject, type Json, textOf } from "../json.ts";
import type { Part } from "./rules/rule.ts";

/** Every object of some blocks, however deep. */
export function partsOf(blocks: readonly Json[]): Part[] {
  return blocks.flatMap((block, index) => inside(block, `/${index}`, block));
}

function inside(value: unknown, pointer: string, block: Json): Part[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => inside(each, `${pointer}/${index}`, block));
  if (!isObject(value)) return [];
  const fields = Object.entries(value).flatMap(([key, each]) =>
    holdsBlocks(value, key) && Array.isArray(each)
      ? each.flatMap((child, index) => inside(child, `${pointer}/${key}/${index}`, child))
      : inside(each, `${pointer}/${key}`, block),
  );
  return [{ value, type: textOf(value.type), pointer, block }, ...fields];
}

/** What a container and a carousel hold are blocks of their own. */
function holdsBlocks({ type }: Json, key: string): boolean {
  return (type === "container" && key === "child_blocks") || (type === "carousel" && key === "elements");
}
