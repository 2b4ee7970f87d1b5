/** Lengths of time in what people read, such as "3 minutes 20 seconds". */
const lasted = /\b\d+ (?:second|minute|hour|day)s?(?: \d+ (?:second|minute|hour)s?)?\b/g;
const isoTime = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z\b/g;
/** Slack's dates carry the same moment twice: as a number, and in words for those who cannot show it. */
const slackDate = /<!date\^\d+\^([^|>]*)(?:\|[^>]*)?>/g;
/** A delivery, as Slack names it. */
const request = /\b\d{13}\.\d+\.[0-9a-f]{24}\b/g;
/** A moment that is part of a name. */
const epochMs = /\b\d{13}\b/g;
const messageTs = /\b\d{10}\.\d{6}\b/g;
/** Slack's own name for a block that its author gave none. */
const ownBlockId = /^[A-Z0-9]{5}$/;
/** Anything past this is a moment: seconds or milliseconds since 1970. */
const firstMoment = 1_000_000_000;
/** How long it took ISB, in an event of its own. */
const measured = new Set(["duration"]);

/**
 * A copy that two runs have in common: Slack's and the bot's ids by their place of first appearance, moments and lengths of
 * time by a word. The world's own ids stay, because its seed gives the same ones as long as the same things happen in it.
 */
export const renumbered = <T>(value: T, { jobIds }: { jobIds: readonly string[] }): T => {
  const names = new Map<string, string>();
  const nameOf = (kind: string) => (id: string) => {
    const name = names.get(id) ?? `${kind}-${names.size + 1}`;
    names.set(id, name);
    return name;
  };
  const told = (text: string): string => {
    if (ownBlockId.test(text)) return "block";
    const plain = text
      .replaceAll(slackDate, "<time $1>")
      .replaceAll(isoTime, "time")
      .replaceAll(request, nameOf("request"))
      .replaceAll(epochMs, "time")
      .replaceAll(messageTs, nameOf("message"))
      .replaceAll(lasted, "a while");
    return jobIds.reduce((said, id, n) => said.replaceAll(id, `job-${n + 1}`), plain);
  };
  const walk = (each: unknown): unknown => {
    if (typeof each === "string") return told(each);
    if (typeof each === "number") return each > firstMoment ? "time" : each;
    if (Array.isArray(each)) return each.map(walk);
    if (typeof each !== "object" || each === null) return each;
    return Object.fromEntries(
      Object.entries(each).map(([key, inner]) => [key, measured.has(key) ? "a while" : walk(inner)]),
    );
  };
  return walk(value) as T;
};
