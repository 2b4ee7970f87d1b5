import { mkdirSync, statSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { expect, test } from "vitest";
import { makePrivate } from "../../sim/processes/kept.ts";
import { allLocal, areSame, organisationSides, sidesInWords, workspaceSides } from "../../sim/processes/named-sides.ts";
import { createPlace } from "../../sim/processes/place.ts";
import { temporaryFolder } from "./temporary.ts";

const council = workspaceSides({ teamId: "T0COUNCIL", teamName: "Council" });
const isb = organisationSides({ isbUrl: "https://key:secret@isb.example.org/prod", me: "Me@example.org" });
const other = (more: Partial<{ isbUrl: string; me: string }>) =>
  organisationSides({ isbUrl: "https://isb.example.org/prod", me: "me@example.org", ...more });

test.each([
  ["practice and a real organisation", allLocal, isb],
  ["practice and a real workspace", allLocal, council],
  ["a real workspace and a real organisation", council, isb],
  ["two workspaces of one name", council, workspaceSides({ teamId: "T0OTHER", teamName: "Council" })],
  ["two stages of one ISB", isb, other({ isbUrl: "https://isb.example.org/test" })],
  ["two people at one ISB", isb, other({ me: "you@example.org" })],
])("%s never share a table or a world", (_, one, another) => {
  const place = createPlace({ dir: temporaryFolder() });
  const [mine, theirs] = [place.of(one), place.of(another)];
  expect(areSame(one, another)).toBe(false);
  for (const each of ["tableDir", "keepDir", "configFile", "peopleFile"] as const) {
    expect(mine[each]).not.toBe(theirs[each]);
    for (const path of [mine[each], theirs[each]].map((path) => relative(place.dir, path)))
      expect(isAbsolute(path) || path.startsWith("..")).toBe(false);
  }
});

test("one ISB is the same in whatever way its address is written, and is named without the secrets in it", () => {
  expect(areSame(isb, other({ isbUrl: "https://ISB.example.org/prod/" }))).toBe(true);
  expect(sidesInWords(isb)).toContain("AWS and ISB are REAL (isb.example.org/prod, as me@example.org)");
});

test("what an earlier start left open to everybody on the machine is closed, and a new place is closed from the start", () => {
  const place = createPlace({ dir: join(temporaryFolder(), "place") });
  const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
  const old = place.of(isb);
  for (const folder of [old.tableDir, old.keepDir]) mkdirSync(folder, { recursive: true, mode: 0o755 });
  makePrivate(old);
  expect([modeOf(old.tableDir), modeOf(old.keepDir)]).toEqual(["700", "700"]);
  const other = createPlace({ dir: join(temporaryFolder(), "place") }).of(council);
  makePrivate(other);
  expect([modeOf(other.dir), modeOf(other.sidesDir)]).toEqual(["700", "700"]);
});
