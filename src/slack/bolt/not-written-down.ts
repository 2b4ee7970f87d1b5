import { Problem } from "../../domain/problem.ts";

/** The request could not be written down, so nothing was started: better said now than lost later. */
export const notWrittenDown = (cause: unknown): Problem =>
  new Problem("unexpected", "The bot could not write your request down, so nothing was started.", {
    next: "Try again in a minute. If it stays, tell whoever runs this bot.",
    cause,
  });
