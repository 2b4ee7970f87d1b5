import { jobMark, type Seen } from "./seen.ts";
import type { Message, View } from "./wire.ts";

/** How a command stands for whoever waits for it. `exitCode`: 0 done, 1 not done, 2 a person must act. */
export interface Verdict {
  state: string;
  exitCode: 0 | 1 | 2;
  /** Said at the end, for what the messages themselves do not say. */
  remark?: string;
}

/** A workspace that began anew meanwhile has none of what this command was about. */
export const forgotten: Verdict = {
  state: "forgotten",
  exitCode: 1,
  remark: "The estate was begun anew; it no longer knows this command. What goes on all the same: npm run isb job list",
};

const over: Readonly<Record<string, 0 | 1>> = { succeeded: 0, partly: 1, failed: 1, cancelled: 1, parked: 1 };

/** Whether the command has come to where nobody needs to watch any longer; undefined while it has not. */
export function verdictOn(seen: Seen, { answered }: { answered: boolean }): Verdict | undefined {
  const { card, thread, form, answer } = seen;
  if (card) {
    const says = (kind: string) => thread.some((message) => jobMark(message)?.kind === kind);
    const exitCode = over[card.state];
    // The end is the last thing said, after what is handed over.
    if (exitCode !== undefined) return says("end") ? { state: card.state, exitCode } : undefined;
    if (card.state === "needs-approval" && says("needs") && !answered) {
      return {
        state: card.state,
        exitCode: 2,
        remark: "It waits for a person now, and goes on without this terminal.",
      };
    }
    return undefined;
  }
  if (answer === "ok") return { state: "answered", exitCode: 0 };
  if (answer === "refused") return { state: "refused", exitCode: 1 };
  return form && isFilled(form) ? { state: "form", exitCode: 2 } : undefined;
}

/** A form opens empty, because Slack gives three seconds, and is filled when it is known who asks. */
export function isFilled({ blocks }: View): boolean {
  return blocks.some(({ type }) => type === "input");
}

/** The command that answers what a job waits for, out of the words it asked with. */
export function reviewIn(thread: readonly Message[], decision: "approve" | "deny"): string | undefined {
  const asks = thread.findLast((message) => jobMark(message)?.kind === "needs");
  const [, lease] = asks?.text.match(/\/isb lease review (\S+) approve/) ?? [];
  return lease === undefined ? undefined : `lease review ${lease} ${decision}`;
}
