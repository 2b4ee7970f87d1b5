import { describe, expect, it } from "vitest";
import { createIsb } from "../../../src/clients/isb/create-isb.ts";
import { createManualClock } from "../../fakes/manual-clock.ts";
import { admin, createCountingSecret, gateway, lease, problemOf, success } from "./isb-on-script.ts";
import { type Scripted, startScriptedServer } from "./scripted-server.ts";

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

const create = (baseUrl: string, dialect: "auto" | "1.2" | "1.3" = "auto") =>
  createIsb({
    baseUrl,
    dialect,
    secret: createCountingSecret().jwt,
    clock: createManualClock(),
    log: quiet,
    version: "0",
  });

describe("which ISB answers", () => {
  it("is asked without a token", async () => {
    await using server = await startScriptedServer([gateway(401, "Unauthorized")]);
    const isb = await create(`${server.url}/prod/`);
    expect(isb.dialect).toBe("1.2");
    expect(isb.can).toMatchObject({ impersonate: true, pendingForOther: true, accessAsync: false });
    expect(server.heard).toMatchObject([{ method: "GET", url: "/prod/configurations" }]);
    expect(server.heard[0]?.headers).not.toHaveProperty("authorization");
  });

  it("1.3 is refused with a sentence, found or configured", async () => {
    await using server = await startScriptedServer([gateway(403, "Missing Authentication Token")]);
    for (const dialect of ["auto", "1.3"] as const)
      expect(await problemOf(create(server.url, dialect))).toMatchObject({ code: "isb-auth", retryable: false });
    expect(server.heard).toHaveLength(1);
  });

  it.each<[string, Scripted]>([
    ["down", "reset"],
    ["behind a firewall", gateway(403, "Forbidden")],
  ])("is taken for 1.2 when it is %s: a bot must start while ISB is away", async (_name, answer) => {
    await using server = await startScriptedServer([answer, success({ result: [lease] })]);
    const isb = await create(server.url);
    expect((await isb.as(admin).listLeases()).items).toHaveLength(1);
  });
});
