import type { ActionsBlock, Button } from "@slack/types";
import { cutList } from "./cut.ts";
import { limits } from "./limits.ts";
import { plain } from "./text.ts";

/** A click on one of these is the clicker typing the command in its value; it may only be one that reads. */
export const runPrefix = "run:";
/** The same once Slack has asked whether they mean it: it may change something, but nothing that cannot be undone. */
export const confirmedPrefix = "confirmed:";
/** A click on one of these opens the named command's form. */
export const openFormPrefix = "open-form:";

const button = (prefix: string, text: string, command: string, label: string): Button => ({
  type: "button",
  action_id: `${prefix}${command}`.slice(0, limits.actionId),
  text: plain(text, limits.buttonText),
  accessibility_label: plain(label, limits.buttonText).text,
  value: command.slice(0, limits.buttonValue),
});

/** `command` as it would be typed after the slash command; different in each button of a message. */
export const runButton = (text: string, command: string): Button =>
  button(runPrefix, text, command, `${text}: ${command}`);

export const formButton = (text: string, command: string): Button =>
  button(openFormPrefix, text, command, `${text}: ${command}`);

/** What Slack asks before a click counts. */
export interface Question {
  title: string;
  text: string;
  yes: string;
  no: string;
}

/** A button that does what it says only after its question: `danger` when something ends by it. */
export const confirmedButton = (
  text: string,
  command: string,
  { title, text: asked, yes, no }: Question,
  style?: "danger",
): Button => ({
  ...button(confirmedPrefix, text, command, `${text}: ${command}`),
  ...(style ? { style } : {}),
  confirm: {
    title: plain(title, limits.confirmTitle),
    text: plain(asked, limits.confirmText),
    confirm: plain(yes, limits.confirmButton),
    deny: plain(no, limits.confirmButton),
    ...(style ? { style } : {}),
  },
});

/** A row of buttons; nothing when there are none, because Slack refuses an empty row. */
export const buttonRow = (buttons: readonly (Button | undefined)[]): ActionsBlock[] => {
  const { shown } = cutList(
    buttons.filter((one) => one !== undefined),
    limits.actions,
  );
  return shown.length === 0 ? [] : [{ type: "actions", elements: [...shown] }];
};

/** Goes through a list's pages, and reads the page again. */
export const pageButtons = (page: number, more: boolean, commandFor: (page: number) => string): ActionsBlock[] =>
  buttonRow([
    page > 1 ? runButton("Previous", commandFor(page - 1)) : undefined,
    runButton("Refresh", commandFor(page)),
    more ? runButton("Next", commandFor(page + 1)) : undefined,
  ]);
