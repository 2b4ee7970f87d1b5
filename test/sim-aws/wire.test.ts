import { IdentitystoreClient, ListGroupsCommand } from "@aws-sdk/client-identitystore";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { ListAccountsCommand, SSOClient } from "@aws-sdk/client-sso";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { describe, expect, test, vi } from "vitest";
import { identityStoreId as IdentityStoreId, jwtSecretName } from "../../sim/world/constants.ts";
import { startAws } from "./estate.ts";

const today = () => `${new Date().toISOString().replace(/[-:]|\.\d{3}/g, "")}`;
const scope = (service = "secretsmanager", key = "AKIAESTATE0000000000") =>
  `${key}/${today().slice(0, 8)}/us-west-2/${service}/aws4_request`;
const authorization = (credential: string, signature = "a".repeat(64), signed = "host;x-amz-date") =>
  `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signed}, Signature=${signature}`;

describe("signatures", () => {
  test.each<[string, Record<string, string>, number, string | undefined]>([
    ["a well-formed one", { authorization: authorization(scope()) }, 200, undefined],
    ["none", {}, 400, "MissingAuthenticationTokenException"],
    ["a bearer token", { authorization: "Bearer abc" }, 400, "IncompleteSignatureException"],
    ["a short signature", { authorization: authorization(scope(), "abc") }, 400, "IncompleteSignatureException"],
    ["another service's", { authorization: authorization(scope("sts")) }, 400, "InvalidSignatureException"],
    ["no signed date", { authorization: authorization(scope(), undefined, "host") }, 400, "InvalidSignatureException"],
    [
      "a date of last year",
      { authorization: authorization(scope()), "x-amz-date": "20250101T000000Z" },
      400,
      "InvalidSignatureException",
    ],
    [
      "a key too short",
      { authorization: authorization(scope("secretsmanager", "AKIA")) },
      400,
      "UnrecognizedClientException",
    ],
  ])("%s", async (_name, headers, status, type) => {
    const estate = await startAws();
    const answer = await fetch(estate.url, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "secretsmanager.GetSecretValue",
        "x-amz-date": today(),
        ...headers,
      },
      body: JSON.stringify({ SecretId: jwtSecretName }),
    });
    const body = (await answer.json()) as { __type?: string };
    expect([answer.status, body.__type]).toEqual([status, type]);
    expect(answer.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("STS has its own names for the same refusals", async () => {
    const estate = await startAws();
    const answer = await fetch(estate.url, {
      method: "POST",
      body: new URLSearchParams({ Action: "GetCallerIdentity" }),
    });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("<Code>MissingAuthenticationToken</Code>");
  });
});

test("a service the estate does not have is refused and noted", async () => {
  const estate = await startAws();
  const headers = { "x-amz-target": "DynamoDB_20120810.ListTables" };
  const answer = await fetch(estate.url, { method: "POST", headers, body: "{}" });
  expect(answer.status).toBe(404);
  expect(await estate.control("GET", "log")).toMatchObject({
    log: [{ operation: "DynamoDB_20120810.ListTables" }],
  });
});

describe("faults", () => {
  const calls = {
    secretsmanager: (sdk: object) =>
      new SecretsManagerClient(sdk).send(new GetSecretValueCommand({ SecretId: jwtSecretName })),
    identitystore: (sdk: object) => new IdentitystoreClient(sdk).send(new ListGroupsCommand({ IdentityStoreId })),
    sts: (sdk: object) => new STSClient(sdk).send(new GetCallerIdentityCommand({})),
    sso: (sdk: object) => new SSOClient(sdk).send(new ListAccountsCommand({ accessToken: "any" })),
  };

  test.each([
    ["secretsmanager", "GetSecretValue", "throttle", "ThrottlingException"],
    ["secretsmanager", "GetSecretValue", "error", "InternalServiceError"],
    ["identitystore", "ListGroups", "throttle", "ThrottlingException"],
    ["identitystore", "ListGroups", "error", "InternalServerException"],
    ["sts", "GetCallerIdentity", "throttle", "Throttling"],
    ["sts", "GetCallerIdentity", "error", "InternalFailure"],
    ["sso", "ListAccounts", "throttle", "TooManyRequestsException"],
  ] as const)("%s %s %s", async (service, operation, kind, name) => {
    const estate = await startAws();
    await estate.control("POST", "fault", { service, operation, kind });
    await expect(calls[service](estate.sdk)).rejects.toMatchObject({ name });
  });

  test("the SDK gets over a throttle and a closed connection by itself", async () => {
    const estate = await startAws();
    await estate.control("POST", "fault", { service: "identitystore", kind: "throttle" });
    await estate.control("POST", "fault", { service: "identitystore", kind: "down" });
    const { Groups } = (await calls.identitystore({ ...estate.sdk, maxAttempts: 3 })) as { Groups?: unknown[] };
    expect(Groups).toHaveLength(4);
  });

  test("slow answers after its delay of world time", async () => {
    const estate = await startAws();
    await estate.control("POST", "fault", { service: "sts", kind: "slow", delayMs: 4_000 });
    const answer = calls.sts(estate.sdk);
    await vi.waitFor(() => expect(estate.clock.waiting()).toBe(1));
    await estate.clock.advance(4_000);
    expect(await answer).toMatchObject({ Account: "900000000002" });
  });
});
