import { describe, expect, test } from "vitest";
import { modelOf } from "../../sim/aws/model/model.ts";
import { services } from "../../sim/aws/services.ts";
import { type AwsService, awsServices } from "../../sim/world/fault-catalogue.ts";
import { call } from "./clients.ts";
import { type AwsEstate, startAws } from "./estate.ts";
import type { Example } from "./examples/example.ts";
import { queueExamples, secretsExamples } from "./examples/hub.ts";
import { identityStoreExamples, ssoAdminExamples } from "./examples/identity.ts";
import { billingExamples, consoleExamples, costExamples, stackExamples } from "./examples/management.ts";
import { organizationsExamples } from "./examples/organizations.ts";
import { oidcExamples, portalExamples, stsExamples } from "./examples/sign-in.ts";

const examples: readonly Example[] = [
  ...stsExamples,
  ...secretsExamples,
  ...identityStoreExamples,
  ...ssoAdminExamples,
  ...portalExamples,
  ...oidcExamples,
  ...organizationsExamples,
  ...stackExamples,
  ...queueExamples,
  ...costExamples,
  ...billingExamples,
  ...consoleExamples,
];

const named = examples.map((example) => [`${example.service} ${example.operation}`, example] as const);
const inputOf = (input: Example["passes"], known: Record<string, string>): object =>
  typeof input === "function" ? input(known) : input;

/** Calls as somebody other than who the bot calls as. */
function callAs(estate: AwsEstate, who: Example["refusedTo"], service: AwsService, operation: string, input: object) {
  if (who === undefined) return estate.call(service, operation, input);
  const stranger = { accessKeyId: "ASIAESTATE0000000000", secretAccessKey: "x", sessionToken: "made-up" };
  return call({ ...estate.sdk, ...(who === "a stranger" ? { credentials: stranger } : {}) }, service, operation, input);
}

describe("an operation", () => {
  test.each(named)("%s answers", async (_name, { service, operation, given, passes, answers, after }) => {
    const estate = await startAws();
    const known = (await given?.(estate)) ?? {};
    expect(await estate.call(service, operation, inputOf(passes, known))).toMatchObject(answers);
    if (after) expect(await after.look(estate, known)).toEqual(after.finds);
  });

  test.each(named)("%s refuses", async (_name, { service, operation, given, refused, refusedTo, by }) => {
    const estate = await startAws();
    const known = (await given?.(estate)) ?? {};
    await expect(callAs(estate, refusedTo, service, operation, inputOf(refused, known))).rejects.toMatchObject({
      name: by,
      message: expect.stringMatching(/./),
    });
  });
});

test("every answer that says nothing is followed by a look at what was done", () => {
  const blind = examples.filter(({ answers, after }) => Object.keys(answers).length === 0 && !after);
  expect(blind.map(({ operation }) => operation)).toEqual([]);
});

test("every operation of every service has its two examples and its model, and there are 82", () => {
  const shown = examples.map(({ service, operation }) => `${service} ${operation}`);
  const built = awsServices.flatMap((name) => Object.keys(services[name].operations).map((each) => `${name} ${each}`));
  const modelled = awsServices.flatMap((name) =>
    Object.keys(modelOf(name).operations).map((each) => `${name} ${each}`),
  );
  expect(shown.sort()).toEqual(built.sort());
  expect(modelled.sort()).toEqual(built);
  expect(built).toHaveLength(82);
});
