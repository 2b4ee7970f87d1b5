import { insideStep } from "../../domain/calls.ts";
import type { StoredOperation } from "../store/record.ts";
import { leftBy } from "./outcome.ts";
import { StepTrouble, troubleOf } from "./trouble.ts";

/** What a step leaves in the record, with the names that outside systems gave to its latest requests: "ISB 3f2a…". */
export type WithRequests<T> = T & { requests?: readonly string[] };

/** Those of a step so far; they travel with whatever it left. */
export const requestsOf = (operation: StoredOperation | undefined): readonly string[] => {
  const left: WithRequests<object> | undefined = troubleOf(operation?.StepDetails?.Error) ?? leftBy(operation);
  return left?.requests ?? [];
};

/** Runs one look or act, and leaves the names of its requests beside its outcome, or in its trouble. */
export const noting = async <T extends object>(
  before: readonly string[],
  work: () => Promise<T>,
  isOurs?: () => boolean,
): Promise<WithRequests<T>> => {
  const requests = [...before];
  try {
    const outcome = await insideStep(requests, work, isOurs);
    return requests.length === 0 ? outcome : { ...outcome, requests };
  } catch (error) {
    throw error instanceof StepTrouble ? error.after(requests) : error;
  }
};
