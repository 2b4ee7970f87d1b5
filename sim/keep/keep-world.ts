import type { ClockSnapshot } from "../clock.ts";
import type { Queue, QueueMessage } from "../world/aws-shapes.ts";
import { type BusEvent, stateShape, type WorldState } from "../world/shapes.ts";
import type { KeptWorld, World } from "../world/world.ts";
import { type Journal, UnreadableJournal } from "./journal.ts";
import { createListKeeper, keptList } from "./list-keeper.ts";

/** World time is written down this often, real ms, though nothing happens. */
const clockEveryMs = 1_000;

/** Writes the world down whenever it changed, before that is answered, and its time once a second, until the answer is called. */
export function keepWorld(world: World, journal: Journal): () => void {
  const keepers = new Map<string, ReturnType<typeof createListKeeper>>();
  function keepLists(state: WorldState): boolean {
    const kept = longListsOf(state).map(([beginning, list]) => {
      const keeper = keepers.get(beginning) ?? createListKeeper(journal, beginning);
      keepers.set(beginning, keeper);
      return keeper(list);
    });
    return kept.includes(true);
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
    const wrote = Object.entries({ shape: stateShape, ...beside }).map(([key, value]) => journal.put(key, value));
    if ([...wrote, keepSections(state), keepLists(state)].includes(true)) keepTime();
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
 * where the kept one is of another shape, such as from before the world had something that it has now.
 */
export function keptWorld(journal: Journal, fresh: WorldState): { world: KeptWorld; clock: ClockSnapshot } | undefined {
  const { entries } = journal;
  const clock = entries.get("clock") as ClockSnapshot | undefined;
  if (clock === undefined) return undefined;
  const shape = entries.get("shape") ?? 1;
  if (shape !== stateShape)
    throw new UnreadableJournal(
      `The world that was kept is of another estate: it has the shape ${shape}, and this estate reads ${stateShape}`,
    );
  const missing = sectionsOf(fresh).find(([key]) => !entries.has(key));
  if (missing) throw new UnreadableJournal(`The world that was kept is of an older estate, which had no ${missing[0]}`);
  const sections: Record<string, unknown> = {};
  for (const [key, value] of entries) {
    const [whole, ...path] = key.split("/");
    if (whole === "state") put(sections, path, value);
  }
  const rest = sections as unknown as Omit<WorldState, "events">;
  const queues = rest.queues.map((queue) => ({
    ...queue,
    messages: keptList(journal, listOf(queue)) as QueueMessage[],
  }));
  const state: WorldState = { ...rest, queues, events: keptList(journal, "events") as BusEvent[] };
  const { random, wireRandom, faults, scenario, seed, startChaos } = Object.fromEntries(
    entries,
  ) as unknown as KeptWorld;
  return { clock, world: { state, random, wireRandom, faults, scenario, seed, startChaos } };
}

/** Where a queue's messages are kept. */
const listOf = ({ name }: Queue): string => `messages/${name}`;

/** Lists that are long, by the beginning of their keys. */
const longListsOf = ({ events, queues }: WorldState): [string, readonly { id: string }[]][] => [
  ["events", events],
  ...queues.map((queue): [string, readonly { id: string }[]] => [listOf(queue), queue.messages]),
];

/** The state in pieces by key, so that a change writes only the piece it is in. */
function sectionsOf({ events: _apart, queues, ...state }: WorldState): [string, unknown][] {
  const withoutLists = { ...state, queues: queues.map((queue) => ({ ...queue, messages: [] })) };
  return Object.entries(withoutLists).flatMap(([name, value]) => {
    if (Array.isArray(value) || Object.keys(value).length === 0) return [[`state/${name}`, value]];
    return Object.entries(value).map(([part, inner]): [string, unknown] => [`state/${name}/${part}`, inner]);
  });
}

function put(into: Record<string, unknown>, [first = "", second]: readonly string[], value: unknown): void {
  if (second === undefined) into[first] = value;
  else into[first] = { ...(into[first] as object | undefined), [second]: value };
}
