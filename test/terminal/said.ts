import { afterEach, beforeEach, vi } from "vitest";
import { temporaryFolder } from "./temporary.ts";

/** What a terminal command writes, on either stream, in the test that asks; each test has an estate's folder of its own. */
export function listenToTerminal(): () => string {
  let said = "";
  beforeEach(() => {
    said = "";
    vi.stubEnv("ISB_ESTATE_DIR", temporaryFolder());
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, "write").mockImplementation((text) => {
        said += text;
        return true;
      });
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });
  return () => said;
}
