import type { ContextBlock, HeaderBlock, MrkdwnElement, PlainTextElement, SectionBlock } from "@slack/types";
import { cut, cutList, cutMarkup } from "./cut.ts";
import { type Mrkdwn, oneLine } from "./escape.ts";
import { limits } from "./limits.ts";

/** Slack refuses empty texts. */
const shown = (text: string): string => (text.trim() === "" ? "–" : text);

export const plain = (text: string, max: number): PlainTextElement => ({
  type: "plain_text",
  text: cut(shown(oneLine(text)), max),
  emoji: false,
});

/** `verbatim`: Slack must not make links, channels or mentions of words that merely look like them. */
export const markup = (text: Mrkdwn, max: number): MrkdwnElement => ({
  type: "mrkdwn",
  text: cutMarkup({ mrkdwn: shown(text.mrkdwn) }, max),
  verbatim: true,
});

export const section = (text: Mrkdwn): SectionBlock => ({ type: "section", text: markup(text, limits.sectionText) });

/** Pairs of a name and a value, two columns wide; ten at most in one block. */
export const fields = (pairs: readonly (readonly [name: string, value: Mrkdwn])[]): SectionBlock[] => {
  const blocks: SectionBlock[] = [];
  for (let at = 0; at < pairs.length; at += limits.fields) {
    blocks.push({
      type: "section",
      fields: pairs
        .slice(at, at + limits.fields)
        .map(([name, value]) => markup({ mrkdwn: `*${name}*\n${shown(value.mrkdwn)}` }, limits.fieldText)),
    });
  }
  return blocks;
};

/** Somebody's own words: shown as they were written, without any markup. */
export const wordsOf = (text: string): SectionBlock => ({
  type: "section",
  text: { type: "plain_text", text: cut(shown(text), limits.sectionText), emoji: false },
});

export const header = (text: string): HeaderBlock => ({ type: "header", text: plain(text, limits.header) });

export const context = (...texts: readonly Mrkdwn[]): ContextBlock => ({
  type: "context",
  elements: cutList(texts, limits.contextElements).shown.map((text) => markup(text, limits.sectionText)),
});
