import type { Person } from "../people.ts";
import type { Calls } from "./calls.ts";
import type { Chaos } from "./chaos.ts";
import type { Delays } from "./delays.ts";
import type { KeptFaults } from "./faults.ts";
import type { Ground } from "./ground.ts";
import type { Random } from "./random.ts";
import type { Scenario } from "./scenario/shape.ts";
import type { BusEvent, Later, Move, WorldState } from "./shapes.ts";
import type { Timers } from "./timers.ts";

/** All of a world that has to be kept for it to go on later. */
export interface KeptWorld {
  state: WorldState;
  random: number;
  wireRandom: number;
  faults: KeptFaults;
  scenario: Scenario | null;
  /** What it began with, and begins with again. */
  seed: number;
  startChaos: Chaos | null;
}

/** The one world behind every part of the estate. */
export interface World extends Ground, Pick<Timers, "later" | "onDue" | "nextDueAt"> {
  readonly delays: Delays;
  readonly calls: Calls;
  /** Chance of what shows on the wire alone, such as request ids: to look at the world must not change what happens in it. */
  readonly wireRandom: Random;
  /** Those of every world and those of its scenario. */
  readonly people: readonly Person[];
  /** What it began with; absent: nothing but what every world begins with. */
  readonly scenario: Scenario | undefined;
  /** The last events put on ISB's bus, oldest first. */
  readonly events: readonly BusEvent[];
  /** For what is under way on the wire, such as a slow answer: gone when the world is reset, closed or kept, and then `gone` is told. All else is `later`. */
  after(worldMs: number, run: () => void, gone?: () => void): () => void;
  /** Resolves after so long; rejects with `BeganAgain` when the world is reset or closed before. */
  pause(worldMs: number): Promise<void>;
  /** Puts an event on ISB's bus; subscribers hear it a moment later. */
  publish(event: { detailType: string; detail: Record<string, unknown>; source?: string }): BusEvent;
  onEvent(hear: (event: BusEvent) => void): () => void;
  /** Notes a `MoveAccount` and tells whoever watches moves. */
  moved(move: Move): void;
  onMove(hear: (move: Move) => void): () => void;
  /** Hears what happened of itself, by kind. */
  onHappened(hear: (kind: keyof Later) => void): () => void;
  /** Called after every reset, so that a part can forget what it cached and start its timers again. */
  onReset(run: () => void): () => void;
  /** Begins again, with the scenario it began with, at the scenario's next moment. */
  reset(): void;
  /** Begins again with another scenario, at its next moment: time never runs back, because others live in it too. */
  begin(scenario: Scenario): void;
  onBegin(run: () => void): () => void;
  /** Says that something may have changed; what is answered afterwards was kept before. */
  changed(): void;
  onChange(run: () => void): () => void;
  keep(): KeptWorld;
  close(): void;
}
