import { type Names, plainText } from "./plain-text.ts";
import type { Seen } from "./seen.ts";
import type { Message } from "./wire.ts";

/** What `--json` prints: all of it is what the person who asked could read in Slack. */
export interface Report {
  /** The job's state; "answered", "refused" or "form" without a job; "no-answer" when nothing came, "not-sent" when it never left, "forgotten" when the estate was begun anew. */
  state: string;
  jobId: string | null;
  private: string[];
  dm: string[];
  card: { text: string; steps: { name: string; status: string }[] } | null;
  thread: string[];
  result: unknown;
}

/** The report on what was seen in the end. */
export function reportOn(state: string, seen: Seen | undefined, names: Names): Report {
  const texts = (messages: readonly Message[] = []) => messages.map(({ text }) => plainText(text, names));
  const { card } = seen ?? {};
  return {
    state,
    jobId: card?.jobId ?? null,
    private: texts(seen?.private),
    dm: texts(seen?.dm),
    card: card ? { text: plainText(card.message.text, names), steps: card.steps } : null,
    thread: texts(seen?.thread),
    result: seen?.result ?? null,
  };
}
