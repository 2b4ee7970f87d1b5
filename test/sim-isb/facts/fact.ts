import type { Estate, Reply, startIsb } from "../estate.ts";

/** One thing a client of ISB v1.2.14 can meet, and the proof that the estate does it. */
export interface Fact {
  section: string;
  says: string;
  check(estate: Estate): Promise<void>;
  /** How the estate of this fact is set up; absent: as any. */
  start?: Parameters<typeof startIsb>[0];
}

/** The facts of one section, by what they say. */
export const facts = (section: string, rows: Record<string, Fact["check"]>, start?: Fact["start"]): Fact[] =>
  Object.entries(rows).map(([says, check]) => ({ section, says, check, ...(start ? { start } : {}) }));

export const hours = (count: number): number => count * 3_600_000;

export const order = (estate: Estate, kind: string, more: Record<string, unknown> = {}) =>
  estate.world.faults.order({ service: "isb", kind, ...more });

/** The detail of every event of a type, oldest first. */
export const eventsOf = (estate: Estate, type: string) =>
  estate.world.events.filter((event) => event["detail-type"] === type).map(({ detail }) => detail);

/** Waits for an answer that takes world time, moving the clock on until it is there. */
export async function answered(estate: Estate, reply: Promise<Reply>): Promise<Reply> {
  let over = false;
  const end = reply.finally(() => {
    over = true;
  });
  while (!over) {
    await estate.clock.advance(1_000);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return end;
}

export const messageOf = ({ body }: Reply): string | undefined => body.data?.errors?.[0]?.message;
