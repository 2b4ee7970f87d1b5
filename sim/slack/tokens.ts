import { randomBytes, randomUUID } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** A random Slack-like id with its kind in front, e.g. `V0A1B2C3D4`. */
export function newId(prefix: string, length = 9): string {
  const bytes = randomBytes(length);
  return prefix + [...bytes].map((byte) => alphabet[byte % alphabet.length]).join("");
}

/** A random secret part for addresses and hashes. */
export function newSecret(): string {
  return randomBytes(12).toString("hex");
}

/** An envelope id, as Socket Mode gives each delivery. */
export function newEnvelopeId(): string {
  return randomUUID();
}
