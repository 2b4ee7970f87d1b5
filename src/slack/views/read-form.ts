import type { CommandFacts } from "../../command/facts.ts";
import { cut } from "../blocks/cut.ts";
import { limits } from "../blocks/limits.ts";
import { fieldBlock } from "./form.ts";

/** The part of Slack's `view.state.values` a form can hold; by block, then by element. */
export type FormValues = Readonly<Record<string, Readonly<Record<string, FormValue>>>>;
export interface FormValue {
  type?: string;
  value?: string | null;
  selected_option?: { value?: string } | null;
  selected_options?: readonly { value?: string }[] | null;
  selected_user?: string | null;
}

export type FormReading =
  | { ok: true; args: Record<string, unknown> }
  /** By block id: what Slack's `response_action: "errors"` wants. */
  | { ok: false; errors: Record<string, string> };

const writtenIn = (value: FormValue | undefined): { text: string; slackId?: string } | undefined => {
  if (value?.selected_user) return { text: "", slackId: value.selected_user };
  const text = value?.selected_option?.value ?? value?.selected_options?.[0]?.value ?? value?.value ?? "";
  return text.trim() === "" ? undefined : { text };
};

/** The arguments somebody filled in, read by the same rules as typed ones. */
export const readForm = (command: CommandFacts, values: FormValues): FormReading => {
  const args: Record<string, unknown> = {};
  const errors: Record<string, string> = {};
  const wrong = (name: string, message: string): void => {
    errors[fieldBlock(name)] = cut(message, limits.placeholder);
  };
  for (const [name, arg] of Object.entries(command.args)) {
    const written = writtenIn(Object.values(values[fieldBlock(name)] ?? {})[0]);
    if (written === undefined) {
      if (arg.required) wrong(name, "This is needed.");
      continue;
    }
    const length = [...written.text].length;
    if (arg.place !== "flag" && length > arg.kind.maxLength) {
      wrong(name, `${length} characters; ${arg.kind.maxLength} is the most.`);
      continue;
    }
    const read = arg.kind.read(written);
    if (read.ok) args[name] = read.value;
    else wrong(name, `This is not ${read.expected}.`);
  }
  return Object.keys(errors).length === 0 ? { ok: true, args } : { ok: false, errors };
};
