import type { Acts } from "../state/use-acts.ts";
import { nameOfUser, useWorkspace } from "../state/workspace-context.tsx";
import { emojiOf } from "../text/emoji.ts";
import type { Reaction } from "../wire.ts";
import { EmojiButton } from "./emoji-button.tsx";

/** `A, B and C reacted with :eyes:` */
function wordsOf({ name, users }: Reaction, nameOf: (id: string) => string): string {
  const names = users.map(nameOf);
  const last = names.pop();
  return `${names.length ? `${names.join(", ")} and ` : ""}${last} reacted with :${name}:`;
}

/** The emoji under a message. A press adds one's own, or takes it back. */
export function Reactions({ reactions, acts }: { reactions: readonly Reaction[]; acts: Acts }) {
  const { state, me } = useWorkspace();
  const nameOf = (id: string) => {
    if (id === me.id) return "You";
    const user = state.users.find((each) => each.id === id);
    return user ? nameOfUser(user) : id;
  };
  return (
    <div className="reactions">
      {reactions.map((reaction) => (
        <button
          key={reaction.name}
          type="button"
          className="reaction"
          aria-pressed={reaction.users.includes(me.id)}
          title={wordsOf(reaction, nameOf)}
          aria-label={`${reaction.count}, ${wordsOf(reaction, nameOf)}`}
          onClick={() => acts.react(reaction.name)}
        >
          <span aria-hidden="true">{emojiOf(reaction.name) ?? `:${reaction.name}:`}</span> {reaction.count}
        </button>
      ))}
      <EmojiButton label="Add a reaction" className="reaction reaction-add" onPick={acts.react} />
    </div>
  );
}
