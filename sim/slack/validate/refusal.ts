import { SlackError } from "../slack-error.ts";
import { type Complaint, toLine, toWords } from "./complaints.ts";
import { ruleCalled } from "./rule-table.ts";

/**
 * Throws when there is anything to complain of. A rule with a code of its own is refused with that one, any other with
 * `usual`; only what has words goes into the answer.
 */
export function throwWhenRefused(
  complaints: readonly Complaint[],
  usual: "invalid_blocks" | "invalid_attachments" | "invalid_chunks" | "invalid_arguments",
): void {
  const [first] = complaints;
  if (first === undefined) return;
  const said = complaints.filter(({ message }) => message !== "");
  const messages = said.length === 0 ? {} : { response_metadata: { messages: said.map(toLine) } };
  // Only refused blocks are said twice (github.com/slackapi/java-slack-sdk/issues/1017).
  const errors = said.length === 0 || usual !== "invalid_blocks" ? {} : { errors: said.map(toWords) };
  throw new SlackError(ruleCalled(first.rule).error ?? usual, { ...errors, ...messages });
}

/** Throws the code of a rule about the whole call. */
export function refuse(rule: string): never {
  throw new SlackError(ruleCalled(rule).error ?? rule);
}
