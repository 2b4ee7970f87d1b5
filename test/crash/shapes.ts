import { z } from "zod";
import { days } from "../../src/domain/duration.ts";
import { Problem } from "../../src/domain/problem.ts";
import { blocked, done, type Look, steps, toDo, type Workflow } from "../../src/jobs/shapes.ts";
import type { Entry } from "./ledger.ts";

interface Given {
  jobId: string;
}

/** A step that leaves one entry, and looks for it before it writes another. */
const entry = (ledgerUrl: string, title: string, step: string) => ({
  title,
  look: async ({ jobId }: Given): Promise<Look<string>> => {
    const entries = (await (await fetch(ledgerUrl)).json()) as Entry[];
    return entries.some(({ job, step: what }) => job === jobId && what === step) ? done(step) : toDo;
  },
  act: async ({ jobId }: Given): Promise<string> => {
    await fetch(ledgerUrl, { method: "POST", body: JSON.stringify({ job: jobId, step } satisfies Entry) });
    return step;
  },
});

const nothing = z.object({});
const refused = new Problem("bad-input", "This was never going to work.", { next: "Nothing to do." });

/** One workflow for each shape of step that no workflow of the bot's own has yet. */
export const shapeWorkflows = (ledgerUrl: string): readonly Workflow[] => [
  {
    name: "crash-always",
    major: 1,
    input: nothing,
    ...steps<object>()
      .step("open", entry(ledgerUrl, "Open it", "open"))
      .step("use", { title: "Use it", look: async (): Promise<Look<never>> => blocked(refused) })
      .always("close", entry(ledgerUrl, "Close it", "close"))
      .result(() => null),
  },
  {
    name: "crash-turn",
    major: 1,
    input: nothing,
    ...steps<object>()
      .serial("in-turn", "organisation-writes", entry(ledgerUrl, "Only one at a time", "in-turn"))
      .result(() => null),
  },
  {
    name: "crash-item",
    major: 1,
    input: nothing,
    ...steps<object>()
      .step("write", entry(ledgerUrl, "Write it down", "item"))
      .result(() => null),
  },
  {
    name: "crash-each",
    major: 1,
    input: nothing,
    ...steps<object>()
      .step("begin", entry(ledgerUrl, "Begin", "begin"))
      .each("items", {
        title: "Do each",
        items: () => ["one", "two", "three"].map((key) => ({ key, title: `Item ${key}`, input: {} })),
        workflow: "crash-item",
        // Each death takes hours of world time, in which nobody can do anything.
        giveUpAfterMs: days(30),
      })
      .step("finish", entry(ledgerUrl, "Finish", "finish"))
      .result(() => null),
  },
];
