import type { KnownBlock } from "@slack/types";
import { expect, it } from "vitest";
import { md } from "../../src/slack/blocks/escape.ts";
import { fitMessage } from "../../src/slack/blocks/fit-message.ts";
import { section } from "../../src/slack/blocks/text.ts";

const long: KnownBlock = section({ mrkdwn: "x".repeat(3_000) });

it("blocks that fit into one message are left as they are", () => {
  const blocks = [long, long, long, section(md`short`)];
  expect(fitMessage(blocks)).toEqual(blocks);
});

it("what does not fit any more is left out and counted; what still fits stays", () => {
  const shown = fitMessage([long, long, long, long, long, section(md`short`)]);
  expect(shown).toHaveLength(5);
  expect(shown.at(-1)).toMatchObject({ elements: [{ text: "2 parts are too long for one message." }] });
});
