import type { IsbActor } from "./isb.ts";

/** Proves to ISB who is asking: one per dialect. */
export interface Signer {
  /**
   * The headers that carry the proof. `tries` counts from 0 within one call: each try is signed differently,
   * because the gateway remembers a refusal for five minutes by token, path and method (ISB v1.2.14 REST API).
   */
  sign(actor: IsbActor, tries: number): Promise<Record<string, string>>;
  /** After a refusal: fetches what the proof is made from once more. */
  renew(): Promise<void>;
}
