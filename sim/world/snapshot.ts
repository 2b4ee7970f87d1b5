import type { World } from "./world.ts";

/** The whole world as plain data, without secret values, credentials or portal tokens. */
export function snapshot(world: World): Record<string, unknown> {
  const { organisation, separator, identity, isb, secrets, events } = world.state;
  const { portalTokens: _tokens, ...identityShown } = identity;
  return {
    now: world.clock.now(),
    delays: world.delays,
    organisation,
    separator,
    identity: identityShown,
    isb,
    secrets: secrets.map(({ name, arn, versions }) => ({
      name,
      arn,
      versions: versions.map(({ value: _value, ...version }) => version),
    })),
    events,
    faults: world.faults.list(),
  };
}
