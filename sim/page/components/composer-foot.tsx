import { takeShortcut } from "../api.ts";
import { nameOfApp, useWorkspace } from "../state/workspace-context.tsx";
import type { Channel } from "../wire.ts";
import { EmojiButton } from "./emoji-button.tsx";
import { At, Bolt, Send, Slash } from "./icons.tsx";
import { MenuButton } from "./menu-button.tsx";

/** Below the text: shortcuts, emoji, people, commands, and the button that sends. */
export function ComposerFoot(props: {
  channel: Channel;
  isReply: boolean;
  /** What is under way, if anything. */
  running: string | undefined;
  canSend: boolean;
  /** Puts text where the caret is. */
  onInsert(text: string): void;
  onProblem(words: string): void;
}) {
  const { isReply, running, canSend, onInsert, onProblem } = props;
  const workspace = useWorkspace();
  const { state, me } = workspace;
  const shortcuts = (state.shortcuts ?? []).filter(({ type }) => type === "global");
  const take = async (name: string, callbackId: string) => {
    const { ok, error } = await takeShortcut(me.id, callbackId);
    if (!ok) onProblem(`“${name}” did not work (${error ?? "no reason given"}).`);
  };
  return (
    <div className="composer-foot">
      {shortcuts.length > 0 && (
        <MenuButton
          label="Shortcuts"
          entries={shortcuts.map(({ name, callback_id: id }) => ({
            key: id,
            text: name,
            aside: nameOfApp(workspace),
            choose: () => void take(name, id),
          }))}
        >
          <Bolt size={18} />
        </MenuButton>
      )}
      <EmojiButton label="Emoji" sizePx={18} onPick={(name) => onInsert(`:${name}: `)} />
      <button
        type="button"
        className="button-icon"
        aria-label="Mention someone"
        title="Mention someone"
        onClick={() => onInsert("@")}
      >
        <At size={18} />
      </button>
      {!isReply && (
        <button
          type="button"
          className="button-icon"
          aria-label="Slash commands"
          title="Slash commands"
          onClick={() => onInsert("/")}
        >
          <Slash size={18} />
        </button>
      )}
      <span className="composer-running" role="status">
        {running && `Running ${running}…`}
      </span>
      <button
        type="submit"
        className={canSend ? "composer-send ready" : "composer-send"}
        aria-label={isReply ? "Send reply" : "Send message"}
        disabled={!canSend}
      >
        <Send size={16} />
      </button>
    </div>
  );
}
