import { describe, expect, test } from "vitest";
import { modelOf } from "../../sim/aws/model/model.ts";
import { services } from "../../sim/aws/services.ts";
import { identityStoreId as IdentityStoreId, jwtSecretName, ouIds } from "../../sim/world/constants.ts";
import { type AwsService, awsServices } from "../../sim/world/fault-catalogue.ts";
import { type AwsEstate, startAws } from "./estate.ts";

/** Names that every JavaScript object answers to: to AWS they are words like any other. */
const inherited = ["constructor", "__proto__", "toString", "hasOwnProperty"];
const user = "11111111-0000-4000-8000-000000000005";

const today = () => new Date().toISOString().replace(/[-:]|\.\d{3}/g, "");
const signed = (name: AwsService) => {
  const { signingName, endpointPrefix } = modelOf(name);
  const scope = `AKIAESTATE0000000000/${today().slice(0, 8)}/us-west-2/${signingName ?? endpointPrefix}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date, Signature=${"a".repeat(64)}`;
  return { authorization, "x-amz-date": today() };
};

/** A call by hand, of whatever operation and body. */
async function sent(estate: AwsEstate, name: AwsService, operation: string, body = "{}") {
  const { protocol, targetPrefix, jsonVersion } = modelOf(name);
  const type = protocol === "query" ? "x-www-form-urlencoded" : `x-amz-json-${jsonVersion}`;
  const answer = await fetch(estate.url, {
    method: "POST",
    headers: {
      ...signed(name),
      "content-type": `application/${type}`,
      ...(targetPrefix ? { "x-amz-target": `${targetPrefix}.${operation}` } : {}),
    },
    body: protocol === "query" ? `Action=${operation}&${body}` : body,
  });
  return { status: answer.status, text: await answer.text() };
}

/** Services whose request names the operation; the others have a path for each. */
const named = awsServices.filter((name) => modelOf(name).protocol !== "rest-json" && services[name].proof !== "none");

describe("a name that every object answers to", () => {
  test.each(named)("is no operation of %s", async (name) => {
    const estate = await startAws();
    for (const word of inherited) {
      const { status, text } = await sent(estate, name, word, "");
      expect([word, status, text]).toEqual([
        word,
        400,
        expect.stringMatching(/UnknownOperationException|InvalidAction/),
      ]);
    }
  });

  test("is no token of the access portal", async () => {
    const estate = await startAws();
    for (const word of inherited) {
      const headers = { "x-amz-sso_bearer_token": word };
      const answer = await fetch(`${estate.url}/assignment/accounts`, { headers });
      expect([word, answer.status]).toEqual([word, 401]);
    }
  });

  test("is no member of a request", async () => {
    const estate = await startAws();
    for (const word of inherited) {
      const body = `{"SecretId":"${jwtSecretName}","${word}":{"shape":"x"}}`;
      const { status, text } = await sent(estate, "secretsmanager", "GetSecretValue", body);
      expect([word, status, text]).toEqual([word, 400, expect.stringContaining("ValidationException")]);
    }
  });

  test("is no attribute of a user", async () => {
    const estate = await startAws();
    for (const word of inherited) {
      const Operations = [{ AttributePath: word, AttributeValue: "x" }];
      const update = estate.call("identitystore", "UpdateUser", { IdentityStoreId, UserId: user, Operations });
      await expect(update).rejects.toMatchObject({ name: "ValidationException" });
    }
  });

  test("is the key of a tag as good as any", async () => {
    const estate = await startAws();
    const ResourceId = ouIds.Entry;
    const given = inherited.map((Key) => ({ Key, Value: "yes" }));
    await estate.call("organizations", "TagResource", { ResourceId, Tags: given });
    const tags = async () => (await estate.call("organizations", "ListTagsForResource", { ResourceId })).Tags;
    expect(await tags()).toEqual(given);
    await estate.call("organizations", "UntagResource", { ResourceId, TagKeys: inherited });
    expect(await tags()).toEqual([]);
  });
});

test("a form reaches no object but its own", async () => {
  const estate = await startAws();
  for (const key of ["__proto__.polluted", "constructor.prototype.polluted", "Tags.__proto__.polluted"]) {
    const { status, text } = await sent(estate, "sts", "GetCallerIdentity", `${key}=yes`);
    expect([status, text]).toEqual([400, expect.stringContaining("<Code>ValidationError</Code>")]);
  }
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
