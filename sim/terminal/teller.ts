import { codeBlocks, type Names, plainText } from "./plain-text.ts";
import type { Seen } from "./seen.ts";
import type { Message, View } from "./wire.ts";

/** Tells what came since it told last. */
export interface Teller {
  tell(seen: Seen): void;
  /** One line of our own, under a label. */
  line(label: string, text: string): void;
}

const labelWidth = 9;

/** Prints messages as they come, once each, and the card at every change. */
export function createTeller({ print, names }: { print: (text: string) => void; names: Names }): Teller {
  let card: string | undefined;
  const told = new Set<unknown>();

  const line = (label: string, text: string) => {
    const [first = "", ...rest] = text.split("\n");
    print([`${label.padEnd(labelWidth)}${first}`, ...rest.map((more) => `${"".padEnd(labelWidth)}${more}`)].join("\n"));
  };

  const each = (label: string, messages: readonly Message[]) => {
    for (const message of messages) {
      if (told.has(`${label} ${message.ts}`)) continue;
      told.add(`${label} ${message.ts}`);
      line(label, [plainText(message.text, names), ...codeBlocks(message)].join("\n"));
    }
  };

  return {
    line,
    tell(seen) {
      const text = seen.card && plainText(seen.card.message.text, names);
      if (text !== undefined && text !== card) line("card", text);
      card = text;
      each("private", seen.private);
      each("dm", seen.dm);
      each("thread", seen.thread);
    },
  };
}

/** A modal's words, as far as it has any yet. */
export function viewText({ title, blocks }: View, names: Names): string {
  const words = blocks.flatMap(({ type, text, label }) => {
    const shown = type === "input" ? label : text;
    const value = typeof shown === "object" && shown !== null && "text" in shown ? String(shown.text) : "";
    return value === "" ? [] : [type === "input" ? `${value}: …` : plainText(value, names)];
  });
  return [title?.text ?? "A form", ...words].join("\n");
}
