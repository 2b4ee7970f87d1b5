import { newSecret } from "./tokens.ts";
import type { WallClock } from "./workspace.ts";

/** Real ms after its end that a trigger id is still told from one that never was: longer than anybody tries one again. */
const rememberMs = 600_000;

/** What a trigger id is good for. */
export interface Trigger {
  userId: string;
  /** The modal the person was in; needed to push onto its stack. */
  viewId?: string;
}

export type TriggerError = "invalid_trigger_id" | "expired_trigger_id" | "exchanged_trigger_id";

/** One-use passes that let the app open a view in answer to a person. */
export interface Triggers {
  issue(trigger: Trigger): string;
  /** Uses a trigger up; a second use and a late one are errors, as in Slack. */
  exchange(id: string): Trigger | { error: TriggerError };
  reset(): void;
}

/** Creates the trigger ids of one workspace; `lifetimeMs` is real time. */
export function createTriggers({ wall, lifetimeMs }: { wall: WallClock; lifetimeMs: number }): Triggers {
  const issued = new Map<string, { trigger: Trigger; at: number; used: boolean }>();
  let count = 0;

  function forgetOld(): void {
    for (const [id, { at }] of issued) {
      // In the order in which they were issued.
      if (wall.now() - at <= lifetimeMs + rememberMs) return;
      issued.delete(id);
    }
  }

  return {
    issue(trigger) {
      forgetOld();
      const id = `${wall.now()}.${++count}.${newSecret()}`;
      issued.set(id, { trigger, at: wall.now(), used: false });
      return id;
    },
    exchange(id) {
      const entry = issued.get(id);
      if (entry === undefined) return { error: "invalid_trigger_id" };
      if (entry.used) return { error: "exchanged_trigger_id" };
      if (wall.now() - entry.at > lifetimeMs) return { error: "expired_trigger_id" };
      entry.used = true;
      return entry.trigger;
    },
    reset: () => issued.clear(),
  };
}
