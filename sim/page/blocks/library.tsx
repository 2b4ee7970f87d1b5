import { type Block, Message } from "slack-blocks-to-jsx";
import { nameOfUser, useWorkspace } from "../state/workspace-context.tsx";
import { Broadcast, ChannelMention, Emoji, GroupMention, Link, SlackDate, UserMention } from "../text/mrkdwn.tsx";
import { useShownTheme } from "./shown-theme.ts";

/** What every block has; the library's own types know the rest. */
interface AnyBlock {
  type: string;
  block_id?: string | undefined;
}

const toned = (name: string, tone: number | undefined) => (tone && tone > 1 ? `${name}::skin-tone-${tone}` : name);

/**
 * One display block that slack-blocks-to-jsx 1.1.1 draws (rich text, Markdown, charts), with our mentions, dates, links
 * and emoji inside. What people click or type into is ours, since the library has no callbacks; so is what holds text
 * objects, which it misreads (see `text/mrkdwn.tsx`).
 */
export function LibraryBlock({ block }: { block: AnyBlock }) {
  const { state } = useWorkspace();
  const theme = useShownTheme();
  // The library uses the block id as an HTML id, which would not be unique on a page with two messages.
  const { block_id: _, ...data } = block;
  return (
    <Message
      blocks={[data as Block]}
      name=""
      logo=""
      theme={theme}
      withoutWrapper
      data={{ users: state.users.map((user) => ({ id: user.id, name: nameOfUser(user) })) }}
      hooks={{
        user: ({ id }) => <UserMention id={id} />,
        channel: ({ id }) => <ChannelMention id={id} />,
        usergroup: ({ name }) => <GroupMention label={name} />,
        atHere: () => <Broadcast range="here" />,
        atChannel: () => <Broadcast range="channel" />,
        atEveryone: () => <Broadcast range="everyone" />,
        emoji: ({ name, unicode, skin_tone: tone }) => <Emoji name={toned(name, tone)} unicode={unicode} />,
        link: ({ href, children }) => <Link href={href}>{children}</Link>,
        date: ({ timestamp, format, link, fallback }) => (
          <SlackDate seconds={Number(timestamp)} format={format} href={link ?? undefined} fallback={fallback} />
        ),
      }}
    />
  );
}
