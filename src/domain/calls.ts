import { AsyncLocalStorage } from "node:async_hooks";

/** The latest say most, and a job's item has no room for all. */
const mostKept = 5;

const underWay = new AsyncLocalStorage<string[]>();

/**
 * Runs one look or act of a job's step. Names of the requests it makes gather in `calls`, the latest last, at most 5:
 * hand in those of the try before to go on from them.
 */
export const insideStep = <T>(calls: string[], work: () => Promise<T>): Promise<T> => underWay.run(calls, work);

/** Whether this runs on behalf of a job, which can wait, and not of a person who does. */
export const isInsideStep = (): boolean => underWay.getStore() !== undefined;

/** Keeps the name that an outside system gave to a request, by which its people find it in their logs: "ISB 3f2a…". */
export const noteCall = (system: string, requestId: string | null | undefined): void => {
  const calls = underWay.getStore();
  if (!calls || !requestId) return;
  calls.push(`${system} ${requestId}`);
  calls.splice(0, calls.length - mostKept);
};
