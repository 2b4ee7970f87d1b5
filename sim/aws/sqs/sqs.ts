import type { Queue } from "../../world/aws-shapes.ts";
import { accountIds } from "../../world/constants.ts";
import { AwsError } from "../errors.ts";
import { list, optional, text } from "../input.ts";
import type { Operations } from "../operation.ts";
import { pageOf } from "../paging.ts";
import { messages } from "./messages.ts";
import { arnOf, queueNamed, queueOf, urlOf } from "./queue.ts";

/** Every attribute of a queue, as text: SQS writes numbers so. */
function attributesOf(queue: Queue, now: number): Record<string, string> {
  const inFlight = queue.messages.filter(({ visibleAt, receives }) => visibleAt > now && receives > 0).length;
  const delayed = queue.messages.filter(({ visibleAt, receives }) => visibleAt > now && receives === 0).length;
  const values = {
    QueueArn: arnOf(queue),
    ApproximateNumberOfMessages: queue.messages.length - inFlight - delayed,
    ApproximateNumberOfMessagesNotVisible: inFlight,
    ApproximateNumberOfMessagesDelayed: delayed,
    CreatedTimestamp: Math.floor(queue.createdAt / 1000),
    VisibilityTimeout: queue.visibilityTimeoutS,
    MessageRetentionPeriod: queue.retentionS,
    ReceiveMessageWaitTimeSeconds: 0,
    DelaySeconds: 0,
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

/** Amazon SQS, whose queues here are standard ones. */
export const sqs: Operations = {
  ...messages,
  GetQueueUrl: ({ world, input, url }) => {
    const owner = optional(input, "QueueOwnerAWSAccountId") ?? accountIds.hub;
    const queue = queueNamed(world, owner === accountIds.hub ? text(input, "QueueName") : "");
    return { QueueUrl: urlOf(url, queue) };
  },
  ListQueues: ({ world, input, url }) => {
    const beginning = optional(input, "QueueNamePrefix") ?? "";
    const named = world.state.queues.filter(({ name }) => name.startsWith(beginning));
    const badToken = () => new AwsError("InvalidParameterValue", "Value for parameter NextToken is invalid.");
    const { page, next } = pageOf(named, { size: input.MaxResults, token: input.NextToken, most: 1_000, badToken });
    return { QueueUrls: page.map((queue) => urlOf(url, queue)), ...(next === undefined ? {} : { NextToken: next }) };
  },
  GetQueueAttributes: ({ world, wall, input }) => {
    const asked = list<string>(input, "AttributeNames");
    const all = Object.entries(attributesOf(queueOf(world, input), wall.now()));
    const shown = all.filter(([name]) => asked.includes("All") || asked.includes(name));
    return shown.length === 0 ? {} : { Attributes: Object.fromEntries(shown) };
  },
  PurgeQueue: ({ world, input }) => {
    queueOf(world, input).messages = [];
    return {};
  },
};
