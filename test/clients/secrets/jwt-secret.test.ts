import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { jwtSecretName } from "../../../sim/world/constants.ts";
import { createJwtSecret } from "../../../src/clients/secrets/secrets-manager-jwt-secret.ts";
import { type Estate, startEstate } from "../estate.ts";
import { problemOf } from "../isb/isb-on-script.ts";

let estate: Estate;
let logged: string[];
beforeEach(async () => {
  estate = await startEstate();
  logged = [];
});
afterEach(() => estate[Symbol.asyncDispose]());

const create = (secretId: string = jwtSecretName) => {
  const write = (context: object, message: string) => void logged.push(`${message} ${JSON.stringify(context)}`);
  const log = { debug: write, info: write, warn: write, error: write };
  return createJwtSecret({ ...estate.place, secretId, clock: estate.botClock, log });
};
const reads = () => estate.world.calls.list({ services: ["secretsmanager"], all: true, since: 0 }).length;

describe("ISB's secret", () => {
  it("is read once in five minutes, and again after", async () => {
    const source = create();
    const first = (await source.read()).reveal();
    expect(first).toHaveLength(32);
    await estate.clock.advance(4 * 60_000);
    await source.read();
    expect(reads()).toBe(1);
    await estate.clock.advance(61_000);
    await source.read();
    expect(reads()).toBe(2);
  });

  it("is read anew when asked, by all who ask at the same time together", async () => {
    const source = create();
    const old = (await source.read()).reveal();
    await estate.control("rotate-secret");
    const renewed = await Promise.all([source.refresh(), source.refresh(), source.refresh()]);
    expect(reads()).toBe(2);
    expect(new Set(renewed.map((each) => each.reveal())).size).toBe(1);
    expect(renewed[0]?.reveal()).not.toBe(old);
    expect((await source.read()).reveal()).toBe(renewed[0]?.reveal());
  });

  it("stays in use while it cannot be read again, but a refresh says so", async () => {
    const source = create();
    const old = (await source.read()).reveal();
    await estate.clock.advance(6 * 60_000);
    await estate.control("fault", { service: "secretsmanager", kind: "error", times: 100 });
    expect((await source.read()).reveal()).toBe(old);
    expect(logged.join()).toContain("using the one remembered");
    expect(await problemOf(source.refresh())).toMatchObject({ code: "aws-unavailable", retryable: true });
  });

  it.each([
    ["throttle", "aws-throttled"],
    ["error", "aws-unavailable"],
    ["down", "aws-unavailable"],
  ])("with %s from the start is %s", async (kind, code) => {
    await estate.control("fault", { service: "secretsmanager", kind, times: 100 });
    expect(await problemOf(create().read())).toMatchObject({ code, retryable: true });
  });

  it("that is not there is a matter of set-up", async () => {
    const problem = await problemOf(create("/InnovationSandbox/other/Auth/JwtSecret").read());
    expect(problem).toMatchObject({ code: "isb-auth", retryable: false });
    expect(problem.next).toContain("ISB_JWT_SECRET_PATH");
  });

  it("is in no error and no log line", async () => {
    const source = create();
    const value = (await source.read()).reveal();
    await estate.control("fault", { service: "secretsmanager", kind: "error", times: 100 });
    const problem = await problemOf(source.refresh());
    expect(
      inspect(problem, { depth: null, showHidden: true }) + inspect(source, { depth: null }) + logged.join(),
    ).not.toContain(value);
  });
});
