import { z } from "zod";

const stateShape = z.looseObject({ app: z.looseObject({ connections: z.number() }) });

/** Real ms. */
const lookEveryMs = 100;

/** Resolves when an app has opened a socket to this local Slack: a bot whose Slack went away comes back after some seconds. False when it has not within `giveUpAfterMs`, or before `stop` was aborted. */
export async function botConnected(
  slackUrl: string,
  { giveUpAfterMs = 20_000, stop }: { giveUpAfterMs?: number; stop?: AbortSignal | undefined } = {},
): Promise<boolean> {
  const until = performance.now() + giveUpAfterMs;
  while (performance.now() < until && !stop?.aborted) {
    // A kept connection to the one that listened there before may be met first.
    const answer = await fetch(`${slackUrl}/_control/state`)
      .then((response) => response.json())
      .catch(() => undefined);
    if ((stateShape.safeParse(answer).data?.app.connections ?? 0) > 0) return true;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  return false;
}
