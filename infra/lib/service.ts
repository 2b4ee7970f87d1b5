import { CfnSecurityGroup } from "aws-cdk-lib/aws-ec2";
import { CfnCluster, CfnService, type FargateTaskDefinition } from "aws-cdk-lib/aws-ecs";
import type { Policy } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import type { Parameters } from "./parameters.ts";

/**
 * Keeps the tasks running and replaces them one deployment at a time. Slack reaches the bot over the bot's own connection
 * (Socket Mode), so there is no listener and no way in. Plain resources: the subnets are a parameter, and the constructs want to count them.
 */
export const createService = (
  scope: Construct,
  {
    task,
    permissions,
    parameters,
  }: { task: FargateTaskDefinition; permissions: readonly Policy[]; parameters: Parameters },
): CfnService => {
  const cluster = new CfnCluster(scope, "Cluster");
  const outwards = new CfnSecurityGroup(scope, "Outwards", {
    groupDescription: "The bot calls Slack, ISB and AWS over TLS; nobody calls the bot",
    vpcId: parameters.vpcId,
    securityGroupEgress: [{ ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIp: "0.0.0.0/0", description: "TLS" }],
    securityGroupIngress: [],
  });

  const service = new CfnService(scope, "Service", {
    cluster: cluster.ref,
    taskDefinition: task.taskDefinitionArn,
    launchType: "FARGATE",
    platformVersion: "1.4.0",
    desiredCount: parameters.taskCount,
    enableExecuteCommand: false,
    propagateTags: "SERVICE",
    deploymentConfiguration: {
      // New tasks first: jobs are claimed from the table, so old and new may run side by side.
      minimumHealthyPercent: 100,
      maximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
    },
    networkConfiguration: {
      awsvpcConfiguration: {
        subnets: parameters.subnetIds,
        securityGroups: [outwards.attrGroupId],
        assignPublicIp: parameters.assignPublicIp,
      },
    },
  });
  // Permissions first: a task that starts without them would fail its deployment.
  service.node.addDependency(task.obtainExecutionRole(), ...permissions);
  return service;
};
