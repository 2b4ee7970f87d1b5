import type { Run } from "./run.ts";

const lastLines = 80;

/** A broken world as a person reads it: what broke, how to see it again, and what happened last. */
export const tell = ({ seed, broken, trace, faults }: Run): string =>
  [
    "",
    `Seed ${seed}: ${broken.join("; ")}`,
    `Again: npm run test:sim -- --seed ${seed} --trace`,
    `Faults: ${JSON.stringify(faults)}`,
    ...(trace.length > lastLines ? [`(${trace.length - lastLines} lines before)`] : []),
    ...trace.slice(-lastLines),
    "",
  ].join("\n");
