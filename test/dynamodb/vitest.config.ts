import { defineConfig } from "vitest/config";

// The same tests of the table and of what is built on it as in `npm test`, on another engine: `startTable` finds it.
export default defineConfig({
  test: {
    include: ["test/jobs/**/*.test.ts", "test/e2e/lease-assign.test.ts"],
    // What needs no table, asks it thousands of times, or counts what depends on its speed; and the old build, which
    // writes empty texts: the real DynamoDB takes them since 2020, this one is older.
    exclude: [
      "test/jobs/{memory-store,checks,refusals,gates,outgrown,each,each-deaths,versions}.test.ts",
      "test/jobs/{differential,histories}/**",
    ],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 1,
  },
});
