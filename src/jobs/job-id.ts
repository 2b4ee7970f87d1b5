import { createHash } from "node:crypto";

const alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
const idLength = 10;

/** 50 bits of a key, in letters that survive being read aloud. */
export const jobIdOf = (key: string): string =>
  [...createHash("sha256").update(key).digest().subarray(0, idLength)]
    .map((byte) => alphabet[byte % alphabet.length])
    .join("");

/** The same item of the same step has the same job however often it is begun: a repeat after a crash makes none twice. */
export const childIdOf = (parentId: string, step: string, itemKey: string): string =>
  jobIdOf(`${parentId} ${step} ${itemKey}`);
