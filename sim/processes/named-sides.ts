import { createHash } from "node:crypto";
import { z } from "zod";

/** It becomes part of a folder's name, so letters and digits alone. */
const id = z.string().regex(/^[A-Za-z0-9]{1,32}$/);

/** Which side of a start is real and whose it is, as it may be written down and shown: names, no secrets. */
export const namedSidesShape = z.discriminatedUnion("real", [
  z.object({ real: z.literal("none") }),
  z.object({ real: z.literal("slack"), id, whose: z.string() }),
  z.object({ real: z.literal("aws"), id, whose: z.string() }),
]);
export type NamedSides = z.infer<typeof namedSidesShape>;

export const allLocal: NamedSides = { real: "none" };

/** A real workspace, by its team id. */
export const workspaceSides = ({ teamId, teamName }: { teamId: string; teamName: string }): NamedSides => ({
  real: "slack",
  id: teamId,
  whose: `${teamName}, ${teamId}`,
});

/** A real ISB, by its API's address and by who speaks to it here: another person's jobs are not theirs to go on with. */
export function organisationSides({ isbUrl, me }: { isbUrl: string; me: string }): NamedSides {
  const { host, pathname } = new URL(isbUrl);
  const address = `${host}${pathname.replace(/\/+$/, "")}`;
  const hash = createHash("sha256").update(`${address} ${me.toLowerCase()}`).digest("hex");
  return { real: "aws", id: hash.slice(0, 12), whose: `${address}, as ${me.toLowerCase()}` };
}

/** Where the world and the jobs of these sides stand within a place: jobs must never go on with other sides than they began with. */
export function sidesFolder(sides: NamedSides): string {
  if (sides.real === "slack") return `slack-real-${sides.id}+aws-local`;
  if (sides.real === "aws") return `slack-local+aws-real-${sides.id}`;
  return ".";
}

export const areSame = (one: NamedSides, other: NamedSides): boolean => sidesFolder(one) === sidesFolder(other);

/** What is local and what is real, in a sentence for people; undefined when all is local. */
export function sidesInWords(sides: NamedSides): string | undefined {
  if (sides.real === "slack")
    return `Slack is real (${sides.whose}): the bot is in that workspace. AWS, ISB and the bot's jobs are local.`;
  if (sides.real === "aws")
    return `AWS and ISB are REAL (${sides.whose}): what the bot changes there is changed. Slack and the bot's jobs are local.`;
  return undefined;
}

/** Why a start with the sides `asked` may not touch what `runs` with others. */
export const refusalOf = ({ runs, asked }: { runs: NamedSides; asked: NamedSides }): string =>
  `What runs here has other sides than this start.
  Runs:      ${sidesInWords(runs) ?? "All of it is local."}
  Asked for: ${sidesInWords(asked) ?? "All of it is local."}
Give the flags and the environment that it was started with, or stop it first: npm run estate -- stop`;
