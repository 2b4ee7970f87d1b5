import { nearest } from "../nearest.ts";
import type { Channel, User, WorkspaceState } from "./wire.ts";

/** A word of the person at the terminal that means nothing here, in a sentence. */
export class BadInput extends Error {}

/** Somebody in the workspace, and their direct messages with the app where these are open. */
export interface Reader {
  id: string;
  email: string;
  dm?: string;
}

const emailOf = ({ profile }: User): string | undefined => profile?.email;

/** By email, Slack id or name. Throws `BadInput` with the nearest email. */
export function findReader({ users, channels }: WorkspaceState, word: string): Reader {
  const wanted = word.toLowerCase().replace(/^@/, "");
  const found = users.find((user) =>
    [user.id, user.name, emailOf(user)].some((each) => each?.toLowerCase() === wanted),
  );
  if (found === undefined) {
    const emails = users.flatMap((user) => emailOf(user) ?? []);
    throw new BadInput(`Nobody in the local Slack is called ${word}. ${nearestOrAll(word, emails)}`);
  }
  const dm = channels.find((channel) => channel.is_im && channel.user === found.id)?.id;
  return { id: found.id, email: emailOf(found) ?? found.id, ...(dm === undefined ? {} : { dm }) };
}

/** By id, `#name` or name, for a person who is in it. Throws `BadInput` with the nearest name. */
export function findChannel({ channels }: WorkspaceState, word: string, reader: Reader): Channel {
  const name = word.replace(/^#/, "");
  const found = channels.find((channel) => channel.id === word || (!channel.is_im && channel.name === name));
  if (found === undefined) {
    const names = channels.flatMap((channel) => (channel.is_im ? [] : `#${channel.name}`));
    throw new BadInput(`The local Slack has no channel ${word}. ${nearestOrAll(`#${name}`, names)}`);
  }
  if (!found.members.includes(reader.id)) throw new BadInput(`${reader.email} is not in ${channelName(found)}.`);
  return found;
}

/** A scenario may have many people. */
const mostListed = 12;

function nearestOrAll(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  if (near) return `Did you mean ${near}?`;
  const more = known.length - mostListed;
  return `There is ${known.slice(0, mostListed).join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
}

export const channelName = (channel: Channel): string => (channel.is_im ? channel.id : `#${channel.name}`);
