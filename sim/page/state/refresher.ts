/** Runs `task` now; calls that come while it runs become one more run after it, so that the last state is always read. */
export function createRefresher(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await task();
    } while (again);
    running = undefined;
  };
  return () => {
    if (running) again = true;
    else {
      running = run().catch((cause) => {
        running = undefined;
        throw cause;
      });
    }
    return running;
  };
}
