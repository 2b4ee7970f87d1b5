import type { ClockSnapshot } from "../clock.ts";
import type { WorldState } from "../world/shapes.ts";
import type { KeptWorld, World } from "../world/world.ts";
import { type Journal, UnreadableJournal } from "./journal.ts";

/** World time is written down this often, real ms, though nothing happens. */
const clockEveryMs = 1_000;

/** Lists that only grow: each entry is kept by itself, so that a long list costs no more than a short one. */
const growing = "events";

/** Writes the world down whenever it changed, before that is answered, and its time once a second, until the answer is called. */
export function keepWorld(world: World, journal: Journal): () => void {
  let kept: { events: readonly unknown[]; count: number } = {
    events: [],
    count: [...journal.entries.keys()].filter((key) => key.startsWith(`${growing}/`)).length,
  };

  function keepEvents(): boolean {
    const { events } = world.state;
    // Another list: the world began again.
    const isSame = kept.events === events && kept.count <= events.length;
    if (!isSame) for (let at = events.length; at < kept.count; at += 1) journal.put(`${growing}/${at}`, undefined);
    const from = isSame ? kept.count : 0;
    kept = { events, count: events.length };
    return events
      .slice(from)
      .map((event, index) => journal.put(`${growing}/${from + index}`, event))
      .includes(true);
  }

  const written = new Set([...journal.entries.keys()].filter((key) => key.startsWith("state/")));
  function keepSections(state: WorldState): boolean {
    const sections = new Map(sectionsOf(state));
    for (const key of sections.keys()) written.add(key);
    return [...written].map((key) => journal.put(key, sections.get(key))).includes(true);
  }

  const keepTime = () => journal.put("clock", world.clock.snapshot());
  function keep(): void {
    const { state, ...beside } = world.keep();
    const wrote = Object.entries(beside).map(([key, value]) => journal.put(key, value));
    if ([...wrote, keepSections(state), keepEvents()].includes(true)) keepTime();
  }

  const stops = [world.onChange(keep), world.onReset(keep)];
  const timer = setInterval(keepTime, clockEveryMs);
  timer.unref();
  keep();
  return () => {
    clearInterval(timer);
    for (const stop of stops) stop();
    keep();
    keepTime();
  };
}

/**
 * What a journal holds of a world; undefined when it holds none. `fresh` is one as it begins now: throws `UnreadableJournal`
 * where the kept one is from before the world had something that it has now.
 */
export function keptWorld(
  { entries }: Journal,
  fresh: WorldState,
): { world: KeptWorld; clock: ClockSnapshot } | undefined {
  const clock = entries.get("clock") as ClockSnapshot | undefined;
  if (clock === undefined) return undefined;
  const missing = sectionsOf(fresh).find(([key]) => !entries.has(key));
  if (missing) throw new UnreadableJournal(`The world that was kept is of an older estate, which had no ${missing[0]}`);
  const state: Record<string, unknown> = { [growing]: [] };
  for (const [key, value] of entries) {
    const [whole = "", part, ...more] = key.split("/");
    if (whole === growing) (state[growing] as unknown[])[Number(part)] = value;
    else if (whole === "state" && part) put(state, [part, ...more], value);
  }
  const { random, wireRandom, faults, scenario } = Object.fromEntries(entries) as unknown as Omit<KeptWorld, "state">;
  return { clock, world: { state: state as unknown as WorldState, random, wireRandom, faults, scenario } };
}

/** The state in pieces by key, so that a change writes only the piece it is in. */
function sectionsOf({ events: _apart, ...state }: WorldState): [string, unknown][] {
  return Object.entries(state).flatMap(([name, value]) => {
    if (Array.isArray(value) || Object.keys(value).length === 0) return [[`state/${name}`, value]];
    return Object.entries(value).map(([part, inner]): [string, unknown] => [`state/${name}/${part}`, inner]);
  });
}

function put(into: Record<string, unknown>, [first = "", second]: readonly string[], value: unknown): void {
  if (second === undefined) into[first] = value;
  else into[first] = { ...(into[first] as object | undefined), [second]: value };
}
