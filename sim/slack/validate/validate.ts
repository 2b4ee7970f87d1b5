import { isObject, objectsOf, textOf } from "../json.ts";
import { type Complaint, complaintsOf } from "./complaints.ts";
import { limits } from "./limits.ts";
import { partsOf } from "./parts.ts";
import { blockSurfaces, elementSurfaces, isBarred, type Surface } from "./places.ts";
import { agreements } from "./rule-table.ts";
import { blocks as schemas } from "./schemas/blocks.ts";

const inMessages = { rule: "message.blocks.maxItems", most: limits.message.blocks };
const inViews = { rule: "view.blocks.maxItems", most: limits.view.blocks };

/** Everything Slack would refuse in the blocks of one surface; empty when they are fine. `at` is a JSON pointer. */
export function complaintsAbout(blocks: unknown, surface: Surface, at: string): Complaint[] {
  const shapes = complaintsAboutShapes(blocks, surface, at);
  return shapes.length > 0 ? shapes : complaintsAboutAgreement(blocks, surface, at);
}

/** What is wrong with the parts alone. Slack looks no further while there is any. */
export function complaintsAboutShapes(blocks: unknown, surface: Surface, at: string): Complaint[] {
  if (!Array.isArray(blocks)) return [{ rule: "json.array", message: "must provide an array", pointer: at }];
  const { rule, most } = surface === "message" ? inMessages : inViews;
  const tooMany = blocks.length > most ? [{ rule, message: `no more than ${most} items allowed`, pointer: at }] : [];
  return [...tooMany, ...blocks.flatMap((block: unknown, index) => aboutBlock(block, surface, `${at}/${index}`))];
}

/** How the parts belong together, once each of them is sound. */
export function complaintsAboutAgreement(blocks: unknown, surface: Surface, at: string): Complaint[] {
  const sound = objectsOf(blocks);
  const payload = { blocks: sound, surface, parts: partsOf(sound) };
  return agreements.flatMap(({ id, find }) =>
    find(payload).map(({ message, pointer }) => ({
      rule: id,
      message,
      pointer: pointer === undefined ? "" : at + pointer,
    })),
  );
}

function aboutBlock(block: unknown, surface: Surface, at: string): Complaint[] {
  if (!isObject(block)) return [{ rule: "json.object", message: "must provide an object", pointer: at }];
  if (block.type === undefined)
    return [{ rule: "type.required", message: "missing required field: type", pointer: at }];
  const type = textOf(block.type);
  const schema = Object.hasOwn(schemas, type) ? schemas[type] : undefined;
  if (schema === undefined) return [unsupported("blocks.type", String(block.type), at)];
  if (isBarred(blockSurfaces, type, surface)) return [unsupported(`${type}.surfaces`, type, at)];
  const misplaced = partsOf([block]).filter((part) => isBarred(elementSurfaces, part.type, surface));
  return [
    ...complaintsOf(schema, block, at),
    ...misplaced.map((part) => unsupported(`${part.type}.surfaces`, part.type, at + part.pointer.slice("/0".length))),
  ];
}

function unsupported(rule: string, type: string, at: string): Complaint {
  return { rule, message: `unsupported type: ${type}`, pointer: `${at}/type` };
}
