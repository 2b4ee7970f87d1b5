import { GetRandomPasswordCommand, GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { describe, expect, test } from "vitest";
import { jwtSecretName, roleArns } from "../../sim/world/constants.ts";
import { jwtSecret } from "../../sim/world/secrets.ts";
import { startAws } from "./estate.ts";

describe("Secrets Manager", () => {
  test("gives the secret by name, by ARN and by ARN without its ending, and follows a rotation", async () => {
    const estate = await startAws();
    const client = new SecretsManagerClient(estate.sdk);
    const read = (SecretId: string, VersionStage?: string) =>
      client.send(new GetSecretValueCommand({ SecretId, ...(VersionStage ? { VersionStage } : {}) }));
    const first = await read(jwtSecretName);
    expect(first).toMatchObject({
      Name: jwtSecretName,
      SecretString: jwtSecret(estate.world),
      VersionStages: ["AWSCURRENT"],
    });
    expect(first.SecretString).toHaveLength(32);
    expect(first.CreatedDate).toEqual(new Date(estate.clock.now()));
    const arn = first.ARN ?? "";
    expect((await read(arn)).SecretString).toBe(first.SecretString);
    expect((await read(arn.slice(0, -7))).SecretString).toBe(first.SecretString);

    await estate.control("POST", "rotate-secret");
    expect((await read(jwtSecretName)).SecretString).not.toBe(first.SecretString);
    expect((await read(jwtSecretName, "AWSPREVIOUS")).SecretString).toBe(first.SecretString);
  });

  test("does not find what is not there", async () => {
    const estate = await startAws();
    const client = new SecretsManagerClient(estate.sdk);
    await expect(client.send(new GetSecretValueCommand({ SecretId: "other" }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "Secrets Manager can't find the specified secret.",
      $metadata: { httpStatusCode: 400, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
  });

  test("an operation the estate does not have is refused and noted", async () => {
    const estate = await startAws();
    const client = new SecretsManagerClient(estate.sdk);
    await expect(client.send(new GetRandomPasswordCommand({}))).rejects.toMatchObject({
      name: "UnknownOperationException",
    });
    const { log } = await estate.control("GET", "log");
    expect(log).toMatchObject([{ operation: "GetRandomPassword", error: "UnknownOperationException" }]);
  });
});

describe("STS", () => {
  test("says who signs, before and after assuming a role", async () => {
    const estate = await startAws();
    const self = await new STSClient(estate.sdk).send(new GetCallerIdentityCommand({}));
    expect(self).toMatchObject({
      Account: "900000000002",
      Arn: expect.stringContaining(":assumed-role/isb-bot-task/"),
    });

    const credentials = fromTemporaryCredentials({
      masterCredentials: estate.sdk.credentials,
      params: { RoleArn: roleArns.identityCenter, RoleSessionName: "isb-bot" },
      clientConfig: { region: estate.sdk.region, endpoint: estate.sdk.endpoint },
    });
    const assumed = await new STSClient({ ...estate.sdk, credentials }).send(new GetCallerIdentityCommand({}));
    expect(assumed).toMatchObject({
      Account: "900000000003",
      Arn: "arn:aws:sts::900000000003:assumed-role/isb-bot-identity-center/isb-bot",
    });
  });

  test("gives credentials of an hour in real time, by which the SDK renews them", async () => {
    const estate = await startAws();
    const before = Date.now();
    const { Credentials } = await new STSClient(estate.sdk).send(
      new AssumeRoleCommand({ RoleArn: roleArns.organisation, RoleSessionName: "isb-bot" }),
    );
    const lifeMs = (Credentials?.Expiration?.getTime() ?? 0) - before;
    expect(lifeMs).toBeGreaterThan(3_590_000);
    expect(lifeMs).toBeLessThan(3_610_000);
  });

  test.each([
    [
      "a role that is not the bot's",
      { RoleArn: "arn:aws:iam::900000000001:role/Admin", RoleSessionName: "bot" },
      "AccessDenied",
    ],
    ["a role that is no ARN", { RoleArn: "isb-bot-organisation-role", RoleSessionName: "bot" }, "ValidationError"],
    ["a session name of one letter", { RoleArn: roleArns.organisation, RoleSessionName: "b" }, "ValidationError"],
    [
      "a session of a day",
      { RoleArn: roleArns.organisation, RoleSessionName: "bot", DurationSeconds: 86_400 },
      "ValidationError",
    ],
  ])("refuses %s", async (_name, input, name) => {
    const estate = await startAws();
    await expect(new STSClient(estate.sdk).send(new AssumeRoleCommand(input))).rejects.toMatchObject({ name });
  });

  test("refuses temporary credentials it never gave", async () => {
    const estate = await startAws();
    const credentials = { accessKeyId: "ASIAESTATE0000000000", secretAccessKey: "x", sessionToken: "made-up" };
    await expect(
      new STSClient({ ...estate.sdk, credentials }).send(new GetCallerIdentityCommand({})),
    ).rejects.toMatchObject({
      name: "InvalidClientTokenId",
      $metadata: { httpStatusCode: 403 },
    });
  });
});
