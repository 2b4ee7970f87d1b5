import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { createPlace } from "../../sim/processes/place.ts";
import { writeState } from "../../sim/processes/state-file.ts";
import { watchProcesses } from "../../sim/processes/watch-processes.ts";
import { temporaryFolder } from "./temporary.ts";

test("a process that ended before the first look is told of all the same", async () => {
  const place = createPlace({ dir: temporaryFolder() });
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  writeState(place.stateFile, {
    v: 1,
    startedAt: "2026-11-21T06:00:00.000Z",
    sides: { real: "none" },
    processes: { bot: { pid } },
    page: "http://127.0.0.1:4310/",
  });
  const stop = new AbortController();
  const said: string[] = [];
  const say = (text: string) => {
    said.push(text);
    stop.abort();
  };
  expect(await watchProcesses({ place, say, signal: stop.signal })).toBe("told");
  expect(said).toEqual([expect.stringContaining(`The bot (pid ${pid}) ended by itself`)]);
});
