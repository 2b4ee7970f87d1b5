import { beforeAll, describe, expect, it } from "vitest";
import { actionsIn, actionsOf } from "./aws-calls.ts";
import { listed, ofType, type Statement, synthesise, type Template, taskStatements } from "./synthesised.ts";

let template: Template;
let statements: Statement[];
beforeAll(() => {
  template = synthesise();
  statements = taskStatements(template);
});

const granted = () => [...new Set(statements.flatMap(({ Action }) => listed(Action)))].sort();

describe("what the running bot may do in AWS", () => {
  it("is what its code calls, no more and no less", () => {
    // The stack makes the table; this file makes the local one.
    const called = actionsIn("src", ["src/jobs/table/create-table.ts"]);
    // Secrets Manager decrypts with the caller's right to the key; no code of the bot calls KMS.
    expect(granted()).toEqual([...called, "kms:Decrypt"].sort());
  });

  it("is compared with calls that were really found", () => {
    const source = `import { PutCommand, type X } from "@aws-sdk/lib-dynamodb";\nimport { paginateListUsers } from "@aws-sdk/client-identitystore";\nimport type { GetUserIdCommand } from "@aws-sdk/client-identitystore";`;
    expect(actionsOf(source)).toEqual(["dynamodb:PutItem", "identitystore:ListUsers"]);
    expect(actionsIn("src")).toContain("dynamodb:CreateTable");
    expect(actionsIn("src").length).toBeGreaterThan(12);
  });

  it("names no action by wildcard, for the bot or for what starts it", () => {
    const all = ofType(template, "AWS::IAM::Policy").flatMap(
      ({ Properties }) => Properties.PolicyDocument.Statement as Statement[],
    );
    expect(all.length).toBeGreaterThan(6);
    expect(all.flatMap(({ Action }) => listed(Action)).filter((action) => action.includes("*"))).toEqual([]);
    expect(all.map(({ Effect }) => Effect).filter((effect) => effect !== "Allow")).toEqual([]);
    expect(JSON.stringify(template)).not.toMatch(/ManagedPolicyArns|AdministratorAccess|PowerUserAccess/);
  });

  it("reaches everything only where AWS offers no narrower resource", () => {
    const everywhere = statements.filter(({ Resource }) => listed(Resource).includes("*"));
    expect(everywhere.flatMap(({ Action }) => listed(Action))).toEqual(["sso:ListInstances"]);
  });

  it("assumes the one role it was given, and that or reads Identity Center itself, never both", () => {
    const assuming = statements.filter(({ Action }) => listed(Action).includes("sts:AssumeRole"));
    expect(assuming.map(({ Resource }) => Resource)).toEqual([{ Ref: "IdentityCenterRoleArn" }]);
    const conditions = ofType(template, "AWS::IAM::Policy").flatMap(({ Condition, Properties }) =>
      Condition
        ? [[Condition, JSON.stringify(Properties.PolicyDocument).match(/sts:AssumeRole|identitystore:Get/)?.[0]]]
        : [],
    );
    expect(conditions).toEqual([
      ["HasIdentityCenterRole", "sts:AssumeRole"],
      ["ReadsIdentityCenterItself", "identitystore:Get"],
    ]);
  });

  it("decrypts ISB's secret and nothing else under the same key", () => {
    const decrypt = statements.find(({ Action }) => listed(Action).includes("kms:Decrypt"));
    expect(decrypt?.Resource).toEqual({ Ref: "IsbJwtSecretKeyArn" });
    expect(decrypt?.Condition).toEqual({
      StringEquals: { "kms:EncryptionContext:SecretARN": { Ref: "IsbJwtSecretArn" } },
    });
  });

  it("is lent to ECS tasks only", () => {
    for (const { Properties } of ofType(template, "AWS::IAM::Role")) {
      expect(Properties.AssumeRolePolicyDocument.Statement).toEqual([
        { Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" } },
      ]);
    }
  });
});
