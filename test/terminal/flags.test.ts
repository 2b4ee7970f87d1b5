import fc from "fast-check";
import { expect, test } from "vitest";
import { readAsk } from "../../sim/terminal/flags.ts";
import { tokenise } from "../../src/command/tokenise.ts";

test("without flags of its own, user1 asks in #general and waits five minutes", () => {
  expect(readAsk(["lease", "assign", "council-chatbot"])).toEqual({
    text: "lease assign council-chatbot",
    as: "user1@example.gov.uk",
    channel: "#general",
    answerAs: "manager1@example.gov.uk",
    json: false,
    waitMs: 300_000,
  });
});

test("its own flags are taken out wherever they stand; the command's own stay", () => {
  const argv = [
    "--as=user2@example.gov.uk",
    "lease",
    "assign",
    "--answer",
    "deny",
    "x",
    "--user",
    "a@b.example",
    "--json",
  ];
  expect(readAsk([...argv, "--in", "random", "--wait", "1.5", "--answer-as", "U0ADMIN1"])).toEqual({
    text: "lease assign x --user a@b.example",
    as: "user2@example.gov.uk",
    channel: "random",
    answer: "deny",
    answerAs: "U0ADMIN1",
    json: true,
    waitMs: 1_500,
  });
});

test("after a bare -- every word goes to /isb", () => {
  expect(readAsk(["help", "--", "--json"])).toMatchObject({ text: "help -- --json", json: false });
});

test.each([
  [["--answer", "perhaps"], "--answer is approve or deny, not perhaps."],
  [["whoami", "--as"], "--as wants a value."],
  [["--in=", "whoami"], "--in wants a value."],
  [["--wait", "soon"], "--wait wants seconds, not soon."],
  [["--wait", "-1"], "--wait wants seconds, not -1."],
])("%j is not understood", (argv, opening) => {
  expect((readAsk(argv) as { problem: string }).problem).toContain(opening);
});

const words = (text: string) => {
  const read = tokenise(text);
  if (!read.ok) throw new Error(`an open quote in ${text}`);
  return read.tokens.map((token) =>
    token.kind === "word" ? token.typed.text : { name: token.name, value: token.value?.text },
  );
};

test.each([
  [
    ["--comment", "two words"],
    [{ name: "comment", value: undefined }, "two words"],
  ],
  [["--comment=two words"], [{ name: "comment", value: "two words" }]],
  [['--comment="as typed" here'], [{ name: "comment", value: '"as typed" here' }]],
  [["C:\\temp dir"], ["C:\\temp dir"]],
  [
    ["", "'quoted'"],
    ["", "'quoted'"],
  ],
  [["O'Brien"], ["O'Brien"]],
])("the bot reads %j as the shell gave it", (argv, expected) => {
  expect(words((readAsk(argv) as { text: string }).text)).toEqual(expected);
});

test("whatever words the shell gives, the bot reads the same words", () => {
  // Slack itself gives &, < and > a meaning, and dashes begin options.
  const letter = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 2 }),
    fc.constantFrom('"', "'", "\\", " ", "“", "”", "’", "="),
  );
  const word = fc
    .array(letter, { maxLength: 8 })
    .map((letters) => letters.join(""))
    .filter((text) => !/[&<>\p{Cc}]|^[-—–―‒−]|@|#/u.test(text));
  fc.assert(
    fc.property(fc.array(word, { maxLength: 5 }), (given) => {
      expect(words((readAsk(given) as { text: string }).text)).toEqual(given);
    }),
  );
});
