import { expect } from "vitest";
import { jwtSecretName as SecretId } from "../../../sim/world/constants.ts";
import type { AwsEstate } from "../estate.ts";
import { examplesOf } from "./example.ts";

const missing = { SecretId: "other" };

export const secretsExamples = examplesOf("secretsmanager", {
  GetSecretValue: {
    passes: { SecretId },
    answers: { Name: SecretId, SecretString: expect.stringMatching(/^\w{32}$/) },
    refused: { SecretId, VersionStage: "AWSPENDING" },
    by: "ResourceNotFoundException",
  },
  DescribeSecret: {
    passes: { SecretId },
    answers: { Name: SecretId, RotationEnabled: true },
    refused: missing,
    by: "ResourceNotFoundException",
  },
  ListSecrets: {
    passes: { Filters: [{ Key: "name", Values: ["/InnovationSandbox/"] }] },
    answers: { SecretList: [{ Name: SecretId }] },
    refused: { NextToken: "made-up" },
    by: "InvalidNextTokenException",
  },
  ListSecretVersionIds: {
    passes: { SecretId },
    answers: { Versions: [{ VersionStages: ["AWSCURRENT"] }] },
    refused: missing,
    by: "ResourceNotFoundException",
  },
});

const hub = "900000000002";
const queueUrl = (estate: AwsEstate, name = "isb-bot-events") => `${estate.url}/${hub}/${name}`;
const there = (estate: AwsEstate) => ({ QueueUrl: queueUrl(estate), elsewhere: queueUrl(estate, "nobody") });
const inQueue = ({ QueueUrl }: Record<string, string>) => ({ QueueUrl });
const elsewhere = ({ elsewhere: QueueUrl }: Record<string, string>) => ({ QueueUrl });

/** A message that was received and is not deleted yet. */
const received = async (estate: AwsEstate) => {
  const QueueUrl = queueUrl(estate);
  await estate.call("sqs", "SendMessage", { QueueUrl, MessageBody: "{}" });
  const { Messages } = await estate.call("sqs", "ReceiveMessage", { QueueUrl });
  return { ...there(estate), ReceiptHandle: Messages[0].ReceiptHandle };
};
const ofMessage = ({ QueueUrl, ReceiptHandle }: Record<string, string>, more: object = {}) => ({
  QueueUrl,
  ReceiptHandle,
  ...more,
});

/** What is in the queue, and how much of it nobody is given now. */
const inside = async (estate: AwsEstate, { QueueUrl }: Record<string, string>) => {
  const AttributeNames = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"];
  return (await estate.call("sqs", "GetQueueAttributes", { QueueUrl, AttributeNames })).Attributes;
};

export const queueExamples = examplesOf("sqs", {
  GetQueueUrl: {
    passes: { QueueName: "isb-bot-events" },
    answers: { QueueUrl: expect.stringMatching(/\/900000000002\/isb-bot-events$/) },
    refused: { QueueName: "nobody" },
    by: "QueueDoesNotExist",
  },
  ListQueues: {
    passes: { QueueNamePrefix: "isb-" },
    answers: { QueueUrls: [expect.stringContaining("isb-bot-events")] },
    refused: { NextToken: "made-up" },
    by: "InvalidParameterValue",
  },
  GetQueueAttributes: {
    given: there,
    passes: (known) => ({ ...inQueue(known), AttributeNames: ["All"] }),
    answers: { Attributes: { ApproximateNumberOfMessages: "0", VisibilityTimeout: "30" } },
    refused: elsewhere,
    by: "QueueDoesNotExist",
  },
  PurgeQueue: {
    given: received,
    passes: inQueue,
    answers: {},
    after: {
      look: inside,
      finds: { ApproximateNumberOfMessages: "0", ApproximateNumberOfMessagesNotVisible: "0" },
    },
    refused: elsewhere,
    by: "QueueDoesNotExist",
  },
  SendMessage: {
    given: there,
    passes: (known) => ({ ...inQueue(known), MessageBody: "hello" }),
    answers: { MD5OfMessageBody: "5d41402abc4b2a76b9719d911017c592" },
    refused: (known) => ({ ...inQueue(known), MessageBody: "hello", DelaySeconds: 901 }),
    by: "InvalidParameterValue",
  },
  ReceiveMessage: {
    given: async (estate) => {
      await estate.call("sqs", "SendMessage", { QueueUrl: queueUrl(estate), MessageBody: "hello" });
      return there(estate);
    },
    passes: (known) => ({ ...inQueue(known), MessageSystemAttributeNames: ["All"], WaitTimeSeconds: 20 }),
    answers: { Messages: [{ Body: "hello", Attributes: { ApproximateReceiveCount: "1" } }] },
    refused: (known) => ({ ...inQueue(known), MaxNumberOfMessages: 11 }),
    by: "InvalidParameterValue",
  },
  ChangeMessageVisibility: {
    given: received,
    passes: (known) => ofMessage(known, { VisibilityTimeout: 0 }),
    answers: {},
    after: {
      look: inside,
      finds: { ApproximateNumberOfMessages: "1", ApproximateNumberOfMessagesNotVisible: "0" },
    },
    refused: (known) => ofMessage(known, { VisibilityTimeout: 43_201 }),
    by: "InvalidParameterValue",
  },
  ChangeMessageVisibilityBatch: {
    given: received,
    passes: ({ QueueUrl, ReceiptHandle }) => ({
      QueueUrl,
      Entries: [{ Id: "1", ReceiptHandle, VisibilityTimeout: 0 }],
    }),
    answers: { Successful: [{ Id: "1" }] },
    refused: ({ QueueUrl }) => ({ QueueUrl, Entries: [] }),
    by: "EmptyBatchRequest",
  },
  DeleteMessage: {
    given: received,
    passes: ofMessage,
    answers: {},
    after: {
      look: inside,
      finds: { ApproximateNumberOfMessages: "0", ApproximateNumberOfMessagesNotVisible: "0" },
    },
    refused: (known) => ofMessage({ ...known, ReceiptHandle: "made-up" }),
    by: "ReceiptHandleIsInvalid",
  },
  DeleteMessageBatch: {
    given: received,
    passes: ({ QueueUrl, ReceiptHandle }) => ({
      QueueUrl,
      Entries: [
        { Id: "1", ReceiptHandle },
        { Id: "2", ReceiptHandle: "made-up" },
      ],
    }),
    answers: { Successful: [{ Id: "1" }], Failed: [{ Id: "2", Code: "ReceiptHandleIsInvalid", SenderFault: true }] },
    refused: ({ QueueUrl, ReceiptHandle }) => ({
      QueueUrl,
      Entries: [
        { Id: "1", ReceiptHandle },
        { Id: "1", ReceiptHandle },
      ],
    }),
    by: "BatchEntryIdsNotDistinct",
  },
});
