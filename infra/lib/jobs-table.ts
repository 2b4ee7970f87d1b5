import { RemovalPolicy } from "aws-cdk-lib";
import {
  type Attribute,
  AttributeType,
  BillingMode,
  ProjectionType,
  type SchemaOptions,
  Table,
  TableEncryption,
} from "aws-cdk-lib/aws-dynamodb";
import type { Construct } from "constructs";
import { tableDefinition, ttlAttribute } from "../../src/jobs/table/definition.ts";

const types = { S: AttributeType.STRING, N: AttributeType.NUMBER };

const attribute = (name: string): Attribute => {
  const defined = tableDefinition.AttributeDefinitions.find(({ AttributeName }) => AttributeName === name);
  if (!defined) throw new Error(`The table's key attribute ${name} has no definition.`);
  return { name, type: types[defined.AttributeType] };
};

const keys = (schema: readonly { AttributeName: string; KeyType: "HASH" | "RANGE" }[]): SchemaOptions => {
  const named = (type: "HASH" | "RANGE") => schema.find(({ KeyType }) => KeyType === type)?.AttributeName;
  const [partition, sort] = [named("HASH"), named("RANGE")];
  return {
    ...(partition === undefined ? {} : { partitionKey: attribute(partition) }),
    ...(sort === undefined ? {} : { sortKey: attribute(sort) }),
  };
};

/** The bot's one table, from the definition the bot itself goes by. It outlives the stack: it holds who did what. */
export const createJobsTable = (scope: Construct): Table => {
  const table = new Table(scope, "Jobs", {
    ...keys(tableDefinition.KeySchema),
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.AWS_MANAGED,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    timeToLiveAttribute: ttlAttribute,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  for (const { IndexName, KeySchema, Projection } of tableDefinition.GlobalSecondaryIndexes) {
    table.addGlobalSecondaryIndex({
      indexName: IndexName,
      ...keys(KeySchema),
      projectionType: ProjectionType[Projection.ProjectionType],
      ...("NonKeyAttributes" in Projection ? { nonKeyAttributes: [...Projection.NonKeyAttributes] } : {}),
    });
  }
  return table;
};
