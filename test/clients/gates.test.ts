import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { jwtSecretName } from "../../sim/world/constants.ts";
import { createIdentityCenter } from "../../src/clients/identity-center/create-identity-center.ts";
import { createIsb } from "../../src/clients/isb/create-isb.ts";
import type { Isb } from "../../src/clients/isb/isb.ts";
import { createJwtSecret } from "../../src/clients/secrets/secrets-manager-jwt-secret.ts";
import { insideStep } from "../../src/domain/calls.ts";
import type { Gate } from "../../src/domain/gate.ts";
import { Problem } from "../../src/domain/problem.ts";
import { type Estate, startEstate, whileTimePasses } from "./estate.ts";

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const admin = { email: "admin1@example.gov.uk", roles: ["User", "Admin"] } as const;

/** A gate that counts, and is closed when told. */
const countingGate = () => {
  const counts = { entered: 0, throttled: 0 };
  let closed = false;
  const gate: Gate = {
    async enter() {
      if (closed) throw new Problem("lane-full", "Waiting for its turn.", { next: "Nothing.", retryable: true });
      counts.entered += 1;
    },
    throttled: () => {
      counts.throttled += 1;
    },
  };
  return {
    gate,
    counts,
    close: () => {
      closed = true;
    },
  };
};

describe("a client", () => {
  let estate: Estate;
  beforeEach(async () => {
    estate = await startEstate();
  });
  afterEach(() => estate[Symbol.asyncDispose]());

  const isbBehind = (gate: Gate): Promise<Isb> => {
    const clock = estate.botClock;
    const secret = createJwtSecret({ ...estate.place, secretId: jwtSecretName, clock, log: quiet });
    return createIsb({ baseUrl: estate.isbUrl, dialect: "1.2", secret, clock, log: quiet, version: "0.1.0", gate });
  };

  it("of ISB passes its gate with each request, and says when ISB has enough of them", async () => {
    const { gate, counts } = countingGate();
    const isb = await isbBehind(gate);
    await isb.as(admin).configuration();
    expect(counts).toEqual({ entered: 1, throttled: 0 });
    await estate.control("fault", { service: "isb", kind: "429", times: 1 });
    await whileTimePasses(estate, isb.as(admin).configuration());
    expect(counts).toEqual({ entered: 3, throttled: 1 });
  });

  it("of ISB sends nothing while its gate is closed", async () => {
    const { gate, close } = countingGate();
    const isb = await isbBehind(gate);
    close();
    await expect(isb.as(admin).configuration()).rejects.toMatchObject({ code: "lane-full" });
  });

  it("of Identity Center passes its gate with each request, says when it is throttled, and is refused as one that waits", async () => {
    const { gate, counts, close } = countingGate();
    const identityCenter = createIdentityCenter({ ...estate.place, clock: estate.botClock, gate });
    await identityCenter.findByEmail("admin1@example.gov.uk");
    expect(counts.entered).toBeGreaterThanOrEqual(2);
    await estate.control("fault", { service: "identitystore", kind: "throttle", times: 2 });
    await identityCenter.findByEmail("admin1@example.gov.uk");
    expect(counts.throttled).toBe(2);
    close();
    await expect(identityCenter.findByEmail("admin1@example.gov.uk")).rejects.toMatchObject({ code: "lane-full" });
  });

  it("keeps the names that the outside gave to the requests of a step, the latest five, and none outside of one", async () => {
    const { gate } = countingGate();
    const isb = await isbBehind(gate);
    const identityCenter = createIdentityCenter({ ...estate.place, clock: estate.botClock, gate });
    const calls: string[] = [];
    await insideStep(calls, () => isb.as(admin).configuration());
    expect(calls).toEqual([expect.stringMatching(/^ISB [0-9a-f-]{36}$/)]);
    await insideStep(calls, () => identityCenter.findByEmail("admin1@example.gov.uk"));
    expect(calls.at(-1)).toMatch(/^Identity Center [0-9a-f-]{36}$/);
    const before = calls.length;
    await isb.as(admin).configuration();
    expect(calls).toHaveLength(before);
    for (let n = 0; n < 6; n += 1) await insideStep(calls, () => isb.as(admin).configuration());
    expect(calls).toHaveLength(5);
  });
});
