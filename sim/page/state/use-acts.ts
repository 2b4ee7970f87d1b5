import { useMemo, useState } from "react";
import { deleteMessage, editMessage, type Outcome, react, takeShortcut } from "../api.ts";
import type { Message, Reaction } from "../wire.ts";
import { useWorkspace } from "./workspace-context.tsx";

/** What a person may do to a message, and why the last of it did not work. */
export interface Acts {
  problem: string;
  /** Adds one's reaction, or takes it back. */
  react(name: string): void;
  edit(text: string): Promise<boolean>;
  remove(): void;
  shortcut(callbackId: string): void;
}

export const hasReacted = (reactions: readonly Reaction[] | undefined, name: string, user: string): boolean =>
  (reactions ?? []).some((each) => each.name === name && each.users.includes(user));

/** Acts on one message as the present person; the change itself comes back over the wire like everybody else's. */
export function useActs(channel: string, message: Message): Acts {
  const { me } = useWorkspace();
  const [problem, setProblem] = useState("");
  const { ts, reactions } = message;
  return useMemo(() => {
    const at = { channel, messageTs: ts, user: me.id };
    const told = async (sent: Promise<Outcome>) => {
      const { ok, error } = await sent;
      setProblem(ok ? "" : `This did not work (${error ?? "no reason given"}).`);
      return ok;
    };
    return {
      problem,
      react: (name) => void told(react(at, name, !hasReacted(reactions, name, me.id))),
      edit: (text) => told(editMessage(at, text)),
      remove: () => void told(deleteMessage(at)),
      shortcut: (callbackId) => void told(takeShortcut(me.id, callbackId, { channel, messageTs: ts })),
    };
  }, [channel, ts, reactions, me.id, problem]);
}
