/** Lengths of time in what people read, such as "in 3 minutes 20 seconds". */
const lasted = /\b\d+ (?:second|minute|hour|day)s?(?: \d+ (?:second|minute|hour)s?)?\b/g;
const isoTime = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z\b/g;
/** Slack's dates carry the same moment twice: as a number, and in words for those who cannot show it. */
const slackDate = /<!date\^\d+\^([^|>]*)(?:\|[^>]*)?>/g;
const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;
const messageTs = /\b\d{10}\.\d{6}\b/g;
/** Anything past this is a moment: seconds or milliseconds since 1970. */
const firstMoment = 1_000_000_000;
/** How long it took ISB, in an event of its own. */
const measured = new Set(["duration"]);

/** A copy with every id told by its place of first appearance and every moment by the word "time". */
export const renumbered = <T>(value: T, { jobIds }: { jobIds: readonly string[] }): T => {
  const names = new Map<string, string>(jobIds.map((id, n) => [id, `job-${n + 1}`]));
  const nameOf = (kind: string) => (id: string) => {
    const known = names.get(id);
    if (known) return known;
    const name = `${kind}-${names.size + 1}`;
    names.set(id, name);
    // ISB's leases are told apart by the beginning of theirs.
    if (kind === "id") names.set(id.slice(0, 8), `${name}-short`);
    return name;
  };
  const told = (text: string): string => {
    const plain = text
      .replaceAll(slackDate, "<time $1>")
      .replaceAll(isoTime, "time")
      .replaceAll(messageTs, nameOf("ts"))
      .replaceAll(uuid, nameOf("id"))
      .replaceAll(lasted, "a while");
    return [...names].reduce((said, [id, name]) => said.replaceAll(id, name), plain);
  };
  const walk = (each: unknown): unknown => {
    if (typeof each === "string") return told(each);
    if (typeof each === "number") return each > firstMoment ? "time" : each;
    if (Array.isArray(each)) return each.map(walk);
    if (typeof each !== "object" || each === null) return each;
    return Object.fromEntries(
      Object.entries(each).map(([key, inner]) => [told(key), measured.has(key) ? "a while" : walk(inner)]),
    );
  };
  return walk(value) as T;
};
