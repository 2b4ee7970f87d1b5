import { accountIds, movers, ouIds, rootId } from "../constants.ts";
import type { Move, OrganizationAccount, PoolOu, WorldState } from "../shapes.ts";

/** Where `pool-001` to `pool-012` stand at the start: five Available, and at least one in every OU that lasts. */
const poolPlaces: readonly PoolOu[] = [
  "Available",
  "Available",
  "Available",
  "Available",
  "Available",
  "Active",
  "Active",
  "Frozen",
  "Quarantine",
  "Quarantine",
  "Entry",
  "Exit",
];

/** The name of pool account number `number`. */
export const poolName = (number: number): string => `pool-${String(number).padStart(3, "0")}`;

/** The id of pool account number `number`: pool-001 is 100000000001. */
export const poolAccountId = (number: number): string => `1${String(number).padStart(11, "0")}`;

/** pool-009 is held by the billing separator, pool-010 failed its cleanup: both stand in Quarantine. */
export const quarantined = { held: poolAccountId(9), failed: poolAccountId(10) } as const;

/** Since when pool-009 is held: ten minutes after its cleanup began. */
export const heldSince = (now: number): number => now - (48 * 60 - 10) * 60_000;

/** The OU tree and every account in it. */
export function seedOrganisation({ now }: { now: number }): WorldState["organisation"] {
  const joinedAt = now - 180 * 24 * 3_600_000;
  const outside = (id: string, name: string, parentId: string): OrganizationAccount => ({
    id,
    name,
    email: `${name}@example.gov.uk`,
    parentId,
    status: "ACTIVE",
    joinedAt,
    tags: {},
  });
  const { Workloads, ndx_InnovationSandboxAccountPool: pool, ...children } = ouIds;
  return {
    units: [
      { id: Workloads, name: "Workloads", parentId: rootId },
      { id: pool, name: "ndx_InnovationSandboxAccountPool", parentId: rootId },
      ...Object.entries(children).map(([name, id]) => ({ id, name, parentId: pool })),
    ],
    accounts: [
      outside(accountIds.management, "management", rootId),
      outside(accountIds.hub, "isb-hub", Workloads),
      outside(accountIds.identityCenter, "identity-center", Workloads),
      outside(accountIds.outsidePool, "payments-production", Workloads),
      ...poolPlaces.map((place, index) => ({
        id: poolAccountId(index + 1),
        name: poolName(index + 1),
        email: `sandbox-provider+${poolName(index + 1)}@example.gov.uk`,
        parentId: ouIds[place],
        status: "ACTIVE" as const,
        joinedAt,
        tags: {},
      })),
    ],
    moves: seedMoves({ now }),
    creations: [],
    closures: [],
    quotas: { accounts: 200 },
    stackInstances: [],
  };
}

/** The last moves of the two quarantined accounts: who moved them from where is the best witness of why they are there. */
function seedMoves({ now }: { now: number }): Move[] {
  const { CleanUp, Available, Quarantine } = ouIds;
  const cleaned = { at: heldSince(now) - 13_000, fromId: CleanUp, by: movers.isb };
  return [
    { ...cleaned, accountId: quarantined.failed, toId: Quarantine },
    { ...cleaned, accountId: quarantined.held, toId: Available },
    { at: heldSince(now), accountId: quarantined.held, fromId: Available, toId: Quarantine, by: movers.separator },
  ];
}
