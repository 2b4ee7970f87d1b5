import type { Secret } from "../../domain/secret.ts";

/** The string ISB 1.2 signs and checks its tokens with. Rotated every 30 days by ISB. */
export interface JwtSecret {
  /** From memory for five minutes, else read. */
  read(): Promise<Secret>;
  /** Reads it anew; callers at the same time share one read. */
  refresh(): Promise<Secret>;
}
