import { useEffect, useRef, useState } from "react";
import { call } from "../api.ts";
import type { ClockSnapshot } from "../wire.ts";
import { createRefresher } from "./refresher.ts";
import { type EstateCall, type Line, lineOfCall, lineOfSlack, type SlackEntry } from "./traffic.ts";

/** Real ms between two looks: calls to AWS and ISB give no hint. */
const lookEveryMs = 1_500;
/** Lines kept on the page. */
const most = 2_000;

/** Reads one of the two logs from where it left off. An entry that was answered meanwhile comes again. */
function createTail<T extends { n: number }>(path: (since: number) => string) {
  let since = 0;
  let isThere = true;
  return async (): Promise<T[]> => {
    if (!isThere) return [];
    const { log, next } = await call<{ log: T[]; next?: number }>("GET", path(since)).catch(() => {
      isThere = since > 0;
      return { log: [], next: since };
    });
    since = next ?? log.at(-1)?.n ?? since;
    return log;
  };
}

/** What crossed the wire, oldest first, and how to begin with an empty list. `hints` counts what Slack told of its log. */
export function useTraffic(hints: number, clock: ClockSnapshot | undefined): { lines: readonly Line[]; clear(): void } {
  const [lines, setLines] = useState<readonly Line[]>([]);
  const pace = useRef(clock);
  pace.current = clock;
  const look = useRef<() => Promise<void>>(undefined);
  look.current ??= readBoth();

  function readBoth() {
    const slack = createTail<SlackEntry>((since) => `log?most=${most}&since=${since}`);
    const estate = createTail<EstateCall>((since) => `calls?since=${since}`);
    return createRefresher(async () => {
      const [said, called] = await Promise.all([slack(), estate()]);
      if (said.length + called.length === 0) return;
      const fresh = [...said.map(lineOfSlack), ...called.map((each) => lineOfCall(each, pace.current))];
      setLines((before) => {
        const byKey = new Map([...before, ...fresh].map((line) => [line.key, line]));
        return [...byKey.values()].sort((a, b) => a.at - b.at).slice(-most);
      });
    });
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: every hint is a reason to look
  useEffect(() => void look.current?.(), [hints]);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && void look.current?.(), lookEveryMs);
    return () => clearInterval(timer);
  }, []);
  return { lines, clear: () => setLines([]) };
}
