/** What went wrong outside, in the words of the durable execution protocol. */
export interface CallbackError {
  ErrorType?: string;
  ErrorMessage?: string;
  ErrorData?: string;
}

/** What the outside answered to a callback. `result` reaches the program as it is. */
export type CallbackOutcome = { is: "succeeded"; result?: string } | { is: "failed"; error: CallbackError };

/** Answers by callback id: kept beside the operations, so that writing one disturbs no worker. */
export type Inbox = Readonly<Record<string, CallbackOutcome>>;
