import { objectsOf } from "../../json.ts";
import { blockPage } from "../schemas/named.ts";
import type { Agreement, Finding, Part } from "./rule.ts";

/** Ids that may stand only once in their surroundings. */
export const identity: readonly Agreement[] = [
  {
    id: "block_id.unique",
    says: "no two blocks of a message or view share a `block_id`",
    source: "https://github.com/slack-go/slack/pull/725",
    find: ({ blocks }) =>
      repeats(
        blocks.map((block, index) => ({ id: block.block_id, pointer: `/${index}` })),
        "block_id",
      ),
  },
  {
    id: "action_id.unique",
    says: "no two elements of a block share an `action_id`",
    source: "https://github.com/knacklabs/gantry/pull/458",
    find: ({ parts }) =>
      [...Map.groupBy(parts, ({ block }) => block).values()].flatMap((inBlock) =>
        repeats(
          inBlock.map(({ value, pointer }: Part) => ({ id: value.action_id, pointer })),
          "action_id",
        ),
      ),
  },
  {
    id: "task_id.unique",
    says: "no two tasks of a plan share a `task_id`",
    source: blockPage("plan"),
    find: ({ parts }) =>
      parts
        .filter(({ type }) => type === "plan")
        .flatMap(({ value, pointer }) =>
          repeats(
            objectsOf(value.tasks).map((task, index) => ({ id: task.task_id, pointer: `${pointer}/tasks/${index}` })),
            "task_id",
          ),
        ),
  },
];

/** The wording and place are Slack's for `action_id`; the others are taken to be alike. */
function repeats(held: readonly { id: unknown; pointer: string }[], field: string): Finding[] {
  const ids = held.map(({ id }) => id);
  return held.flatMap(({ id, pointer }, index) =>
    typeof id === "string" && ids.indexOf(id) < index
      ? [{ message: `\`${field}\` "${id}" already exists`, pointer: `${pointer}/${field}` }]
      : [],
  );
}
