import type { Later } from "./shapes.ts";

/** What the world does later by itself, in words, by the kind of its timer. */
const timerWords: Readonly<Record<string, string>> = {
  "event-heard": "An event of ISB is heard",
  "cleanup-initialises": "A cleanup begins",
  "cleanup-pass-ends": "A pass of a cleanup ends",
  "cleanup-times-out": "A cleanup gives up",
  "deployment-ends": "A blueprint's deployment ends",
  "leases-monitored": "ISB looks at its leases",
  "leases-written": "ISB writes back what it read of its leases",
  "drift-scanned": "ISB looks for accounts in the wrong place",
  "lifecycle-tries": "ISB tries an event of its queue again",
  "secret-rotates": "ISB's secret rotates",
  "separator-hears": "The billing separator hears of a move",
  "separator-releases": "The billing separator lets an account go",
  "account-opens": "A new account opens",
  "account-suspends": "A closed account is suspended",
} satisfies Record<keyof Later, string>;

/** A timer in words; an unknown kind by its own name. */
export const timerText = (kind: string): string => timerWords[kind] ?? kind.replaceAll("-", " ");
