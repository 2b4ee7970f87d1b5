import { troublesOn } from "./troubles.ts";
import type { World } from "./world.ts";

/** The whole world as plain data, without secret values, credentials or portal tokens. */
export function snapshot(world: World): Record<string, unknown> {
  const { organisation, separator, identity, isb, secrets, queues, billingViews, events, timers } = world.state;
  const { portalTokens: _tokens, deviceClients: _clients, deviceSignIns: _signIns, ...identityShown } = identity;
  return {
    now: world.clock.now(),
    scenario: world.scenario?.name ?? null,
    delays: world.delays,
    /** What happens next of itself, soonest first. */
    timers: timers.map(({ kind, dueAt }) => ({ kind, dueAt })).sort((one, other) => one.dueAt - other.dueAt),
    organisation,
    separator,
    identity: identityShown,
    isb,
    secrets: secrets.map(({ name, arn, versions }) => ({
      name,
      arn,
      versions: versions.map(({ value: _value, ...version }) => version),
    })),
    queues,
    billingViews,
    events,
    faults: world.faults.list(),
    chaos: world.faults.chaos ?? null,
    troubles: troublesOn(world),
  };
}
