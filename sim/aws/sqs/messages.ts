import { createHash } from "node:crypto";
import type { Queue, QueueMessage } from "../../world/aws-shapes.ts";
import { AwsError } from "../errors.ts";
import { list, text } from "../input.ts";
import type { Context, Input, Operations } from "../operation.ts";
import { eachOf } from "./batch.ts";
import { put, queueOf, remaining, untilArrival, wrongValue } from "./queue.ts";

/** docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const limits = { messages: 10, waitS: 20, visibilityS: 43_200, delayS: 900, bytes: 1_048_576 } as const;

const md5 = (body: string) => createHash("md5").update(body).digest("hex");

/** A whole number within its bounds, or the default. */
function bounded(
  input: Input,
  member: string,
  { from, to, absent }: { from: number; to: number; absent: number },
): number {
  const value = input[member] ?? absent;
  if (Number(value) < from || Number(value) > to)
    throw wrongValue(member, value, `Must be between ${from} and ${to}, if provided`);
  return Number(value);
}

const handleShape = /^AQEB\w{60}$/;

/** The message that was last received by this handle; an older handle finds none. */
function heldBy(queue: Queue, handle: string): QueueMessage | undefined {
  if (!handleShape.test(handle)) {
    throw new AwsError("ReceiptHandleIsInvalid", `The input receipt handle "${handle}" is not a valid receipt handle.`);
  }
  return queue.messages.find(({ receiptHandle }) => receiptHandle === handle);
}

/** A message is never changed, only replaced: what is as it was need not be kept again. */
function change(queue: Queue, message: QueueMessage): void {
  queue.messages = queue.messages.map((each) => (each.id === message.id ? message : each));
}

/** What is there to be had, in no order: a standard queue promises none. */
function take({ world, wall }: Context, queue: Queue, { most, hiddenMs }: { most: number; hiddenMs: number }) {
  const now = wall.now();
  queue.messages = remaining(queue, now);
  const there = queue.messages.filter(({ visibleAt }) => visibleAt <= now);
  const taken: QueueMessage[] = [];
  while (there.length > 0 && taken.length < most) {
    const message = world.wireRandom.pick(there);
    there.splice(there.indexOf(message), 1);
    const received = {
      ...message,
      receiptHandle: `AQEB${world.wireRandom.text(60)}`,
      visibleAt: now + hiddenMs,
      receives: message.receives + 1,
      firstReceivedAt: message.firstReceivedAt ?? now,
    };
    change(queue, received);
    taken.push(received);
  }
  return taken;
}

function messageView(message: QueueMessage, asked: readonly string[]) {
  const attributes: Record<string, string> = {
    ApproximateReceiveCount: String(message.receives),
    SentTimestamp: String(message.sentAt),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    SenderId: "AIDAESTATEEVENTBRIDGE",
  };
  const shown = Object.entries(attributes).filter(([name]) => asked.includes("All") || asked.includes(name));
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: md5(message.body),
    Body: message.body,
    ...(shown.length > 0 ? { Attributes: Object.fromEntries(shown) } : {}),
  };
}

function hide(context: Context, queue: Queue, input: Input): void {
  const hiddenS = bounded(input, "VisibilityTimeout", { from: 0, to: limits.visibilityS, absent: 0 });
  const message = heldBy(queue, text(input, "ReceiptHandle"));
  const now = context.wall.now();
  if (!message || message.visibleAt <= now) {
    throw new AwsError(
      "MessageNotInflight",
      `Value ${text(input, "ReceiptHandle")} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
    );
  }
  change(queue, { ...message, visibleAt: now + hiddenS * 1000 });
}

/** Of a handle that is no longer the newest nothing is deleted, and nothing is said (API Reference, DeleteMessage). */
function remove(queue: Queue, input: Input): void {
  const gone = heldBy(queue, text(input, "ReceiptHandle"));
  queue.messages = queue.messages.filter((message) => message !== gone);
}

/** Messages of a standard queue. Its waits are real ones: whoever polls lives in real time. */
export const messages: Operations = {
  SendMessage: (context) => {
    const { world, wall, input } = context;
    const queue = queueOf(world, input);
    const body = text(input, "MessageBody");
    if (body === "") throw new AwsError("MissingParameter", "The request must contain the parameter MessageBody.");
    if (Buffer.byteLength(body) > limits.bytes) {
      throw new AwsError(
        "InvalidParameterValue",
        `One or more parameters are invalid. Reason: Message must be shorter than ${limits.bytes} bytes.`,
      );
    }
    const delayS = bounded(input, "DelaySeconds", { from: 0, to: limits.delayS, absent: 0 });
    const { id } = put({ world, wall }, queue, { body, delayMs: delayS * 1000 });
    return { MessageId: id, MD5OfMessageBody: md5(body) };
  },
  ReceiveMessage: async (context) => {
    const { world, wall, input } = context;
    // Looked up afresh: a world that begins again has another queue of that name.
    const queue = () => queueOf(world, input);
    const most = bounded(input, "MaxNumberOfMessages", { from: 1, to: limits.messages, absent: 1 });
    const waitS = bounded(input, "WaitTimeSeconds", { from: 0, to: limits.waitS, absent: 0 });
    const visibility = { from: 0, to: limits.visibilityS, absent: queue().visibilityTimeoutS };
    const hiddenMs = bounded(input, "VisibilityTimeout", visibility) * 1000;
    const until = wall.now() + waitS * 1000;
    let taken = take(context, queue(), { most, hiddenMs });
    while (taken.length === 0 && wall.now() < until) {
      const shown = queue()
        .messages.map(({ visibleAt }) => visibleAt)
        .filter((at) => at > wall.now());
      await untilArrival({ world, wall }, Math.min(until, ...shown) - wall.now());
      taken = take(context, queue(), { most, hiddenMs });
    }
    const asked = [...list<string>(input, "MessageSystemAttributeNames"), ...list<string>(input, "AttributeNames")];
    return taken.length === 0 ? {} : { Messages: taken.map((message) => messageView(message, asked)) };
  },
  ChangeMessageVisibility: (context) => {
    hide(context, queueOf(context.world, context.input), context.input);
    return {};
  },
  ChangeMessageVisibilityBatch: (context) => {
    const queue = queueOf(context.world, context.input);
    return eachOf(context.input, (entry) => hide(context, queue, entry));
  },
  DeleteMessage: ({ world, input }) => {
    remove(queueOf(world, input), input);
    return {};
  },
  DeleteMessageBatch: ({ world, input }) => {
    const queue = queueOf(world, input);
    return eachOf(input, (entry) => remove(queue, entry));
  },
};
