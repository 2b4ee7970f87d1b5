import type { Ask, CleanUp } from "./tidy.ts";

interface Message {
  ts: string;
  text?: string;
}

/** Deletes this run's messages from the channel: those that are known, and those that only their words tell of. */
export const cleanUpSlack: CleanUp = async (ask, { channel, run = "", posted }) => {
  if (channel === undefined) return [];
  const isOurs = ({ text = "" }: Message) => text.includes(run);
  const recent = await messagesOf(ask, "conversations.history", { channel, limit: "100" });
  const roots = new Set([...(recent ?? []).filter(isOurs).map(({ ts }) => ts), ...(posted ? [posted] : [])]);
  const left: string[] = recent
    ? []
    : [`perhaps a message with the word ${run} in ${channel}: Slack does not list them`];
  for (const root of roots) {
    const thread = (await messagesOf(ask, "conversations.replies", { channel, ts: root })) ?? [];
    // The first one last: a thread without it is not found again.
    for (const { ts } of thread.filter(isOurs).reverse()) {
      const answer = await call(ask, "chat.delete", { channel, ts });
      if (answer?.ok !== true && answer?.error !== "message_not_found")
        left.push(`the message ${ts} in ${channel}: Slack answers its deletion with ${answer?.error ?? "nothing"}`);
    }
  }
  return left;
};

const messagesOf = async (ask: Ask, method: string, params: Record<string, string>): Promise<Message[] | undefined> =>
  (await call(ask, method, params))?.messages;

async function call(
  ask: Ask,
  method: string,
  params: Record<string, string>,
): Promise<{ ok?: boolean; error?: string; messages?: Message[] } | undefined> {
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const body = String(new URLSearchParams(params));
  const came = await ask("bot", { method: "POST", path: `/api/${method}`, headers, body });
  return came instanceof Error || typeof came.body !== "object" ? undefined : (came.body as object);
}
