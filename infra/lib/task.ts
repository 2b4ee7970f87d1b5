import { Aws, Duration, RemovalPolicy } from "aws-cdk-lib";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { Repository } from "aws-cdk-lib/aws-ecr";
import {
  Capability,
  ContainerImage,
  CpuArchitecture,
  Secret as EcsSecret,
  FargateTaskDefinition,
  LinuxParameters,
  LogDrivers,
  OperatingSystemFamily,
} from "aws-cdk-lib/aws-ecs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { healthCheckScript } from "./health-check.ts";
import type { Parameters } from "./parameters.ts";
import { createSlackSecrets } from "./slack-secrets.ts";

/** Longest that ECS waits between SIGTERM and SIGKILL on Fargate (ECS developer guide). The bot drains in well under it. */
const stopTimeout = Duration.seconds(120);

/** What one task of the bot is: its image, its environment, its secrets, and how it counts as healthy. */
export const createTask = (scope: Construct, { table, parameters }: { table: Table; parameters: Parameters }) => {
  const tokens = createSlackSecrets(scope);
  const logs = new LogGroup(scope, "Logs", { retention: RetentionDays.ONE_YEAR, removalPolicy: RemovalPolicy.RETAIN });
  const repository = Repository.fromRepositoryName(scope, "ImageRepositoryReference", parameters.imageRepository);

  const task = new FargateTaskDefinition(scope, "Task", {
    cpu: 256,
    memoryLimitMiB: 512,
    runtimePlatform: {
      cpuArchitecture: CpuArchitecture.ARM64,
      operatingSystemFamily: OperatingSystemFamily.LINUX,
    },
  });
  // The root file system is read-only; the sign of life goes here.
  task.addVolume({ name: "tmp" });

  const linux = new LinuxParameters(scope, "Linux", { initProcessEnabled: true });
  linux.dropCapabilities(Capability.ALL);

  const container = task.addContainer("Bot", {
    containerName: "bot",
    image: ContainerImage.fromRegistry(repository.repositoryUriForDigest(parameters.imageDigest)),
    user: "node",
    readonlyRootFilesystem: true,
    linuxParameters: linux,
    stopTimeout,
    logging: LogDrivers.awsLogs({ logGroup: logs, streamPrefix: "bot" }),
    healthCheck: {
      command: ["CMD", "node", "-e", healthCheckScript],
      interval: Duration.seconds(30),
      timeout: Duration.seconds(5),
      retries: 3,
      startPeriod: Duration.seconds(60),
    },
    environment: {
      AWS_REGION: Aws.REGION,
      ISB_CONFIG: parameters.configPath,
      ISB_TABLE_NAME: table.tableName,
      ISB_API_BASE_URL: parameters.isbApiBaseUrl,
      ISB_API_AUTH: "jwt",
      ISB_JWT_SECRET_PATH: parameters.isbJwtSecretArn,
      ISB_IDC_REGION: parameters.identityCenterRegion,
      ISB_IDC_ROLE_ARN: parameters.identityCenterRoleArn,
    },
    secrets: {
      SLACK_BOT_TOKEN: EcsSecret.fromSecretsManager(tokens.botToken),
      SLACK_APP_TOKEN: EcsSecret.fromSecretsManager(tokens.appToken),
    },
  });
  container.addMountPoints({ sourceVolume: "tmp", containerPath: "/tmp", readOnly: false });
  repository.grantPull(task.obtainExecutionRole());
  return task;
};
