import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { isDeclared } from "../../sim/aws/answer.ts";
import { commonErrors } from "../../sim/aws/errors.ts";
import { violations } from "../../sim/aws/model/check.ts";
import { type Model, modelOf, type Shape, shapeOf } from "../../sim/aws/model/model.ts";
import { patternOf } from "../../sim/aws/model/pattern.ts";
import { type AwsService, awsServices } from "../../sim/world/fault-catalogue.ts";
import { type Sdk, sdks } from "./clients.ts";

/**
 * The JavaScript SDK's schemas (@smithy/types, schema): a structure is `[3, namespace, name, traits, members, schemas,
 * required]`, its required members first; simple types are small numbers, or 64 and 128 for a list and a map of one.
 */
type Schema = number | readonly unknown[] | (() => Schema);

/** What the model's types are in a schema. Texts with traits and blobs are their own schemas: their first number says. */
const kinds: Readonly<Record<Shape["type"], (schema: Schema) => boolean>> = {
  string: (schema) => schema === 0 || simple(schema),
  boolean: (schema) => schema === 2,
  integer: (schema) => schema === 1,
  long: (schema) => schema === 1,
  double: (schema) => schema === 1,
  timestamp: (schema) => schema === 4,
  blob: (schema) => schema === 21 || simple(schema),
  list: (schema) => (typeof schema === "number" && (schema & 64) > 0) || first(schema) === 1,
  map: (schema) => (typeof schema === "number" && (schema & 128) > 0) || first(schema) === 2,
  structure: (schema) => [3, 4].includes(first(schema)) || schema === 15,
};
const settled = (schema: Schema): Schema => (typeof schema === "function" ? settled(schema()) : schema);
const first = (schema: Schema): number => (Array.isArray(schema) ? Number(schema[0]) : -1);
const simple = (schema: Schema): boolean => first(schema) === 0;

/** A member's schema, without the traits that may stand beside it. */
function memberSchema(schema: Schema): Schema {
  const given = settled(schema);
  const withTraits = Array.isArray(given) && (typeof given[0] === "function" || given.length === 2);
  return withTraits ? settled(given[0] as Schema) : given;
}

const schemaOf = (sdk: Sdk, name: string) => sdk[`${name}$`] as readonly unknown[] | undefined;

/** Members the published model has gained since the SDK package that is installed here. */
const newer: Partial<Record<AwsService, readonly string[]>> = {
  identitystore: [
    "UserArn",
    "GroupArn",
    "MembershipArn",
    "Revision",
    "UpdateUserResponse.IdentityStoreId",
    "UpdateUserResponse.UserId",
  ],
};

const modelled = awsServices.flatMap((service) => {
  const known = sdks[service];
  return known ? [{ service, sdk: known.sdk, model: modelOf(service) }] : [];
});

describe.each(modelled)("the model of $service", ({ service, sdk, model }) => {
  const isNewer = (shape: string, member: string) =>
    [member, `${shape}.${member}`].some((name) => newer[service]?.includes(name));

  const structures = Object.entries(model.shapes).filter(([, { type, document }]) => type === "structure" && !document);

  test("has the members of the SDK's schemas, and no others, each of the same type", () => {
    let compared = 0;
    for (const [name, shape] of structures) {
      const schema = schemaOf(sdk, name);
      expect(schema, name).toBeDefined();
      const names = schema?.[4] as string[];
      const schemas = schema?.[5] as Schema[];
      const own = Object.keys(shape.members ?? {}).filter((member) => !isNewer(name, member));
      // The model leaves an error's message out where the SDK adds one to all.
      const theirs = names.filter((member) => !(shape.exception && /^message$/i.test(member)));
      expect(own.filter((member) => !/^message$/i.test(member) || !shape.exception).sort(), name).toEqual(
        theirs.sort(),
      );
      for (const [at, member] of names.entries()) {
        const declared = shape.members?.[member];
        if (!declared) continue;
        const { type } = shapeOf(model, declared.shape);
        expect(kinds[type](memberSchema(schemas[at] as Schema)), `${name}.${member} is ${type}`).toBe(true);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(10);
  });

  test("requires what the SDK's schemas require", () => {
    for (const [name, { required = [], exception }] of structures) {
      if (exception) continue;
      const [, , , , names, , count = 0] = schemaOf(sdk, name) ?? [];
      const theirs = (names as string[]).slice(0, Number(count)).sort();
      const own = [...required].filter((member) => newer[service] === undefined || theirs.includes(member));
      expect(own.sort(), name).toEqual(theirs);
    }
  });

  test("declares the errors that the SDK's own description of each command names", () => {
    const packageOf: Partial<Record<AwsService, string>> = { secretsmanager: "secrets-manager", ce: "cost-explorer" };
    for (const [operation, { errors }] of Object.entries(model.operations)) {
      const folder = resolve(`node_modules/@aws-sdk/client-${packageOf[service] ?? service}/dist-types/commands`);
      const file = join(folder, `${operation}Command.d.ts`);
      expect(existsSync(file), file).toBe(true);
      const named = [...readFileSync(file, "utf8").matchAll(/@throws \{@link (\w+)\} \((?:client|server) fault\)/g)];
      const theirs = named.map(([, name]) => String(name));
      // The SDK's classes end in Exception where the service's own names do not.
      const plain = (name: string) => name.replace(/Exception$/, "");
      expect(errors.map(plain).sort(), operation).toEqual(theirs.map(plain).sort());
    }
  });
});

test.each(awsServices)("every pattern of %s is one that this side can read", (service) => {
  const patterns = Object.values(modelOf(service).shapes).flatMap(({ pattern }) => pattern ?? []);
  for (const pattern of patterns) expect(patternOf(pattern)).toBeInstanceOf(RegExp);
});

test("an error is declared by its operation or common to all", () => {
  expect(isDeclared(modelOf("organizations"), "MoveAccount", "DuplicateAccountException")).toBe(true);
  expect(isDeclared(modelOf("organizations"), "ListRoots", "DuplicateAccountException")).toBe(false);
  for (const code of Object.keys(commonErrors)) expect(isDeclared(modelOf("sts"), "AssumeRole", code)).toBe(true);
});

describe("a value is held against its shape", () => {
  const model = modelOf("organizations");
  const good = { AccountName: "pool-013", Email: "pool-013@example.gov.uk", Tags: [{ Key: "a", Value: "" }] };
  const paths = (of: Model, shape: string, value: unknown) =>
    violations(of, shape, value).map(({ path, kind }) => [path, kind]);

  test.each<[string, unknown, [string, string][]]>([
    ["nothing wrong", good, []],
    ["null counts as absent", { ...good, RoleName: null }, []],
    ["a member nobody knows", { ...good, Nickname: "x" }, [["nickname", "unknown"]]],
    ["a required one absent", { AccountName: "pool-013" }, [["email", "required"]]],
    ["another type", { ...good, AccountName: 13 }, [["accountName", "type"]]],
    ["a text too long", { ...good, AccountName: "x".repeat(51) }, [["accountName", "maxLength"]]],
    [
      "a text too short, and not of the pattern",
      { ...good, Email: "x" },
      [
        ["email", "minLength"],
        ["email", "pattern"],
      ],
    ],
    ["none of the choices", { ...good, IamUserAccessToBilling: "PERHAPS" }, [["iamUserAccessToBilling", "enum"]]],
    [
      "deep in a list",
      { ...good, Tags: [{ Key: "a", Value: "" }, { Key: "b" }] },
      [["tags.2.member.value", "required"]],
    ],
    ["no structure at all", [], [["", "type"]]],
  ])("%s", (_says, value, wrong) => {
    expect(paths(model, "CreateAccountRequest", value)).toEqual(wrong);
  });

  test("numbers have bounds, unions one member, maps keys and values, documents anything", () => {
    expect(paths(model, "ListAccountsRequest", { MaxResults: 21 })).toEqual([["maxResults", "maxValue"]]);
    const store = modelOf("identitystore");
    expect(paths(store, "AlternateIdentifier", {})).toEqual([["", "type"]]);
    expect(paths(store, "AttributeValue", [{ any: "thing" }])).toEqual([]);
    const messages = { Attributes: { Nothing: 1 } };
    expect(paths(modelOf("sqs"), "GetQueueAttributesResult", messages)).toEqual([
      ["attributes.Nothing.key", "enum"],
      ["attributes.Nothing.value", "type"],
    ]);
  });
});
