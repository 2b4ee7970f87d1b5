import { jwtSecretName } from "./constants.ts";
import type { Ground } from "./ground.ts";
import type { Secret, SecretVersion } from "./shapes.ts";

/** The version of a secret that carries `stage`. */
export function secretVersion(secret: Secret, stage = "AWSCURRENT"): SecretVersion | undefined {
  return secret.versions.find(({ stages }) => stages.includes(stage));
}

/** The JWT secret as Secrets Manager gives it now. */
export function jwtSecret(world: Ground): string {
  const secret = world.state.secrets.find(({ name }) => name === jwtSecretName);
  const version = secret && secretVersion(secret);
  if (!version) throw new Error(`${jwtSecretName} has no current version`);
  return version.value;
}

/** Rotates the JWT secret: a new AWSCURRENT, the old one AWSPREVIOUS. */
export function rotateJwtSecret(world: Ground): void {
  const secret = world.state.secrets.find(({ name }) => name === jwtSecretName);
  if (!secret) throw new Error(`${jwtSecretName} does not exist`);
  const current = secretVersion(secret);
  secret.versions = [
    {
      versionId: world.random.uuid(),
      value: world.random.text(32),
      stages: ["AWSCURRENT"],
      createdAt: world.clock.now(),
    },
    ...(current ? [{ ...current, stages: ["AWSPREVIOUS"] }] : []),
  ];
}
