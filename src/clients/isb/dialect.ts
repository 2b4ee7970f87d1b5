import type { Clock } from "../../domain/clock.ts";
import type { JwtSecret } from "../secrets/jwt-secret.ts";
import type { Capabilities } from "./capabilities.ts";
import type { Codec } from "./codec.ts";
import type { IsbDialectName } from "./isb.ts";
import type { Signer } from "./signer.ts";

export interface SignerSources {
  clock: Clock;
  secret: JwtSecret;
}

/** Everything in which one ISB version differs from another for a client: how it is signed to, how it spells, what it can. */
export interface Dialect {
  readonly name: IsbDialectName;
  readonly can: Capabilities;
  readonly codec: Codec;
  createSigner(sources: SignerSources): Signer;
}
