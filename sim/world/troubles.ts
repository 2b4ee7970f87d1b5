import { awsServices, type FaultService } from "./fault-catalogue.ts";
import type { FaultOrder } from "./fault-order.ts";
import type { Ground } from "./ground.ts";
import { rotateJwtSecret } from "./secrets.ts";

/** Trouble by name, as people speak of it: faults that go together, or something that changes in the world. */
export interface Trouble {
  says: string;
  /** How it goes away. */
  toClear: string;
  /** Each meets every call until it is cleared. */
  faults: readonly Pick<FaultOrder, "service" | "kind" | "operation">[];
  /** Trouble that is no fault of a call. */
  state?: { begin(world: Ground): void; end(world: Ground): void; isOn(world: Ground): boolean };
}

const byHand = "Clear it: npm run estate -- clear, or the panel on the page.";
const every = (kind: string, ...services: FaultService[]) => services.map((service) => ({ service, kind }));
const nothing = { faults: [] } as const;

const catalogue = {
  "isb-down": { says: "ISB's API answers 503 to everything.", toClear: byHand, faults: every("503", "isb") },
  "isb-slow": { says: "ISB's API takes ten seconds longer.", toClear: byHand, faults: every("slow", "isb") },
  "isb-limited": { says: "ISB's API answers 429 to everything.", toClear: byHand, faults: every("429", "isb") },
  maintenance: {
    ...nothing,
    says: "ISB is in maintenance: it refuses everybody but admins.",
    toClear: byHand,
    state: {
      begin: ({ state }) => {
        state.isb.configuration.maintenanceMode = true;
      },
      end: ({ state }) => {
        state.isb.configuration.maintenanceMode = false;
      },
      isOn: ({ state }) => state.isb.configuration.maintenanceMode,
    },
  },
  "quota-used-up": {
    ...nothing,
    says: "The organisation's quotas are used up: accounts can be neither created nor closed.",
    toClear: byHand,
    state: {
      begin: ({ state }) => {
        state.organisation.quotaUsedUp = true;
      },
      end: ({ state }) => {
        delete state.organisation.quotaUsedUp;
      },
      isOn: ({ state }) => state.organisation.quotaUsedUp === true,
    },
  },
  "secret-rotated": {
    ...nothing,
    says: "ISB's JWT secret was rotated: tokens of the one before are refused.",
    toClear: "It has happened; the bot reads the new secret by itself.",
    state: { begin: rotateJwtSecret, end: () => {}, isOn: () => false },
  },
  "identity-center-down": {
    says: "IAM Identity Center does not answer: nobody's groups or access can be read.",
    toClear: byHand,
    faults: every("down", "identitystore", "sso-admin", "sso"),
  },
  "aws-limited": {
    says: "Every AWS service throttles every call.",
    toClear: byHand,
    faults: every("throttle", ...awsServices),
  },
  "cleanup-fails": {
    says: "Every cleanup fails, and its account goes to Quarantine.",
    toClear: byHand,
    faults: every("cleanup-fails", "isb"),
  },
  "slack-limited": { says: "Slack answers 429 to everything.", toClear: byHand, faults: every("429", "slack") },
  "slack-down": { says: "Slack's Web API does not answer the app.", toClear: byHand, faults: every("down", "slack") },
  "events-lost": { says: "ISB's events reach nobody.", toClear: byHand, faults: every("lost", "events") },
  "events-doubled": { says: "ISB's events are heard twice.", toClear: byHand, faults: every("doubled", "events") },
  "events-late": { says: "ISB's events are heard minutes later.", toClear: byHand, faults: every("late", "events") },
} as const satisfies Record<string, Trouble>;

export type TroubleName = keyof typeof catalogue;
export const troubles: Readonly<Record<TroubleName, Trouble>> = catalogue;
export const troubleNames = Object.keys(catalogue) as TroubleName[];

/** Begins one; `forMs`, real ms, ends it by itself. Throws RangeError for one that cannot end by itself. */
export function beginTrouble(world: Ground, name: TroubleName, forMs?: number): void {
  const { faults, state } = troubles[name];
  if (state && forMs !== undefined) throw new RangeError(`${name} does not end by itself: leave forMs out.`);
  world.faults.clear(name);
  for (const fault of faults) {
    world.faults.order({ ...fault, trouble: name, ...(forMs === undefined ? { always: true } : { forMs }) });
  }
  state?.begin(world);
}

/** Ends one, or all of them with every other fault. */
export function endTroubles(world: Ground, name?: TroubleName): void {
  for (const each of name === undefined ? troubleNames : [name]) {
    const { state } = troubles[each];
    if (state?.isOn(world)) state.end(world);
  }
  world.faults.clear(name);
}

/** Those that are on. */
export function troublesOn(world: Ground): TroubleName[] {
  const ordered = new Set(world.faults.list().map(({ trouble }) => trouble));
  return troubleNames.filter((name) => ordered.has(name) || troubles[name].state?.isOn(world));
}
