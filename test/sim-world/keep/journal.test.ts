import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openJournal } from "../../../sim/keep/journal.ts";
import { openOrSetAside } from "../../../sim/keep/set-aside.ts";

const folder = () => {
  const path = mkdtempSync(join(tmpdir(), "isb-keep-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
};
const open = (path: string) => openJournal({ path, of: "a test" });
const held = (path: string) => Object.fromEntries(open(path).entries);

test("what was put is there although nobody closed it: the last value under each key", () => {
  const path = join(folder(), "deeper", "a.jsonl");
  const journal = open(path);
  journal.put("one", 1);
  journal.put("two", { deep: ["ü", null] });
  journal.put("one", 11);
  journal.put("two", undefined);
  journal.put("three", "3");
  expect(held(path)).toEqual({ one: 11, three: "3" });
});

test("what is as before costs no byte", () => {
  const path = join(folder(), "a.jsonl");
  const journal = open(path);
  expect(journal.put("one", { a: 1 })).toBe(true);
  const { size } = statSync(path);
  expect(journal.put("one", { a: 1 })).toBe(false);
  expect(journal.put("none", undefined)).toBe(false);
  expect(statSync(path).size).toBe(size);
});

test("a line that its writer's end cut off is left out, at whatever byte, and what comes later is kept", () => {
  const path = join(folder(), "a.jsonl");
  const journal = open(path);
  journal.put("one", 1);
  const whole = readFileSync(path, "utf8");
  const line = '["two",{"name":"zwei"}]\n';
  for (let bytes = 1; bytes < line.length; bytes += 1) {
    writeFileSync(path, whole + line.slice(0, bytes));
    expect(held(path)).toEqual({ one: 1 });
  }
  const again = open(path);
  again.put("three", 3);
  expect(held(path)).toEqual({ one: 1, three: 3 });
});

test("a journal that is written over and over stays small", () => {
  const path = join(folder(), "a.jsonl");
  const journal = open(path);
  const text = "x".repeat(100_000);
  for (let n = 0; n < 200; n += 1) journal.put("one", `${n} ${text}`);
  expect(statSync(path).size).toBeLessThan(9_000_000);
  expect(held(path)).toEqual({ one: `199 ${text}` });
});

test.each([
  ["no journal", "hello\n", "is damaged"],
  ["somebody else's", '{"of":"Slack","v":1}\n', "is no journal of a test"],
  ["another version's", '{"of":"a test","v":99}\n', "is of version 99, and this estate reads 1"],
  ["one with a damaged line", '{"of":"a test","v":1}\n["one",1]\n["two"\n["three",3]\n', "is damaged"],
])("%s is set aside with a sentence, whole, and never twice over the same name", (_, text, why) => {
  const dir = folder();
  const path = join(dir, "a.jsonl");
  const notes: string[] = [];
  const start = () => {
    writeFileSync(path, text);
    const { journal, held } = openOrSetAside({
      path,
      of: "a test",
      read: () => "read",
      onNote: (note) => notes.push(note),
    });
    journal.put("new", true);
    return held;
  };
  expect([start(), start()]).toEqual([undefined, undefined]);
  expect(notes[0]).toContain(why);
  expect(notes[0]).toContain(`${path}.aside, and a test begins anew.`);
  expect(readdirSync(dir).sort()).toEqual(["a.jsonl", "a.jsonl.aside", "a.jsonl.aside-2"]);
  expect(readFileSync(`${path}.aside`, "utf8")).toBe(text);
  expect(held(path)).toEqual({ new: true });
});

test("an ended writer's half line does not swallow the next one's first", () => {
  const path = join(folder(), "a.jsonl");
  open(path).put("one", 1);
  appendFileSync(path, '["two",');
  const journal = open(path);
  journal.put("three", 3);
  journal.close();
  expect(held(path)).toEqual({ one: 1, three: 3 });
});
