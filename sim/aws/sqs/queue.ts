import type { Queue, QueueMessage } from "../../world/aws-shapes.ts";
import { accountIds, eventsQueueName, region } from "../../world/constants.ts";
import { remember } from "../../world/remember.ts";
import type { World } from "../../world/world.ts";
import { AwsError } from "../errors.ts";
import { text } from "../input.ts";
import type { Input } from "../operation.ts";
import type { Wall } from "../wall.ts";

export const arnOf = ({ name }: Queue): string => `arn:aws:sqs:${region}:${accountIds.hub}:${name}`;

export const urlOf = (url: string, { name }: Queue): string => `${url}/${accountIds.hub}/${name}`;

const missing = () => new AwsError("QueueDoesNotExist", "The specified queue does not exist.");

export function queueNamed(world: World, name: string): Queue {
  const queue = world.state.queues.find((known) => known.name === name);
  if (!queue) throw missing();
  return queue;
}

/** The queue of a `QueueUrl`, whatever host it names: an SDK may send the URL a queue had elsewhere. */
export function queueOf(world: World, input: Input): Queue {
  const [account, name = ""] = text(input, "QueueUrl").split("/").slice(-2);
  if (account !== accountIds.hub) throw missing();
  return queueNamed(world, name);
}

export const wrongValue = (name: string, value: unknown, reason: string): AwsError =>
  new AwsError("InvalidParameterValue", `Value ${String(value)} for parameter ${name} is invalid. Reason: ${reason}.`);

/** The messages that are not too old yet. */
export const remaining = ({ messages, retentionS }: Queue, now: number): QueueMessage[] =>
  messages.filter(({ sentAt }) => sentAt > now - retentionS * 1000);

/** Somebody in a long poll, by world: each is told of what arrives. */
const waiting = new WeakMap<World, Set<() => void>>();

/** Puts a message into a queue and wakes who waits for one. */
export function put(
  { world, wall }: { world: World; wall: Wall },
  queue: Queue,
  { body, delayMs = 0 }: { body: string; delayMs?: number },
): QueueMessage {
  const sentAt = wall.now();
  const message = { id: world.wireRandom.uuid(), body, sentAt, visibleAt: sentAt + delayMs, receives: 0 };
  queue.messages = remaining(queue, sentAt);
  remember(queue.messages, message, "queueMessages");
  for (const wake of waiting.get(world) ?? []) wake();
  return message;
}

/** Ends after `ms`, or as soon as a message arrives. */
export function untilArrival({ world, wall }: { world: World; wall: Wall }, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const wakers = waiting.get(world) ?? new Set();
    waiting.set(world, wakers);
    const cancel = wall.after(ms, () => wake());
    const wake = () => {
      cancel();
      wakers.delete(wake);
      resolve();
    };
    wakers.add(wake);
  });
}

/** Sends what is heard on ISB's bus to the bot's queue, as its EventBridge rule does, until the answer is called. */
export function startEventsQueue({ world, wall }: { world: World; wall: Wall }): () => void {
  return world.onEvent((event) => {
    const queue = world.state.queues.find(({ name }) => name === eventsQueueName);
    if (queue) put({ world, wall }, queue, { body: JSON.stringify(event) });
  });
}
