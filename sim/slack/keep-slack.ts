import type { Journal } from "../keep/journal.ts";
import type { Change, Keeper } from "./kept.ts";
import type { Parts } from "./parts.ts";

/** A keeper of whatever it is: what it is given back is what it gave. */
type AnyKeeper = { keep(): Change<unknown>[]; restore: Keeper<never>["restore"] };

/**
 * What outlives the process, by the beginning of its keys. Not kept: triggers, which live three seconds; rates; the
 * record of traffic; deliveries that could be sent again; tokens that were revoked.
 */
const keepersOf = (parts: Parts) =>
  ({
    channel: parts.channels,
    message: parts.messages,
    view: parts.views,
    file: parts.files,
    responseUrl: parts.responseUrls,
    scheduled: parts.scheduled,
    stream: parts.streams,
    step: parts.executions,
    assistant: parts.assistantThreads,
    history: historyOf(parts),
  }) satisfies Record<string, AnyKeeper>;

/** By its name whoever watches a restart knows that what they saw is there still. */
function historyOf(parts: Parts): Keeper<string> {
  let written: string | undefined;
  return {
    keep() {
      if (parts.history === written) return [];
      written = parts.history;
      return [["name", written]];
    },
    restore(kept) {
      for (const [, name] of kept) {
        parts.history = name;
        written = name;
      }
    },
  };
}

/** Puts back what the journal holds, and answers how to write down what has changed since: nothing, most of the time. */
export function keepSlack(parts: Parts, journal: Journal): () => void {
  const keepers = Object.entries<AnyKeeper>(keepersOf(parts));
  restore(keepers, journal);
  return () => {
    for (const [name, keeper] of keepers) {
      for (const [key, value] of keeper.keep()) journal.put(`${name}/${key}`, value);
    }
  };
}

function restore(keepers: [name: string, keeper: AnyKeeper][], journal: Journal): void {
  const held = Map.groupBy(journal.entries, ([key]) => key.split("/", 1)[0]);
  // A workspace has channels: what is there without them is of another form, and would only be in the way.
  if (!held.has("channel")) {
    for (const key of journal.entries.keys()) journal.put(key, undefined);
    return;
  }
  for (const [name, keeper] of keepers) {
    const own = (held.get(name) ?? []).map(([key, value]) => [key.slice(name.length + 1), value as never] as const);
    keeper.restore(own);
  }
}
