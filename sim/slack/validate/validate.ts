import { elementsOf } from "../block-ids.ts";
import { isObject, type Json, objectsOf, textOf } from "../json.ts";
import { blocks as blockSchemas } from "./blocks.ts";
import { type Complaint, toComplaints } from "./complaints.ts";
import { limits, type Surface, surfaces } from "./rules.ts";

/** Everything Slack would refuse in the blocks of one surface; empty when they are fine. `at` is a JSON pointer. */
export function complaintsAbout(blocks: unknown, surface: Surface, at: string): Complaint[] {
  if (!Array.isArray(blocks)) return [{ message: "must provide an array", pointer: at }];
  const most = surface === "message" ? limits.message.blocks : limits.view.blocks;
  const complaints: Complaint[] = [];
  if (blocks.length > most) complaints.push({ message: `no more than ${most} items allowed`, pointer: at });
  blocks.forEach((block: unknown, index) => {
    complaints.push(...aboutBlock(block, surface, `${at}/${index}`));
  });
  if (complaints.length > 0) return complaints;
  const sound = objectsOf(blocks);
  return [...aboutIds(sound, at), ...aboutInitialOptions(sound, at), ...aboutTotals(sound, surface, at)];
}

function aboutBlock(block: unknown, surface: Surface, at: string): Complaint[] {
  if (!isObject(block)) return [{ message: "must provide an object", pointer: at }];
  const type = textOf(block.type);
  const schema = blockSchemas[type];
  if (schema === undefined || surfaces[type]?.includes(surface) !== true) {
    return [{ message: `unsupported type: ${type || "undefined"}`, pointer: `${at}/type` }];
  }
  const result = schema.safeParse(block, { reportInput: true });
  return result.success ? [] : toComplaints(result.error.issues, at);
}

/** Block ids are unique in a surface, action ids in a block, task ids in a plan. */
function aboutIds(blocks: readonly Json[], at: string): Complaint[] {
  const repeatedBlocks = repeats(blocks.map((block) => block.block_id)).map(({ value, index }) => ({
    message: `\`block_id\` "${value}" already exists`,
    pointer: `${at}/${index}/block_id`,
  }));
  const inside = blocks.flatMap((block, index) => [
    ...repeats(elementsOf([block]).map(({ element }) => element.action_id)).map(({ value }) => ({
      message: `\`action_id\` "${value}" already exists for another interactive element`,
      pointer: `${at}/${index}`,
    })),
    ...repeats(objectsOf(block.tasks).map((task) => task.task_id)).map(({ value, index: task }) => ({
      message: `\`task_id\` "${value}" already exists`,
      pointer: `${at}/${index}/tasks/${task}/task_id`,
    })),
  ]);
  return [...repeatedBlocks, ...inside];
}

function repeats(values: readonly unknown[]): { value: string; index: number }[] {
  return values.flatMap((value, index) =>
    typeof value === "string" && values.indexOf(value) < index ? [{ value, index }] : [],
  );
}

/** An initial option must be one of the options, field by field. */
function aboutInitialOptions(blocks: readonly Json[], at: string): Complaint[] {
  const complaints: Complaint[] = [];
  blocks.forEach((block, index) => {
    for (const { element } of elementsOf([block])) {
      const grouped = objectsOf(element.option_groups).flatMap((group) => objectsOf(group.options));
      const known = [...objectsOf(element.options), ...grouped].map((option) => option.value);
      if (known.length === 0) continue;
      const initial = [...objectsOf([element.initial_option]), ...objectsOf(element.initial_options)];
      if (initial.some((option) => !known.includes(option.value))) {
        complaints.push({ message: "initial option was not found in the options", pointer: `${at}/${index}` });
      }
    }
  });
  return complaints;
}

/** Sums over a whole message: markdown, tables, charts; and one first focus in a view. */
function aboutTotals(blocks: readonly Json[], surface: Surface, at: string): Complaint[] {
  const complaints: Complaint[] = [];
  const ofType = (type: string) => blocks.filter((block) => block.type === type);
  const markdown = ofType("markdown").reduce((sum, block) => sum + textOf(block.text).length, 0);
  if (markdown > limits.message.markdown) {
    complaints.push({ message: `must be less than ${limits.message.markdown + 1} characters`, pointer: at });
  }
  if (ofType("table").length > limits.message.tables) {
    complaints.push({ message: "only_one_table_allowed", pointer: at });
  }
  if (ofType("data_visualization").length > limits.message.charts) {
    complaints.push({ message: `no more than ${limits.message.charts} items allowed`, pointer: at });
  }
  for (const table of [...ofType("table"), ...ofType("data_table")]) {
    if (cellCharacters(table.rows) > limits.table.characters) {
      const pointer = `${at}/${blocks.indexOf(table)}/rows`;
      complaints.push({ message: `must be less than ${limits.table.characters + 1} characters`, pointer });
    }
  }
  const focused = elementsOf(blocks).filter(({ element }) => element.focus_on_load === true);
  if (surface !== "message" && focused.length > 1) {
    complaints.push({ message: "only one element may have `focus_on_load`", pointer: at });
  }
  return complaints;
}

/** Counts the shown characters of table cells, rich text included. */
function cellCharacters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + cellCharacters(each), 0);
  if (!isObject(value)) return 0;
  return textOf(value.text).length + cellCharacters(value.elements);
}
