import { expect, test } from "vitest";
import { codeBlocks, plainText } from "../../sim/terminal/plain-text.ts";
import { message } from "../../sim/terminal/wire.ts";

const names = new Map([
  ["U0USER1", "User One"],
  ["C0GENERAL", "general"],
]);

test.each([
  ["<@U0USER1> is ready", "@User One is ready"],
  ["<@U0NOBODY|somebody> and <@U0NOBODY>", "@somebody and @U0NOBODY"],
  ["in <#C0GENERAL> or <#C0GENERAL|general>", "in #general or #general"],
  ["<https://x.example/?a=1&amp;b=2|Open the console>", "Open the console (https://x.example/?a=1&b=2)"],
  ["<https://x.example/> <mailto:a@b.example|a@b.example>", "https://x.example/ a@b.example"],
  ["ends <!date^1790000000^{date_short_pretty} at {time}|21 Nov 2026 at 06:05 GMT>", "ends 21 Nov 2026 at 06:05 GMT"],
  ["&lt;!channel&gt; &amp;amp;", "<!channel> &amp;"],
  ["*Not done.* 2*3*4 and * alone *", "Not done. 2*3*4 and * alone *"],
  ["red \u001b[31mtext\u0007\n\tnext", "red [31mtext\n\tnext"],
])("%j reads %j", (text, expected) => {
  expect(plainText(text, names)).toBe(expected);
});

test("what is to be copied is taken out of the blocks", () => {
  const preformatted = { type: "rich_text_preformatted", elements: [{ type: "text", text: "[profile a]\nb = c" }] };
  const section = { type: "rich_text_section", elements: [{ type: "text", text: "not this" }] };
  const blocks = [{ type: "divider" }, { type: "rich_text", elements: [section, preformatted] }];
  expect(codeBlocks(message.parse({ ts: "1.0", blocks }))).toEqual(["[profile a]\nb = c"]);
});
