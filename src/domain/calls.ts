import { AsyncLocalStorage } from "node:async_hooks";

/** The latest say most, and a job's item has no room for all. */
const mostKept = 5;

interface Scope {
  calls: string[];
  waitedMs: number;
  sent: boolean;
  isOurs: () => boolean;
}
const underWay = new AsyncLocalStorage<Scope>();

/**
 * Runs one look or act of a job's step. Names of the requests it makes gather in `calls`, the latest last, at most 5:
 * hand in those of the try before to go on from them. `isOurs`: the job is still this worker's, as far as its clock tells.
 */
export const insideStep = <T>(
  calls: string[],
  work: () => Promise<T>,
  isOurs: () => boolean = () => true,
): Promise<T> => underWay.run({ calls, waitedMs: 0, sent: false, isOurs }, work);

/** Whether this runs on behalf of a job, which can wait, and not of a person who does. */
export const isInsideStep = (): boolean => underWay.getStore() !== undefined;

/** False when this runs for a job that another worker may have by now: then nothing more is asked of anybody. */
export const maySend = (): boolean => underWay.getStore()?.isOurs() ?? true;

/** Remembers that this look or act has sent a request: to begin it anew would send that again. */
export const noteSent = (): void => {
  const scope = underWay.getStore();
  if (scope) scope.sent = true;
};
export const hasSent = (): boolean => underWay.getStore()?.sent ?? false;

/** Keeps the name that an outside system gave to a request, by which its people find it in their logs: "ISB 3f2a…". */
export const noteCall = (system: string, requestId: string | null | undefined): void => {
  const calls = underWay.getStore()?.calls;
  if (!calls || !requestId) return;
  calls.push(`${system} ${requestId}`);
  calls.splice(0, calls.length - mostKept);
};

/** Counts the time a request waited before it was sent, world milliseconds. */
export const noteWait = (ms: number): void => {
  const scope = underWay.getStore();
  if (scope) scope.waitedMs += ms;
};

/** How long the requests of this look or act have waited so far, world milliseconds: it began its calls that much later. */
export const waitedSoFar = (): number => underWay.getStore()?.waitedMs ?? 0;
