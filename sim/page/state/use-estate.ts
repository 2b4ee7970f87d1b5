import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { call, change, type Outcome } from "../api.ts";
import type { ClockSnapshot, FaultCatalogue, FaultOrder, FaultState, Trouble } from "./estate-wire.ts";
import { faultWords, titleOf } from "./estate-words.ts";

/** Real ms between two looks at what is switched on. Nothing tells the page of it: a fault ends by being used up. */
const lookEveryMs = 2_000;

/** The world behind Slack: its time and its trouble. Without a world (Slack alone) there is none of either. */
export interface Estate {
  clock: ClockSnapshot | undefined;
  /** Faults ordered one by one. */
  faults: readonly FaultOrder[];
  /** Ready sets, those that are on among them. */
  troubles: readonly Trouble[];
  /** Empty when there is no world to befall. */
  catalogue: FaultCatalogue;
  /** From 0 to 1: how many of the calls meet trouble by dice. */
  chaosRate: number;
  /** The same in words; undefined for none. */
  chaos: string | undefined;
  /** Everything that is switched on, a line each. */
  on: readonly string[];
  /** Sends a control call and looks again at once. */
  tell(path: string, body: object, method?: "POST" | "DELETE"): Promise<Outcome>;
  clearFaults(): Promise<Outcome>;
}

interface Found extends FaultState {
  troubles: Trouble[];
}

const nothing: Found = { faults: [], catalogue: {}, troubles: [] };

/** What is switched on; without a world behind this Slack there is nothing that could be. */
async function readTrouble(): Promise<Found> {
  const [faults, { troubles }] = await Promise.all([
    call<FaultState>("GET", "fault"),
    call<{ troubles: Trouble[] }>("GET", "trouble").catch(() => ({ troubles: [] })),
  ]);
  return { ...faults, troubles };
}

/** Keeps the last answer while its content stays, so that nothing is drawn again for nothing. */
function sameOr<T>(before: T, now: T): T {
  return JSON.stringify(before) === JSON.stringify(now) ? before : now;
}

/** Looks at the world every two seconds while this tab is looked at, and after everything it is told to do. */
export function useEstate(): Estate {
  const [clock, setClock] = useState<ClockSnapshot>();
  const [trouble, setTrouble] = useState(nothing);
  const hasWorld = useRef(true);

  const look = useCallback(async () => {
    const [time, found] = await Promise.all([
      call<ClockSnapshot>("GET", "clock").catch(() => undefined),
      hasWorld.current ? readTrouble().catch(() => undefined) : nothing,
    ]);
    if (time) setClock((before) => (isSamePace(before, time) ? before : time));
    // A Slack that tells the time and knows no faults stands alone: it is not asked again.
    if (time && !found) hasWorld.current = false;
    setTrouble((before) => sameOr(before, found ?? nothing));
  }, []);

  useEffect(() => {
    void look();
    const timer = setInterval(() => document.visibilityState === "visible" && void look(), lookEveryMs);
    return () => clearInterval(timer);
  }, [look]);

  return useMemo(() => {
    const tell = async (path: string, body: object, method: "POST" | "DELETE" = "POST") => {
      const outcome = await change(path, body, method);
      await look();
      return outcome;
    };
    const { catalogue, troubles, chaos: dice } = trouble;
    const faults = trouble.faults.filter((fault) => !fault.trouble);
    const chaosRate = dice?.rate ?? 0;
    const chaos = chaosRate > 0 ? `By dice: ${Math.round(chaosRate * 100)} of 100 calls` : undefined;
    const sets = troubles.filter(({ on }) => on).map(({ name }) => titleOf(name));
    return {
      clock,
      faults,
      troubles,
      catalogue,
      chaosRate,
      chaos,
      on: [...sets, ...faults.map(faultWords), ...(chaos ? [chaos] : [])],
      tell,
      async clearFaults() {
        if (chaos) await change("chaos", { rate: 0 });
        return tell("fault", {}, "DELETE");
      },
    };
  }, [clock, trouble, look]);
}

/** World ms by which two readings may differ and still be one clock that ran on: a turn of the event loop, sped up. */
const slackMs = 2_000;

function isSamePace(before: ClockSnapshot | undefined, now: ClockSnapshot): boolean {
  if (!before || before.speed !== now.speed || before.paused !== now.paused) return false;
  const expected = before.paused ? before.now : before.now + (now.real - before.real) * before.speed;
  return Math.abs(expected - now.now) < slackMs;
}
