import { type Block, Message } from "slack-blocks-to-jsx";
import { nameOfUser, useWorkspace } from "../state/workspace-context.tsx";
import { Broadcast, ChannelMention, Emoji, SlackDate, UserMention } from "../text/mrkdwn.tsx";

/**
 * Block types that slack-blocks-to-jsx 1.1.1 draws and that hold no text objects it could misread.
 * What people click or type into is ours: the library has no callbacks.
 */
export const libraryTypes = new Set(["rich_text", "markdown", "data_visualization"]);

/** One display block, drawn by the library, with our mentions, dates and emoji inside. */
export function LibraryBlock({ block }: { block: { type: string; block_id?: string | undefined } }) {
  const { state } = useWorkspace();
  // The library uses the block id as an HTML id, which would not be unique on a page with two messages.
  const { block_id: _, ...data } = block;
  return (
    <Message
      blocks={[data as Block]}
      name=""
      logo=""
      theme="light"
      withoutWrapper
      data={{ users: state.users.map((user) => ({ id: user.id, name: nameOfUser(user) })) }}
      hooks={{
        user: ({ id }) => <UserMention id={id} />,
        channel: ({ id }) => <ChannelMention id={id} />,
        atHere: () => <Broadcast range="here" />,
        atChannel: () => <Broadcast range="channel" />,
        atEveryone: () => <Broadcast range="everyone" />,
        emoji: ({ name }) => <Emoji name={name} />,
        date: ({ timestamp, format, link, fallback }) => (
          <SlackDate seconds={Number(timestamp)} format={format} href={link ?? undefined} fallback={fallback} />
        ),
      }}
    />
  );
}
