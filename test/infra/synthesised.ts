import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Statement {
  Sid?: string;
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Condition?: unknown;
}
export interface Resource {
  Type: string;
  Condition?: string;
  DeletionPolicy?: string;
  // biome-ignore lint/suspicious/noExplicitAny: CloudFormation's own free-form properties; the assertions name what they expect.
  Properties: Record<string, any>;
}
export interface Template {
  Parameters: Record<string, { Type: string; Default?: string | number; AllowedPattern?: string }>;
  Resources: Record<string, Resource>;
}

/** Runs what `npm run synth` runs, in a process of its own, and reads what it wrote. */
export const synthesise = (): Template => {
  const folder = mkdtempSync(join(tmpdir(), "isb-synth-"));
  try {
    execFileSync(process.execPath, ["infra/bin/synth.ts", folder], { stdio: "pipe" });
    return JSON.parse(readFileSync(join(folder, "isb-bot.template.json"), "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

export const listed = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

export const ofType = (template: Template, type: string): Resource[] =>
  Object.values(template.Resources).filter((each) => each.Type === type);

export const only = (template: Template, type: string): Resource => {
  const [found, ...others] = ofType(template, type);
  if (!found || others.length > 0) throw new Error(`expected one ${type}, found ${found ? others.length + 1 : 0}`);
  return found;
};

/** The statements of every policy attached to the role that the running bot has (not ECS's own, which starts it). */
export const taskStatements = (template: Template): Statement[] => {
  const { TaskRoleArn } = only(template, "AWS::ECS::TaskDefinition").Properties;
  const role = TaskRoleArn["Fn::GetAtt"][0];
  return ofType(template, "AWS::IAM::Policy")
    .filter(({ Properties }) => Properties.Roles.some((each: { Ref?: string }) => each.Ref === role))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
};
