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
    const near = nearest(
      word,
      users.flatMap((user) => emailOf(user) ?? []),
    );
    throw new BadInput(`Nobody in the local Slack is called ${word}.${near ? ` Did you mean ${near}?` : ""}`);
  }
  const dm = channels.find((channel) => channel.is_im && channel.user === found.id)?.id;
  return { id: found.id, email: emailOf(found) ?? found.id, ...(dm === undefined ? {} : { dm }) };
}

/** By id, `#name` or name, for a person who is in it. Throws `BadInput` with the nearest name. */
export function findChannel({ channels }: WorkspaceState, word: string, reader: Reader): Channel {
  const name = word.replace(/^#/, "");
  const found = channels.find((channel) => channel.id === word || (!channel.is_im && channel.name === name));
  if (found === undefined) {
    const near = nearest(
      name,
      channels.flatMap((channel) => (channel.is_im ? [] : channel.name)),
    );
    throw new BadInput(`The local Slack has no channel ${word}.${near ? ` Did you mean #${near}?` : ""}`);
  }
  if (!found.members.includes(reader.id)) throw new BadInput(`${reader.email} is not in ${channelName(found)}.`);
  return found;
}

export const channelName = (channel: Channel): string => (channel.is_im ? channel.id : `#${channel.name}`);
