/** A reader that goes away, as in `… | head -1`, is no failure: what is written after it is lost, and nothing else happens. */
export function bearClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: Error & { code?: string }) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}
