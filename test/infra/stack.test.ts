import { beforeAll, describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { tableDefinition, ttlAttribute } from "../../src/jobs/table/definition.ts";
import { readDockerfile } from "../image/dockerfile.ts";
import { ofType, only, synthesise, type Template } from "./synthesised.ts";

let template: Template;
beforeAll(() => {
  template = synthesise();
});

const container = () => only(template, "AWS::ECS::TaskDefinition").Properties.ContainerDefinitions[0];

describe("the table", () => {
  it("has the keys and indexes the bot goes by", () => {
    const { Properties } = only(template, "AWS::DynamoDB::Table");
    expect(Properties.KeySchema).toEqual(tableDefinition.KeySchema);
    expect(Properties.AttributeDefinitions).toEqual(tableDefinition.AttributeDefinitions);
    expect(Properties.BillingMode).toBe(tableDefinition.BillingMode);
    expect(Properties.GlobalSecondaryIndexes).toEqual(tableDefinition.GlobalSecondaryIndexes);
    expect(Properties.TimeToLiveSpecification).toEqual({ AttributeName: ttlAttribute, Enabled: true });
  });

  it("is encrypted, can be put back to any second, and is not deleted by accident", () => {
    const { Properties, DeletionPolicy } = only(template, "AWS::DynamoDB::Table");
    expect(Properties.SSESpecification).toEqual({ SSEEnabled: true });
    expect(Properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
    expect(Properties.DeletionProtectionEnabled).toBe(true);
    expect(DeletionPolicy).toBe("Retain");
  });
});

describe("the service", () => {
  it("lets nobody in and goes out over TLS only", () => {
    const { Properties } = only(template, "AWS::EC2::SecurityGroup");
    expect(Properties.SecurityGroupIngress).toEqual([]);
    expect(Properties.SecurityGroupEgress).toMatchObject([{ IpProtocol: "tcp", FromPort: 443, ToPort: 443 }]);
    expect(ofType(template, "AWS::EC2::SecurityGroupIngress")).toEqual([]);
    const listening = Object.values(template.Resources).filter(({ Type }) => /LoadBalancing|ApiGateway|VPC/.test(Type));
    expect(listening).toEqual([]);
    expect(container().PortMappings).toBeUndefined();
  });

  it("goes back by itself when new tasks do not come up, and never drops below what ran", () => {
    const { Properties } = only(template, "AWS::ECS::Service");
    expect(Properties.DeploymentConfiguration).toEqual({
      DeploymentCircuitBreaker: { Enable: true, Rollback: true },
      MinimumHealthyPercent: 100,
      MaximumPercent: 200,
    });
    expect(Properties.EnableExecuteCommand).toBe(false);
    expect(template.Parameters.TaskCount?.Default).toBe(2);
  });

  it("runs a small ARM task from an image named by its digest", () => {
    const { Properties } = only(template, "AWS::ECS::TaskDefinition");
    expect([Properties.Cpu, Properties.Memory]).toEqual(["256", "512"]);
    expect(Properties.RuntimePlatform.CpuArchitecture).toBe("ARM64");
    expect(container().Image["Fn::Join"][1].slice(-2)).toEqual(["@", { Ref: "ImageDigest" }]);
  });

  it("runs as nobody special on a file system it cannot change, but for its sign of life", () => {
    expect(container()).toMatchObject({
      User: "node",
      ReadonlyRootFilesystem: true,
      LinuxParameters: { Capabilities: { Drop: ["ALL"] } },
      MountPoints: [{ ContainerPath: "/tmp", ReadOnly: false }],
    });
  });

  it("asks after its health as the image does", () => {
    const healthCheck = readDockerfile("Dockerfile")
      .at(-1)
      ?.instructions.find(({ name }) => name === "HEALTHCHECK");
    const [, command = "[]"] = /CMD (\[.*\])$/.exec(healthCheck?.rest ?? "") ?? [];
    expect(container().HealthCheck).toEqual({
      Command: ["CMD", ...JSON.parse(command)],
      Interval: 30,
      Timeout: 5,
      Retries: 3,
      StartPeriod: 60,
    });
    expect(healthCheck?.rest).toMatch(/^--interval=30s --timeout=5s --retries=3 --start-period=60s /);
  });

  it("has the longest time to stop that Fargate gives", () => {
    expect(container().StopTimeout).toBe(120);
  });
});

describe("what is kept", () => {
  it("keeps logs for a year", () => {
    expect(only(template, "AWS::Logs::LogGroup").Properties.RetentionInDays).toBe(365);
  });

  it("holds Slack's tokens in secrets that the template leaves empty", () => {
    const secrets = ofType(template, "AWS::SecretsManager::Secret");
    expect(secrets).toHaveLength(2);
    for (const { Properties, DeletionPolicy } of secrets) {
      expect(Object.keys(Properties).sort()).toEqual(["Description", "Tags"]);
      expect(DeletionPolicy).toBe("Retain");
    }
    expect(JSON.stringify(template)).not.toMatch(/xox[a-z]-[0-9]|xapp-[0-9]/);
  });
});

describe("the task's environment", () => {
  const samples: Readonly<Record<string, string>> = {
    "AWS::Region": "eu-west-2",
    ConfigPath: "config/example.yaml",
    IsbApiBaseUrl: "https://isb.example.gov.uk/api",
    IsbJwtSecretArn:
      "arn:aws:secretsmanager:us-west-2:123456789012:secret:/InnovationSandbox/ndx/Auth/JwtSecret-AbC123",
    IdentityCenterRegion: "us-west-2",
    IdentityCenterRoleArn: "arn:aws:iam::123456789012:role/isb-bot-reads-people",
  };
  const values = (): Record<string, string> => {
    const plain = container().Environment.map(({ Name, Value }: { Name: string; Value: string | { Ref: string } }) => [
      Name,
      typeof Value === "string" ? Value : (samples[Value.Ref] ?? Value.Ref),
    ]);
    const secrets = container().Secrets.map(({ Name }: { Name: string }) => [
      Name,
      Name === "SLACK_APP_TOKEN" ? "xapp-1-sample" : "xoxb-sample",
    ]);
    return Object.fromEntries([...plain, ...secrets]);
  };

  it("holds sample values that the parameters allow", () => {
    const checked = Object.entries(template.Parameters).filter(([name]) => samples[name] !== undefined);
    expect(checked).toHaveLength(Object.keys(samples).length - 1);
    for (const [name, { AllowedPattern }] of checked) expect(samples[name]).toMatch(new RegExp(AllowedPattern ?? "^$"));
  });

  it("is one the bot starts with", () => {
    const config = loadConfig(values());
    expect(config.slack.connection.kind).toBe("socket");
    expect(config.isb).toMatchObject({ dialect: "1.2", jwtSecretPath: samples.IsbJwtSecretArn });
    expect(config.sso).toMatchObject({ region: "us-west-2", roleArn: samples.IdentityCenterRoleArn });
  });

  it("names nothing that the bot does not read", () => {
    const asked = new Set<string>();
    const given = values();
    loadConfig(
      new Proxy(given, {
        get(target, name) {
          asked.add(String(name));
          return target[String(name)];
        },
      }),
    );
    expect(Object.keys(given).filter((name) => !asked.has(name))).toEqual([]);
  });
});
