/** A read of the server that answers nothing: what it found is kept by itself. */
type Read = () => Promise<void>;

/** Reads again what could not be read. */
export interface Retry {
  /** Runs a read, and again until it succeeds. A later call for the same read takes the place of one that waits. */
  attempt(read: Read): void;
  /** Nothing is read again any more. */
  stop(): void;
}

/** `afterMs`: real ms between a failure and the next try. `onChange` tells whether anything is still not read. */
export function createRetry({ afterMs, onChange }: { afterMs: number; onChange(isFailing: boolean): void }): Retry {
  const waiting = new Map<Read, ReturnType<typeof setTimeout>>();
  let isStopped = false;
  const attempt = async (read: Read) => {
    clearTimeout(waiting.get(read));
    try {
      await read();
      clearTimeout(waiting.get(read));
      waiting.delete(read);
    } catch {
      if (isStopped) return;
      clearTimeout(waiting.get(read));
      waiting.set(
        read,
        setTimeout(() => void attempt(read), afterMs),
      );
    }
    if (!isStopped) onChange(waiting.size > 0);
  };
  return {
    attempt: (read) => void attempt(read),
    stop() {
      isStopped = true;
      for (const timer of waiting.values()) clearTimeout(timer);
    },
  };
}
