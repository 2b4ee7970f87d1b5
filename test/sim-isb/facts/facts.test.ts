import { describe, expect, test } from "vitest";
import { startIsb } from "../estate.ts";
import { absentFacts } from "./absent.ts";
import { heldFacts, sections } from "./all.ts";

const inSection = (section: string) => heldFacts.filter((fact) => fact.section === section);

describe.each(sections.filter((section) => inSection(section).length > 0))("%s", (section) => {
  test.each(inSection(section))("$says", async ({ check, start }) => {
    await check(await startIsb(start));
  });
});

describe("the facts about ISB", () => {
  test("cover every section, each with what is held or with what is left out and why", () => {
    const covered = new Set([...heldFacts, ...absentFacts].map(({ section }) => section));
    expect([...covered].sort()).toEqual([...sections].sort());
    expect(absentFacts.filter(({ because }) => because.length < 20)).toEqual([]);
  });

  test("are told once each", () => {
    const told = [...heldFacts, ...absentFacts].map(({ section, says }) => `${section}: ${says}`);
    expect(new Set(told).size).toBe(told.length);
    expect(heldFacts.length).toBeGreaterThan(200);
  });

  test("would notice an estate that answers otherwise", async () => {
    const wrong = heldFacts.find(({ says }) => says === "no User-Agent is blocked");
    const estate = await startIsb();
    const send: typeof estate.send = async () => ({ status: 200, body: { status: "success" } });
    await expect(wrong?.check({ ...estate, send })).rejects.toThrow();
  });
});
