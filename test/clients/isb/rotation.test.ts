import { describe, expect, it } from "vitest";
import { containersOf } from "../../../sim/isb/authoriser.ts";
import { jwtSecretName } from "../../../sim/world/constants.ts";
import { defaultDelays } from "../../../sim/world/delays.ts";
import { createIsb } from "../../../src/clients/isb/create-isb.ts";
import type { Isb, IsbActor } from "../../../src/clients/isb/isb.ts";
import { createJwtSecret } from "../../../src/clients/secrets/secrets-manager-jwt-secret.ts";
import { isProblem } from "../../../src/domain/problem.ts";
import { type Estate, startEstate, whileTimePasses } from "../estate.ts";

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const user: IsbActor = { email: "user1@example.gov.uk", roles: ["User"] };
const manager: IsbActor = { email: "manager1@example.gov.uk", roles: ["Manager"] };

const isbOf = (estate: Estate): Promise<Isb> => {
  const clock = estate.botClock;
  const secret = createJwtSecret({ ...estate.place, secretId: jwtSecretName, clock, log: quiet });
  const options = { baseUrl: estate.isbUrl, dialect: "auto", secret, clock, log: quiet, version: "0" } as const;
  return createIsb({ ...options, random: () => 0.5 });
};

/** Makes every container of the authoriser read the secret as it is now. It does so before it looks at the token. */
const warmUp = async (estate: Estate): Promise<void> => {
  for (let call = 0; call < 24; call += 1)
    await fetch(`${estate.isbUrl}/leases`, { headers: { Authorization: `Bearer ${call}` } });
};

/** Resolves to the code of the problem, or "ok". */
const codeOf = (estate: Estate, call: Promise<unknown>): Promise<string> =>
  whileTimePasses(estate, call, 2_500).then(
    () => "ok",
    (error: unknown) => (isProblem(error) ? error.code : String(error)),
  );

const defaultContainers = containersOf(defaultDelays);
const longerThanAnyContainerMs = defaultContainers.longestLifeMs + 60_000;

describe("after a rotation, while some containers hold the old secret and others the new", () => {
  it.each([
    [11, 1],
    [12, 2],
    [13, 2],
    [14, 3],
    [15, 4],
  ])("nobody is told of a wrong role, and it passes by itself (seed %i, %i containers)", async (seed, count) => {
    await using estate = await startEstate({ seed, containers: { ...defaultContainers, count } });
    const isb = await isbOf(estate);
    const templates = await isb.as(user).listTemplates();
    const uuidOf = (name: string) => templates.items.find((template) => template.name === name)?.uuid ?? "";
    const lease = await isb.as(user).requestLease({ templateUuid: uuidOf("data-lab") });
    await warmUp(estate);
    await estate.control("rotate-secret");
    const rotatedAt = estate.clock.now();

    const codes = new Set<string>();
    while (estate.clock.now() - rotatedAt < longerThanAnyContainerMs) {
      codes.add(await codeOf(estate, isb.as(user).listTemplates()));
      codes.add(await codeOf(estate, isb.as(manager).getLease(lease)));
      // A template nobody has: the handler's answer is proof that the call came through, and it leaves nothing behind.
      const ask = isb.as(user).requestLease({ templateUuid: crypto.randomUUID() });
      codes.add(await codeOf(estate, ask));
      await estate.clock.advance(20_000);
    }
    expect([...codes].sort()).toEqual(["isb-auth", "ok", "template-unknown"]);

    expect(await codeOf(estate, isb.as(user).listTemplates())).toBe("ok");
    expect(await codeOf(estate, isb.as(manager).reviewLease(lease, "Approve"))).toBe("ok");
  });

  it("maintenance is still told as that, and a wrong role as that", async () => {
    await using estate = await startEstate({ seed: 16 });
    const isb = await isbOf(estate);
    await warmUp(estate);
    await estate.control("rotate-secret");
    const key = { userEmail: user.email, uuid: crypto.randomUUID() };
    expect(await codeOf(estate, isb.as(user).reviewLease(key, "Approve"))).toBe("isb-refused");
    await estate.clock.advance(longerThanAnyContainerMs);
    await estate.control("config", { maintenanceMode: true });
    expect(await codeOf(estate, isb.as(user).listTemplates())).toBe("maintenance");
  });
});
