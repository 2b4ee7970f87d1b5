/** What stands between a client and an outside system that takes only so much. */
export interface Gate {
  /** Before each request. Rejects with a retryable problem when it may not be sent: "lane-full", not yet; "step-interrupted", another task may be at it. Then nothing was sent. */
  enter(): Promise<void>;
  /** The system said that it is too much. */
  throttled(): void;
}

/** For a system that nobody has to be careful with. */
export const openGate: Gate = { enter: async () => undefined, throttled: () => undefined };
