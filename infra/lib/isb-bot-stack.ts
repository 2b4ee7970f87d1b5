import { type App, CfnOutput, DefaultStackSynthesizer, Stack, Tags, Validations } from "aws-cdk-lib";
import { createJobsTable } from "./jobs-table.ts";
import { createParameters } from "./parameters.ts";
import { createService } from "./service.ts";
import { createTask } from "./task.ts";
import { createTaskPermissions } from "./task-permissions.ts";

/** All of the bot in AWS. The template carries no assets, so plain CloudFormation deploys it and no account has to be bootstrapped. */
export const createIsbBotStack = (app: App): Stack => {
  const stack = new Stack(app, "isb-bot", {
    description: "The /isb Slack bot: service, table, secrets, logs",
    synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
  });
  Validations.of(stack).acknowledge({
    id: "CloudFormation-Validate::W2509",
    reason: "The parameters named after ISB's secret hold its ARN and its key's ARN, never a secret.",
  });
  const parameters = createParameters(stack);
  const table = createJobsTable(stack);
  const task = createTask(stack, { table, parameters });
  const permissions = createTaskPermissions(stack, { role: task.taskRole, table, parameters });
  const service = createService(stack, { task, permissions, parameters });

  new CfnOutput(stack, "TableName", { value: table.tableName });
  new CfnOutput(stack, "ServiceName", { value: service.attrName });
  new CfnOutput(stack, "TaskRoleArn", {
    value: task.taskRole.roleArn,
    description: "Who may assume the Identity Center role and read ISB's secret",
  });
  Tags.of(stack).add("application", "isb-bot");
  return stack;
};
