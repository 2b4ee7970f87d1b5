import { region, stackSetName } from "./constants.ts";

/** The id of the stack that ISB's stack set puts into an account. */
export const stackIdOf = (accountId: string): string =>
  `arn:aws:cloudformation:${region}:${accountId}:stack/StackSet-${stackSetName}/e57a7e00-0000-4000-8000-${accountId}`;
