import { Problem } from "./problem.ts";

/** What nobody foresaw, as a problem; the original stays in `cause` for the log. */
export const unexpectedProblem = (cause: unknown): Problem =>
  new Problem("unexpected", "Something went wrong that the bot does not know.", {
    next: "Try again. If it stays, tell whoever runs this bot.",
    cause,
  });
