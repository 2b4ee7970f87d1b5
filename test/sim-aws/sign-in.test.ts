import { describe, expect, test } from "vitest";
import { createManualClock } from "../../sim/clock.ts";
import { portalUrl, roleArns } from "../../sim/world/constants.ts";
import { call, type SdkSettings } from "./clients.ts";
import { startAws } from "./estate.ts";

/** Real time that moves only by hand. */
async function start() {
  const wall = createManualClock({ startMs: Date.now() });
  return { wall, ...(await startAws({ wall })) };
}

describe("signing in on another device", () => {
  async function begun() {
    const estate = await start();
    const client = await estate.call("sso-oidc", "RegisterClient", { clientName: "isb-bot", clientType: "public" });
    const known = { clientId: client.clientId, clientSecret: client.clientSecret };
    const started = await estate.call("sso-oidc", "StartDeviceAuthorization", { ...known, startUrl: portalUrl });
    const grantType = "urn:ietf:params:oauth:grant-type:device_code";
    const poll = () => estate.call("sso-oidc", "CreateToken", { ...known, grantType, deviceCode: started.deviceCode });
    return {
      ...estate,
      started,
      poll,
      refusal: () =>
        poll().then(
          () => "none",
          (error: { name: string }) => error.name,
        ),
      say: (more: object) =>
        estate.control("POST", "device", { userCode: started.userCode, user: "admin2@example.gov.uk", ...more }),
    };
  }

  test("waits for the person, and then gives a token that the portal takes", async () => {
    const { wall, call: ask, poll, say } = await begun();
    await expect(poll()).rejects.toMatchObject({
      name: "AuthorizationPendingException",
      error: "authorization_pending",
    });
    await say({});
    await wall.advance(1_000);
    const { accessToken } = await poll();
    expect((await ask("sso", "ListAccounts", { accessToken })).accountList.length).toBeGreaterThan(0);
    await wall.advance(1_000);
    await expect(poll()).rejects.toMatchObject({ name: "InvalidGrantException" });
  });

  test("holds for eight hours of the person's own, whatever the world's clock does", async () => {
    const { wall, clock, call: ask, poll, say } = await begun();
    await say({});
    await wall.advance(1_000);
    const { accessToken, expiresIn } = await poll();
    const accounts = () => ask("sso", "ListAccounts", { accessToken });
    await clock.advance(25 * 3_600_000);
    await wall.advance(expiresIn * 1000 - 1);
    expect((await accounts()).accountList).toEqual(expect.any(Array));
    await wall.advance(1);
    await expect(accounts()).rejects.toMatchObject({ name: "UnauthorizedException" });
  });

  test("is told to slow down when it asks too soon, by five seconds each time", async () => {
    const { wall, refusal } = await begun();
    expect(await refusal()).toBe("AuthorizationPendingException");
    expect(await refusal()).toBe("SlowDownException");
    await wall.advance(5_000);
    expect(await refusal()).toBe("SlowDownException");
    await wall.advance(11_000);
    expect(await refusal()).toBe("AuthorizationPendingException");
  });

  test("is agreed to by the person on the page that its address opens", async () => {
    const { url, started, refusal, poll, wall } = await begun();
    expect(started.verificationUriComplete).toBe(`${url}/device?user_code=${started.userCode}`);
    const shown = await (await fetch(started.verificationUriComplete)).text();
    expect(shown).toContain(`value="${started.userCode}"`);
    expect(shown).toContain("Admin Two (admin2@example.gov.uk)");
    const answer = async (fields: Record<string, string>) => {
      const response = await fetch(`${url}/device`, { method: "POST", body: new URLSearchParams(fields) });
      return { status: response.status, text: await response.text() };
    };
    const person = "11111111-0000-4000-8000-000000000002";
    const strange = await answer({ userCode: "<b>", userId: person, answer: "allow" });
    expect([strange.status, strange.text]).toEqual([400, expect.stringContaining("&lt;b&gt;")]);
    expect((await answer({ userCode: started.userCode, userId: "nobody", answer: "allow" })).status).toBe(400);
    expect(await refusal()).toBe("AuthorizationPendingException");
    const fields = { userCode: started.userCode.toLowerCase(), userId: person, answer: "allow" };
    expect((await answer(fields)).text).toContain("signed in as Admin Two");
    await wall.advance(1_000);
    expect(await poll()).toMatchObject({ tokenType: "Bearer" });
  });

  test("ends when the person says no, and when the code is ten minutes old", async () => {
    const denied = await begun();
    await denied.say({ allow: false });
    expect(await denied.refusal()).toBe("AccessDeniedException");
    const old = await begun();
    await old.wall.advance(600_000);
    expect(await old.refusal()).toBe("ExpiredTokenException");
  });
});

describe("a role's credentials", () => {
  const assumed = async (estate: Awaited<ReturnType<typeof start>>, more: object = {}): Promise<SdkSettings> => {
    const input = { RoleArn: roleArns.organisation, RoleSessionName: "isb-bot", ...more };
    const { Credentials } = await estate.call("sts", "AssumeRole", input);
    const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = Credentials;
    return { ...estate.sdk, credentials: { accessKeyId, secretAccessKey, sessionToken } };
  };
  const whoAmI = (settings: SdkSettings) => call(settings, "sts", "GetCallerIdentity", {});

  test("sign what the estate can compute itself: another secret does not fit", async () => {
    const estate = await start();
    const settings = await assumed(estate);
    expect(await whoAmI(settings)).toMatchObject({ Account: "900000000001" });
    const wrong = { ...settings, credentials: { ...settings.credentials, secretAccessKey: "another" } };
    await expect(whoAmI(wrong)).rejects.toMatchObject({
      name: "SignatureDoesNotMatch",
      $metadata: { httpStatusCode: 403 },
    });
    await expect(call(wrong, "organizations", "ListRoots", {})).rejects.toMatchObject({
      name: "InvalidSignatureException",
    });
  });

  test("belong to their token, and end", async () => {
    const estate = await start();
    const settings = await assumed(estate, { DurationSeconds: 900 });
    const other = await assumed(estate);
    const mixed = {
      ...settings,
      credentials: { ...settings.credentials, sessionToken: other.credentials.sessionToken ?? "" },
    };
    await expect(whoAmI(mixed)).rejects.toMatchObject({ name: "InvalidClientTokenId" });
    for (const session of estate.world.state.sessions) session.expiresAt -= 900_000;
    await expect(whoAmI(settings)).rejects.toMatchObject({ name: "ExpiredToken" });
  });

  test("of a role with an external id are given to whoever says it", async () => {
    const estate = await start();
    const RoleArn = "arn:aws:iam::900000000002:role/isb-m2m";
    await expect(assumed(estate, { RoleArn })).rejects.toMatchObject({ name: "AccessDenied" });
    await expect(assumed(estate, { RoleArn, ExternalId: "another" })).rejects.toMatchObject({ name: "AccessDenied" });
    expect(await whoAmI(await assumed(estate, { RoleArn, ExternalId: "estate-m2m" }))).toMatchObject({
      Arn: "arn:aws:sts::900000000002:assumed-role/isb-m2m/isb-bot",
    });
  });

  test("of a person's role are no bot's: they reach neither the directory nor the secret", async () => {
    const estate = await start();
    const { accessToken } = await estate.control("POST", "portal-token", { user: "admin2@example.gov.uk" });
    const input = { accessToken, accountId: "100000000006", roleName: "ndx_IsbUsersPS" };
    const { accessKeyId, secretAccessKey, sessionToken } = (await estate.call("sso", "GetRoleCredentials", input))
      .roleCredentials;
    const person = { ...estate.sdk, credentials: { accessKeyId, secretAccessKey, sessionToken } };
    for (const [service, operation] of [
      ["secretsmanager", "ListSecrets"],
      ["sso-admin", "ListInstances"],
      ["sqs", "ListQueues"],
    ] as const) {
      await expect(call(person, service, operation, {})).rejects.toMatchObject({ name: "AccessDeniedException" });
    }
    // What they may do is see to their own console.
    const { settingsByScope } = await call(person, "console-control", "GetCallerSettings", {
      settingNames: ["recentsConsole"],
    });
    expect(settingsByScope.caller).toHaveProperty("recentsConsole");
    await call(person, "console-control", "UpdateCallerSettings", { deleteSettingNames: ["recentsConsole"] });
    const again = await call(person, "console-control", "GetCallerSettings", { settingNames: ["recentsConsole"] });
    expect(again.settingsByScope).toEqual({ caller: {} });
    expect(
      await estate.call("console-control", "GetCallerSettings", { settingNames: ["recentsConsole"] }),
    ).toMatchObject({
      settingsByScope: { caller: { recentsConsole: expect.any(String) } },
    });
  });

  test("a regional service takes signatures for its own region alone", async () => {
    const { sdk } = await start();
    await expect(call({ ...sdk, region: "eu-west-2" }, "secretsmanager", "ListSecrets", {})).rejects.toMatchObject({
      name: "InvalidSignatureException",
      message: expect.stringContaining("region"),
    });
  });
});

test("a client that is over is forgotten when another comes", async () => {
  const { call: ask, world } = await start();
  const register = () => ask("sso-oidc", "RegisterClient", { clientName: "isb-bot", clientType: "public" });
  await register();
  for (const client of world.state.identity.deviceClients) client.expiresAt = 0;
  const { clientId } = await register();
  expect(world.state.identity.deviceClients.map((client) => client.clientId)).toEqual([clientId]);
});
