import type { StoredOperation } from "./record.ts";

type CallbackError = NonNullable<NonNullable<StoredOperation["CallbackDetails"]>["Error"]>;

/** What the outside answered to a callback. `result` reaches the program as it is. */
export type CallbackOutcome = { is: "succeeded"; result?: string } | { is: "failed"; error: CallbackError };

/** Answers by callback id: kept beside the operations, so that writing one disturbs no worker. */
export type Inbox = Readonly<Record<string, CallbackOutcome>>;
