import { search } from "node-emoji";
import { notSlacks, people, roles, slackNames } from "./emoji-names.ts";

/** An emoji as Slack names it (no colons), and the character. */
export interface NamedEmoji {
  name: string;
  char: string;
}

const firstFlagLetter = 0x1f1e6;

const wordsOf = (list: string) => list.trim().split(/\s+/);
const unknown = new Set(wordsOf(notSlacks));
const known = new Set(wordsOf(people));
const role = new RegExp(`^(wo)?man_(${wordsOf(roles).join("|")})$`);
const aboutMenOrWomen = /(^|_)(wo)?m[ae]n(_|$)/;

/** node-emoji names a flag after its country; Slack after its two letters, the oldest few without `flag-` as well. */
function flagNames(name: string, char: string): string[] | undefined {
  if (["england", "scotland", "wales"].includes(name)) return [`flag-${name}`];
  const letters = [...char].map((each) => (each.codePointAt(0) ?? 0) - firstFlagLetter);
  if (letters.length !== 2 || letters.some((letter) => letter < 0 || letter > 25)) return undefined;
  const flag = `flag-${String.fromCharCode(...letters.map((letter) => 97 + letter))}`;
  return name.length === 2 ? [flag, name] : [flag];
}

/** What Slack calls an emoji of node-emoji: mostly the same, sometimes nothing. */
function slackNamesOf(name: string, char: string): string[] {
  const flags = flagNames(name, char);
  if (flags) return flags;
  const [, isWoman, job] = role.exec(name) ?? [];
  if (job) return [`${isWoman ? "female" : "male"}-${job.replaceAll("_", "-")}`];
  return unknown.has(name) || (aboutMenOrWomen.test(name) && !known.has(name)) ? [] : [name];
}

/** Every match of the empty word: node-emoji gives its whole list no other way. */
const characters = new Map(
  search("").flatMap(({ name, emoji }) => slackNamesOf(name, emoji).map((each) => [each, emoji] as const)),
);
for (const [, name = "", char = ""] of slackNames.matchAll(/(\S+) (\S+)/g)) characters.set(name, char);

/** Slack's tones 2 to 6 are Unicode's five; one belongs right after the (first) person or hand. */
const toned = (char: string, tone: number) =>
  char.replace(/(\p{Emoji_Modifier_Base})\ufe0f?/u, `$1${String.fromCodePoint(0x1f3fb + tone - 2)}`);

/** The character for a Slack emoji name such as `wave`, `wave::skin-tone-3` or `flag-gb`; undefined for any other. */
export function emojiOf(name: string): string | undefined {
  const [, base = name, tone] = /^(.+?)::skin-tone-([2-6])$/.exec(name) ?? [];
  const char = characters.get(base);
  return char && tone ? toned(char, Number(tone)) : char;
}

/**
 * The character of a hyphenated list of hexadecimal code points, as rich text gives it beside an emoji's name; undefined
 * where it is none (@slack/types 3.2.0, `RichTextEmoji.unicode`).
 */
export function charOf(unicode: string): string | undefined {
  const points = unicode.split("-").map((point) => (/^[0-9a-f]+$/i.test(point) ? Number.parseInt(point, 16) : -1));
  return points.every((point) => point >= 0 && point <= 0x10ffff) ? String.fromCodePoint(...points) : undefined;
}

/** Emoji for a half-typed name: those that begin with it, then those that have it inside, the shortest names first. */
export function emojiMatching(part: string, limit: number): NamedEmoji[] {
  const wanted = part.toLowerCase();
  const rank = (name: string) => (name.startsWith(wanted) ? 0 : 1_000) + name.length;
  return [...characters]
    .filter(([name]) => name.includes(wanted))
    .sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b))
    .slice(0, limit)
    .map(([name, char]) => ({ name, char }));
}
