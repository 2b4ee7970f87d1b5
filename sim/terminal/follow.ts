import { type Bell, createBell } from "./bell.ts";
import { type Control, ControlError } from "./control.ts";
import type { Reader } from "./directory.ts";
import { type Seen, sortSeen } from "./seen.ts";
import type { Eyes } from "./sight.ts";
import { forgotten, isFilled, type Verdict, verdictOn } from "./verdict.ts";

/** Real ms. */
export interface FollowTimings {
  waitMs: number;
  /** Without a hint it looks again after this. */
  lookEveryMs?: number;
  /** A modal that shows no field by then is not going to. */
  formFillsWithinMs?: number;
}

export interface Followed {
  seen: Seen;
  /** Absent when the time was up. */
  verdict?: Verdict;
}

/** Looks that may fail one after another before the local Slack counts as gone: it may be started again meanwhile. */
const failuresBorne = 30;

/** Watches what one person sees of their command until nobody needs to watch it any longer, telling every change. */
export async function follow({
  control,
  eyes,
  reader,
  triggerId,
  timings: { waitMs, lookEveryMs = 1_000, formFillsWithinMs = 4_000 },
  onSeen,
  answered = false,
}: {
  control: Control;
  eyes: Eyes;
  reader: Reader;
  /** Of the command's delivery; without it the first card of this person is taken for the command's. */
  triggerId?: string | undefined;
  timings: FollowTimings;
  onSeen: (seen: Seen) => void;
  /** Whether what it waits for was answered already, so that it goes on. */
  answered?: boolean;
}): Promise<Followed> {
  const bell = createBell({ control, user: reader.id });
  const until = performance.now() + waitMs;
  let formSince: number | undefined;
  let last: Seen = { thread: [], private: [], dm: [] };
  try {
    for (;;) {
      const sight = await look(eyes, bell, lookEveryMs);
      if (sight.isAnew) return { seen: last, verdict: forgotten };
      const seen = sortSeen(sight, { userId: reader.id, triggerId });
      last = seen;
      onSeen(seen);
      const verdict = verdictOn(seen, { answered });
      if (verdict) return { seen, verdict };
      if (seen.form && !seen.card && !isFilled(seen.form)) {
        formSince ??= performance.now();
        if (performance.now() - formSince > formFillsWithinMs)
          return { seen, verdict: { state: "refused", exitCode: 1 } };
      }
      const leftMs = until - performance.now();
      if (leftMs <= 0) return { seen };
      await bell.next(Math.min(lookEveryMs, leftMs));
    }
  } finally {
    bell.close();
  }
}

/** Bears a local Slack that does not answer for some looks. */
async function look(eyes: Eyes, bell: Bell, againAfterMs: number) {
  for (let failures = 1; ; failures++) {
    try {
      return await eyes.look();
    } catch (error) {
      if (error instanceof ControlError || failures === failuresBorne) throw error;
      await bell.next(againAfterMs);
    }
  }
}
