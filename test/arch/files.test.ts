import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesIn, house, type SourceFile } from "./files.ts";

const code = filesIn(["src", "commands", "sim", "infra", "bench"], /\.tsx?$/);
const mostLines = 300;

const lines = ({ text }: SourceFile): number => text.split("\n").length;

describe("source files", () => {
  it("were found", () => {
    expect(code.length).toBeGreaterThan(200);
  });

  it(`hold one idea each, which fits in ${mostLines} lines`, () => {
    expect(code.filter((file) => lines(file) > mostLines).map((file) => `${file.path}: ${lines(file)}`)).toEqual([]);
  });

  it("of the bot read the environment where it starts and nowhere else", () => {
    const reads = code.filter(
      ({ path, text }) => /^(src|commands)\//.test(path) && /\bprocess\s*\.\s*env\b/.test(text),
    );
    expect(reads.map(({ path }) => path)).toEqual(["src/main.ts"]);
  });
});

describe("a newcomer", () => {
  const folders = (parent: string): string[] =>
    readdirSync(join(house, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(parent, name));
  /** Folders that are a part of one idea told next to them. */
  const parts = ["src/config"];

  it("finds a README in every room", () => {
    const rooms = ["src", "commands", "sim", "infra", "test", "bench", ...folders("src"), ...folders("sim")];
    const silent = rooms.filter((room) => !parts.includes(room) && !existsSync(join(house, room, "README.md")));
    expect(silent).toEqual([]);
  });

  it("finds what the documents link to", () => {
    const documents = [
      ...filesIn(["docs", "src", "commands", "sim", "infra", "test", "bench"], /\.md$/),
      ...filesIn(["."], /^[A-Z]+\.md$/),
    ];
    const links = documents.flatMap(({ path, text }) =>
      [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)].map(([, link = ""]) => ({ path, link })),
    );
    expect(links.length).toBeGreaterThan(5);
    const broken = links.filter(({ path, link }) => !existsSync(join(house, dirname(path), link)));
    expect(broken).toEqual([]);
  });
});
