import type { Journal } from "../keep/journal.ts";
import type { KeptChannel } from "./channels.ts";
import type { SlackFile } from "./files.ts";
import type { Message } from "./messages.ts";
import type { Parts } from "./parts.ts";

type Keepers = Pick<Parts, "channels" | "messages" | "views" | "files" | "responseUrls">;
type KeptFile = Omit<SlackFile, "bytes">;

const messageKey = "message/";
const bytesKey = "bytes/";

/**
 * Puts back what the journal holds, and answers how to write down what has changed since. Not kept: triggers, which live
 * three seconds, rates, the record of traffic, messages for later and answers that are still being streamed.
 */
export function keepSlack({ channels, messages, views, files, responseUrls }: Keepers, journal: Journal): () => void {
  restore({ channels, messages, views, files, responseUrls }, journal.entries);
  const stored = new Set(keysOf(journal.entries, bytesKey));

  function keepFiles(): void {
    const all = files.all();
    journal.put(
      "files",
      all.map(({ bytes: _, ...file }): KeptFile => file),
    );
    for (const { id, bytes } of all) {
      if (bytes === undefined || stored.has(id)) continue;
      journal.put(`${bytesKey}${id}`, bytes.toString("base64"));
      stored.add(id);
    }
    const there = new Set(all.map(({ id }) => id));
    for (const id of stored) {
      if (there.has(id)) continue;
      journal.put(`${bytesKey}${id}`, undefined);
      stored.delete(id);
    }
  }

  return () => {
    for (const [key, message] of messages.keep()) journal.put(`${messageKey}${key}`, message);
    journal.put("channels", channels.keep());
    journal.put("views", views.keep());
    journal.put("responseUrls", responseUrls.keep());
    keepFiles();
  };
}

function restore(
  { channels, messages, views, files, responseUrls }: Keepers,
  entries: ReadonlyMap<string, unknown>,
): void {
  const held = <T>(key: string) => entries.get(key) as T | undefined;
  const kept = held<KeptChannel[]>("channels");
  if (kept === undefined) return;
  channels.restore(kept);
  messages.restore(keysOf(entries, messageKey).map((key) => [key, held<Message>(`${messageKey}${key}`) as Message]));
  views.restore(held("views") ?? { stacks: [], homes: [] });
  responseUrls.restore(held("responseUrls") ?? []);
  for (const file of held<KeptFile[]>("files") ?? []) {
    const bytes = held<string>(`${bytesKey}${file.id}`);
    files.restore({ ...file, bytes: bytes === undefined ? undefined : Buffer.from(bytes, "base64") });
  }
}

/** What stands behind this beginning in the keys that have it. */
const keysOf = (entries: ReadonlyMap<string, unknown>, beginning: string): string[] =>
  [...entries.keys()].filter((key) => key.startsWith(beginning)).map((key) => key.slice(beginning.length));
