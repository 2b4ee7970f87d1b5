import { defineConfig } from "vitest/config";

// The same tests of the table and of what is built on it as in `npm test`, on another engine: `startTable` finds it.
export default defineConfig({
  test: {
    include: ["test/jobs/**/*.test.ts", "test/e2e/lease-assign.test.ts"],
    // What needs no table, or asks it thousands of times.
    exclude: ["test/jobs/memory-*.test.ts", "test/jobs/differential/**"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 1,
  },
});
