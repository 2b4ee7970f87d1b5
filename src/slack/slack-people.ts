import type { WebClient } from "@slack/web-api";
import type { SlackProfile } from "../domain/person.ts";

interface SlackError {
  data?: { error?: string };
}

const errorName = (error: unknown): string | undefined => (error as SlackError).data?.error;

/** What Slack says of people and channels. All reject when Slack could not tell. */
export interface SlackDirectory {
  /** undefined when Slack knows nobody by this id. */
  profile(slackId: string): Promise<SlackProfile | undefined>;
  byEmail(email: string): Promise<string | undefined>;
  /** Whether people of other organisations read this channel. */
  isSharedChannel(channelId: string): Promise<boolean>;
}

type User = NonNullable<Awaited<ReturnType<WebClient["users"]["info"]>>["user"]>;

const standingOf = (user: User): SlackProfile["standing"] => {
  if (user.deleted) return "deactivated";
  if (user.is_bot) return "bot";
  if (user.is_stranger) return "stranger";
  return user.is_restricted || user.is_ultra_restricted ? "guest" : "member";
};

const profileOf = (slackId: string, user: User): SlackProfile => ({
  slackId,
  teamId: user.team_id ?? "",
  ...(user.enterprise_user?.enterprise_id ? { enterpriseId: user.enterprise_user.enterprise_id } : {}),
  ...(user.profile?.email ? { email: user.profile.email.toLowerCase() } : {}),
  name: user.profile?.real_name || user.real_name || user.name || slackId,
  ...(user.tz ? { tz: user.tz } : {}),
  standing: standingOf(user),
});

export const createSlackDirectory = (client: WebClient): SlackDirectory => ({
  async profile(slackId) {
    try {
      const { user } = await client.users.info({ user: slackId });
      return user && profileOf(slackId, user);
    } catch (error) {
      if (errorName(error) === "user_not_found") return undefined;
      throw error;
    }
  },
  async byEmail(email) {
    try {
      return (await client.users.lookupByEmail({ email })).user?.id;
    } catch (error) {
      if (errorName(error) === "users_not_found") return undefined;
      throw error;
    }
  },
  async isSharedChannel(channelId) {
    // Direct messages with the bot: their one reader is the asker, who is looked at anyway.
    if (channelId.startsWith("D")) return false;
    try {
      const { channel } = await client.conversations.info({ channel: channelId });
      return channel?.is_ext_shared === true || channel?.is_pending_ext_shared === true;
    } catch (error) {
      // A channel the bot may not see is nowhere it posts: there is nothing to keep from its readers.
      if (errorName(error) === "channel_not_found") return false;
      throw error;
    }
  },
});
