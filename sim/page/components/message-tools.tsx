import type { MenuEntry } from "../elements/menu.tsx";
import { permalinkOf } from "../state/permalink.ts";
import type { Acts } from "../state/use-acts.ts";
import { nameOfApp, useWorkspace } from "../state/workspace-context.tsx";
import { emojiOf } from "../text/emoji.ts";
import type { Message } from "../wire.ts";
import { EmojiButton } from "./emoji-button.tsx";
import { Dots, Pencil, Reply } from "./icons.tsx";
import { MenuButton } from "./menu-button.tsx";

/** The three that Slack puts at hand. */
const quick = ["white_check_mark", "eyes", "raised_hands"];

/** What hangs at a message under the pointer or the focus: react, reply, and the rest in a menu. */
export function MessageTools(props: {
  channel: string;
  message: Message;
  acts: Acts;
  threadHref?: string;
  onEdit(): void;
  onDelete(): void;
}) {
  const { channel, message, acts, threadHref } = props;
  const workspace = useWorkspace();
  const { state, me } = workspace;
  const isOwn = message.user === me.id;
  const shortcuts = (state.shortcuts ?? []).filter(({ type }) => type === "message");
  const entries: MenuEntry[] = [
    {
      key: "link",
      text: "Copy link",
      choose: () => void navigator.clipboard.writeText(permalinkOf(location.origin, channel, message)).catch(() => {}),
    },
    ...shortcuts.map((shortcut) => ({
      key: shortcut.callback_id,
      text: shortcut.name,
      aside: nameOfApp(workspace),
      choose: () => acts.shortcut(shortcut.callback_id),
    })),
    ...(isOwn
      ? [
          { key: "edit", text: "Edit message", aside: "E", choose: props.onEdit },
          { key: "delete", text: "Delete message…", isGrave: true, choose: props.onDelete },
        ]
      : []),
  ];
  return (
    <div className="message-tools" role="toolbar" aria-label="Message actions">
      {quick.map((name) => (
        <button
          key={name}
          type="button"
          className="button-icon message-quick"
          aria-label={`React with ${name.replaceAll("_", " ")}`}
          title={`:${name}:`}
          onClick={() => acts.react(name)}
        >
          {emojiOf(name)}
        </button>
      ))}
      <EmojiButton label="Find another reaction" shortKey="r" onPick={acts.react} />
      {threadHref && (
        <a href={threadHref} className="button-icon" aria-label="Reply in thread" title="Reply in thread" data-key="t">
          <Reply size={16} />
        </a>
      )}
      {isOwn && (
        <button
          type="button"
          className="button-icon"
          aria-label="Edit message"
          title="Edit message"
          data-key="e"
          onClick={props.onEdit}
        >
          <Pencil size={16} />
        </button>
      )}
      <MenuButton label="More message actions" entries={entries}>
        <Dots size={16} />
      </MenuButton>
    </div>
  );
}
