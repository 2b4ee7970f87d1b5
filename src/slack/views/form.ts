import type { InputBlock, InputBlockElement, KnownBlock, ModalView, PlainTextOption } from "@slack/types";
import type { Arg } from "../../command/arg.ts";
import type { CommandFacts } from "../../command/facts.ts";
import { includesRole, type Role } from "../../domain/role.ts";
import { md } from "../blocks/escape.ts";
import { limits } from "../blocks/limits.ts";
import { problemBlocks, type ShownProblem } from "../blocks/problem.ts";
import { context, plain, section } from "../blocks/text.ts";

export const formCallback = (command: string): string => `form:${command}`;
export const sourcePrefix = "source:";
/** A field's block, by which errors find it. */
export const fieldBlock = (arg: string): string => `arg:${arg}`;

/** What a form remembers until it is sent. */
export interface FormMeta {
  command: string;
  channelId: string;
}

const longestTextInput = 3000;

const optionFor = (value: string, text = value): PlainTextOption => ({
  value: value.slice(0, limits.optionValue),
  text: plain(text, limits.optionText),
});

const elementFor = (name: string, arg: Arg<unknown>, known: unknown): InputBlockElement => {
  const { field, maxLength } = arg.kind;
  const written = known === undefined ? "" : arg.kind.print(known).text;
  if (field.type === "pick") {
    return {
      type: "external_select",
      action_id: `${sourcePrefix}${field.source}`,
      min_query_length: 0,
      placeholder: plain(`Choose ${arg.kind.placeholder.replaceAll(/[<>]/g, "")}`, limits.placeholder),
      ...(written === "" || written.length > limits.optionValue ? {} : { initial_option: optionFor(written) }),
    };
  }
  if (field.type === "choice") {
    const options = field.choices.slice(0, limits.options).map((choice) => optionFor(choice));
    const initial = options.find(({ value }) => value === written);
    return {
      type: "static_select",
      action_id: name,
      options,
      ...(initial === undefined ? {} : { initial_option: initial }),
    };
  }
  if (field.type === "flag") {
    const yes = optionFor("yes", "Yes");
    return {
      type: "checkboxes",
      action_id: name,
      options: [yes],
      ...(known === undefined ? {} : { initial_options: [yes] }),
    };
  }
  return {
    type: "plain_text_input",
    action_id: name,
    multiline: field.multiline,
    max_length: Math.min(maxLength, longestTextInput),
    ...(written === "" ? {} : { initial_value: written }),
  };
};

const labelFor = (name: string): string =>
  `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`)}`;

const inputFor = (name: string, arg: Arg<unknown>, known: unknown): InputBlock => ({
  type: "input",
  block_id: fieldBlock(name),
  optional: !arg.required,
  label: plain(labelFor(name), limits.label),
  // Slack shows a hint as it is written: no code, no emphasis.
  hint: plain(arg.summary.replaceAll("`", '"'), limits.label),
  element: elementFor(name, arg, known),
});

const modal = (title: string, blocks: KnownBlock[]): ModalView => ({
  type: "modal",
  title: plain(title, limits.modalTitle),
  close: plain("Close", limits.modalTitle),
  blocks,
});

/** Opens within the three seconds a trigger lives, and is filled afterwards. */
export const loadingView = (title = "One moment"): ModalView => modal(title, [section(md`Getting the form ready.`)]);

/** What a form turns into when its person may not, or cannot, go on. */
export const problemView = (problem: ShownProblem, title = "This did not work"): ModalView =>
  modal(title, problemBlocks(problem));

/** A command's arguments as a form. `role`: fields that this role would only be refused are left out. */
export const formView = (
  command: CommandFacts,
  known: Readonly<Record<string, unknown>>,
  { channelId, role }: { channelId: string; role?: Role },
): ModalView => {
  const meta: FormMeta = { command: command.name, channelId };
  const shown = Object.entries(command.args).filter(
    ([, { shownTo }]) => shownTo === undefined || role === undefined || includesRole(role, shownTo),
  );
  return {
    ...modal(command.form?.title ?? command.name, [
      section(md`${command.summary}.`),
      ...shown.map(([name, arg]) => inputFor(name, arg, known[name])),
      ...(command.description === undefined ? [] : [context(md`${command.description}`)]),
    ]),
    submit: plain(command.form?.submit ?? "Go", limits.modalTitle),
    callback_id: formCallback(command.name),
    private_metadata: JSON.stringify(meta).slice(0, limits.privateMetadata),
  };
};

/** What a form remembered; undefined when this view was none of ours. */
export const formMeta = (view: { private_metadata?: string }): FormMeta | undefined => {
  try {
    const read: unknown = JSON.parse(view.private_metadata ?? "");
    if (typeof read !== "object" || read === null || !("command" in read) || !("channelId" in read)) return undefined;
    const { command, channelId } = read;
    return typeof command === "string" && typeof channelId === "string" ? { command, channelId } : undefined;
  } catch {
    return undefined;
  }
};
