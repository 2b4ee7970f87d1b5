import type { Message } from "../wire.ts";
import { nameOfUser, useWorkspace } from "./workspace-context.tsx";

/** Who wrote a message: the app may write under a name of its own choice. */
export function useAuthor(message: Message): { id: string; name: string; isApp: boolean } {
  const { state } = useWorkspace();
  const user = state.users.find((each) => each.id === message.user);
  if (message.user === "USLACKBOT") return { id: message.user, name: "Slackbot", isApp: false };
  const isApp = Boolean(message.bot_id) || user?.is_bot === true;
  const name =
    message.username ?? (user ? nameOfUser(user) : isApp ? (state.app.name ?? "app") : (message.user ?? "Slackbot"));
  return { id: message.user ?? message.bot_id ?? name, name, isApp };
}
