import type { Clock } from "../clock.ts";
import { people as everybody, type Person } from "../people.ts";
import { BeganAgain } from "./began-again.ts";
import { createCalls } from "./calls.ts";
import type { Chaos } from "./chaos.ts";
import { accountIds, namespace, region } from "./constants.ts";
import { type Delays, defaultDelays } from "./delays.ts";
import { createFaults } from "./faults.ts";
import { createHearers } from "./hearers.ts";
import { createRandom } from "./random.ts";
import { remember } from "./remember.ts";
import { nextMoment } from "./scenario/moment.ts";
import { scenarioPeople } from "./scenario/people.ts";
import type { Scenario } from "./scenario/shape.ts";
import { seedState } from "./seed/state.ts";
import type { BusEvent, Later, Move, WorldState } from "./shapes.ts";
import { createTimers } from "./timers.ts";
import { beginTrouble } from "./troubles.ts";
import type { KeptWorld, World } from "./world-shape.ts";

export type { KeptWorld, World } from "./world-shape.ts";

/** Builds the world. The same `seed` gives the same people, accounts, leases and secret. */
export function createWorld({
  clock,
  seed: firstSeed = 1,
  people = everybody,
  delays: someDelays = {},
  chaos,
  change = () => {},
  scenario: firstScenario,
  kept,
}: {
  clock: Clock;
  seed?: number;
  people?: readonly Person[];
  delays?: Partial<Delays>;
  /** On from the start, and again after every reset; null: none. Absent: as it was kept. */
  chaos?: Chaos | null | undefined;
  /** Applied to the state after it is seeded, at the start and at every reset. */
  change?: (state: WorldState) => void;
  scenario?: Scenario | undefined;
  /** Goes on with this world in place of a new one. */
  kept?: KeptWorld | undefined;
}): World {
  const inFlight = new Map<() => void, () => void>();
  const events = createHearers<BusEvent>();
  const moves = createHearers<Move>();
  const happenings = createHearers<keyof Later>();
  const resets = createHearers();
  const beginnings = createHearers();
  const changes = createHearers();
  let scenario = kept ? (kept.scenario ?? undefined) : firstScenario;
  const delays = { ...defaultDelays, ...someDelays };
  // A kept world begins again as itself, whatever this start says.
  const seed = kept?.seed ?? firstSeed;
  const startChaos = chaos === undefined ? (kept?.startChaos ?? null) : chaos;
  const everyone = () => [...people, ...scenarioPeople(scenario?.people ?? 0)];
  const build = () => {
    const random = createRandom(seed);
    const state = seedState({ people: everyone(), now: clock.now(), random, delays, scenario });
    change(state);
    return { random, wireRandom: createRandom(seed + 1), state };
  };
  const restored = kept && {
    random: createRandom(kept.random),
    wireRandom: createRandom(kept.wireRandom),
    state: kept.state,
  };
  let { random, wireRandom, state } = restored ?? build();

  function after(worldMs: number, run: () => void, gone = () => {}): () => void {
    const stop = () => {
      cancel();
      inFlight.delete(stop);
    };
    const cancel = clock.after(worldMs, () => {
      inFlight.delete(stop);
      run();
      // What it began goes on for some turns.
      setImmediate(changes.tell).unref();
    });
    inFlight.set(stop, gone);
    return stop;
  }

  const timers = createTimers({ clock, held: () => state.timers, onHappened: happenings.tell });
  timers.onDue("event-heard", ({ event }) => events.tell(event));
  happenings.add(() => changes.tell());

  /** EventBridge delivers at least once, and in no order; trouble makes it worse. */
  function deliver(event: BusEvent): void {
    const fault = world.faults.take("events", ["lost", "doubled", "late"], [event["detail-type"]]);
    if (fault?.kind === "lost") return;
    const lateMs = fault?.kind === "late" ? (fault.delayMs ?? delays.lateEventMs) : 0;
    timers.later("event-heard", delays.eventDeliveryMs + lateMs, { event });
    if (fault?.kind === "doubled") timers.later("event-heard", delays.eventDeliveryMs, { event });
  }

  function close(): void {
    for (const [stop, gone] of [...inFlight]) {
      stop();
      gone();
    }
    timers.close();
  }

  const world: World = {
    clock,
    delays,
    faults: createFaults(),
    calls: createCalls({ onAdded: changes.tell }),
    get state() {
      return state;
    },
    get random() {
      return random;
    },
    get wireRandom() {
      return wireRandom;
    },
    get people() {
      return everyone();
    },
    get scenario() {
      return scenario;
    },
    get events() {
      return state.events;
    },
    after,
    pause: (worldMs) =>
      new Promise((resolve, reject) => {
        after(worldMs, resolve, () => reject(new BeganAgain()));
      }),
    later: timers.later,
    onDue: timers.onDue,
    nextDueAt: timers.nextDueAt,
    publish: ({ detailType, detail, source = `InnovationSandbox-${namespace}` }) => {
      const event: BusEvent = {
        version: "0",
        id: random.uuid(),
        "detail-type": detailType,
        source,
        account: accountIds.hub,
        time: new Date(clock.now()).toISOString(),
        region,
        resources: [],
        detail,
      };
      remember(state.events, event, "events");
      deliver(event);
      return event;
    },
    onEvent: events.add,
    moved: (move) => {
      remember(state.organisation.moves, move, "moves");
      moves.tell(move);
    },
    onMove: moves.add,
    onHappened: happenings.add,
    onReset: resets.add,
    reset: () => {
      close();
      if (scenario?.time) clock.skipTo(nextMoment(scenario.time, clock.now()));
      ({ random, wireRandom, state } = build());
      world.faults.clear();
      world.calls.clear();
      timers.rewind();
      orderTroubles();
      resets.tell();
    },
    begin: (next) => {
      scenario = next;
      world.reset();
      beginnings.tell();
    },
    onBegin: beginnings.add,
    changed: changes.tell,
    onChange: changes.add,
    keep: () => ({
      state,
      random: random.position,
      wireRandom: wireRandom.position,
      faults: world.faults.keep(),
      scenario: scenario ?? null,
      seed,
      startChaos,
    }),
    close,
  };
  const orderTroubles = () => {
    world.faults.setChaos(startChaos ?? undefined);
    for (const name of scenario?.troubles ?? []) beginTrouble(world, name);
  };
  if (kept) world.faults.restore(kept.faults);
  else orderTroubles();
  if (kept && chaos !== undefined) world.faults.setChaos(chaos ?? undefined);
  return world;
}
