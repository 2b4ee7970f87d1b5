/** Real ms between two looks. */
const lookEveryMs = 250;

/** Calls once when the process that started this one is gone. Never keeps this one alive. */
export function onOrphaned(call: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    call();
  }, lookEveryMs);
  timer.unref();
}
