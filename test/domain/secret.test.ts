import { format, inspect } from "node:util";
import { pino } from "pino";
import { expect, it } from "vitest";
import { secret } from "../../src/domain/secret.ts";

it("a secret shows itself only when asked to", () => {
  const value = "xoxb-very-secret";
  const wrapped = secret(value);
  const lines: string[] = [];
  pino({}, { write: (line: string) => void lines.push(line) }).info({ token: wrapped, deep: [{ wrapped }] }, "started");
  const logged = lines.join("");
  const shown = [
    `${wrapped}`,
    JSON.stringify({ wrapped }),
    inspect({ wrapped }),
    format("%s %o", wrapped, wrapped),
    logged,
  ];
  expect(shown.join("\n")).not.toContain(value);
  expect(logged).toContain("[secret]");
  expect(wrapped.reveal()).toBe(value);
});
