import { defineConfig } from "vitest/config";

// One worker: every test has a Chromium of its own, and two of them on a small machine only make each other late.
export default defineConfig({
  test: {
    include: ["test/browser/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    maxWorkers: 1,
    fileParallelism: false,
  },
});
