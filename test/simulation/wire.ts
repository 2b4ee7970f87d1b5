import type { Host } from "./host.ts";
import type { Process } from "./process.ts";
import type { Trace } from "./trace.ts";

/** What becomes of one call to the outside, as seen from both ends. Milliseconds after it left. */
export type Fate =
  | { is: "answered"; landsMs: number; answersMs: number }
  /** The other end said no at its door. */
  | { is: "refused"; error: unknown; answersMs: number }
  /** It never arrived. */
  | { is: "lost"; error: unknown; answersMs: number }
  /** It was done, and nobody heard so. */
  | { is: "unheard"; error: unknown; landsMs: number; answersMs: number }
  /** The caller had long given up when it was done. */
  | { is: "late"; error: unknown; answersMs: number; landsMs: number }
  /** Done without an answer, so the caller's library sent it again, and tells what came of the second. */
  | { is: "twice"; landsMs: number; againMs: number; answersMs: number };

/** What befalls the process that calls: before the call leaves, while it is on its way, or before its answer is heard. */
export interface Mishap {
  at: "leaving" | "flying" | "landed";
  is: "dies" | "freezes";
  forMs: number;
}

export interface Call<T> {
  what: string;
  fate: Fate;
  /** How much likelier than elsewhere a mishap is here, by default 1; 0 for what is asked all day long, which would draw all of them upon itself. */
  danger?: number;
  /** Does it, at the other end. `held`: the caller was frozen before it left. */
  execute: (held: boolean) => Promise<T>;
}

export interface Wire {
  call<T>(call: Call<T>): Promise<T>;
}

type Outcome<T> = { ok: true; value: T } | { ok: false; error: unknown };

/** How one process reaches everything outside itself. */
export const createWire = ({
  host,
  process,
  trace,
  mishap,
}: {
  host: Host;
  process: Process;
  trace: Trace;
  mishap: (danger: number) => Mishap | undefined;
}): Wire => {
  const befall = ({ is, forMs }: Mishap): void => {
    trace.note(process.name, is === "dies" ? "DIES" : `FREEZES for ${forMs} ms`);
    if (is === "dies") process.kill();
    else process.freeze(forMs);
  };

  return {
    call: <T>({ what, fate, danger = 1, execute }: Call<T>) =>
      new Promise<T>((resolve, reject) => {
        if (process.dead) return;
        const mine = mishap(danger);
        const asked = host.now();
        if (mine?.at === "leaving") befall(mine);
        const answer = (outcome: Outcome<T>): void =>
          process.deliver(() => (outcome.ok ? resolve(outcome.value) : reject(outcome.error)));

        process.deliver(() => {
          const held = host.now() > asked;
          const land = async (said: string): Promise<Outcome<T>> => {
            const outcome: Outcome<T> = await execute(held).then(
              (value) => ({ ok: true, value }),
              (error) => ({ ok: false, error }),
            );
            trace.note(
              process.name,
              outcome.ok ? `${what}${said}` : `${what}${said}: ${(outcome.error as Error).message}`,
            );
            if (mine?.at === "landed" && !process.dead) befall(mine);
            return outcome;
          };
          const fails = ({ error, answersMs }: { error: unknown; answersMs: number }, said: string): void => {
            host.after(answersMs, () => {
              trace.note(process.name, `${what} (${said})`);
              answer({ ok: false, error });
            });
          };
          const goes = (): void => {
            switch (fate.is) {
              case "answered":
                host.after(fate.landsMs, async () => {
                  const outcome = await land("");
                  host.after(fate.answersMs - fate.landsMs, () => answer(outcome));
                });
                return;
              case "refused":
              case "lost":
                fails(fate, fate.is);
                return;
              case "unheard":
              case "late":
                host.after(fate.landsMs, () => land(fate.is === "late" ? " (late)" : " (unheard)"));
                fails(fate, "no answer");
                return;
              case "twice":
                host.after(fate.landsMs, () => land(" (once)"));
                host.after(fate.againMs, async () => {
                  const outcome = await land(" (again)");
                  host.after(fate.answersMs - fate.againMs, () => answer(outcome));
                });
            }
          };
          goes();
          if (mine?.at === "flying") befall(mine);
        });
      }),
  };
};
