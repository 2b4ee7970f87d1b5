import { describe, expect, test } from "vitest";
import { createManualClock } from "../../sim/clock.ts";
import { type AwsEstate, startAws } from "./estate.ts";

/** Real time that moves only by hand. */
async function start() {
  const wall = createManualClock({ startMs: Date.now() });
  const estate = await startAws({ wall });
  const QueueUrl = `${estate.url}/900000000002/isb-bot-events`;
  return {
    ...estate,
    wall,
    send: (MessageBody: string, more: object = {}) =>
      estate.call("sqs", "SendMessage", { QueueUrl, MessageBody, ...more }),
    receive: async (more: object = {}): Promise<{ Body: string; ReceiptHandle: string }[]> =>
      (await estate.call("sqs", "ReceiveMessage", { QueueUrl, MaxNumberOfMessages: 10, ...more })).Messages ?? [],
    remove: (ReceiptHandle = "") => estate.call("sqs", "DeleteMessage", { QueueUrl, ReceiptHandle }),
    hide: (ReceiptHandle = "", VisibilityTimeout = 0) =>
      estate.call("sqs", "ChangeMessageVisibility", { QueueUrl, ReceiptHandle, VisibilityTimeout }),
  };
}

const bodies = (messages: readonly { Body: string }[]) => messages.map(({ Body }) => Body).sort();

describe("a message", () => {
  test("is hidden while somebody has it, comes again when they do not delete it, and then answers to the newer handle", async () => {
    const { wall, send, receive, remove } = await start();
    await send("one");
    const [first] = await receive();
    expect(await receive()).toEqual([]);
    await wall.advance(30_000);
    const [again] = await receive();
    expect(again?.Body).toBe("one");
    // The older handle is taken, and deletes nothing.
    await remove(first?.ReceiptHandle);
    await wall.advance(30_000);
    const [third] = await receive();
    await remove(third?.ReceiptHandle);
    await wall.advance(30_000);
    expect(await receive()).toEqual([]);
  });

  test("can be given back at once, and not once it is back", async () => {
    const { send, receive, hide } = await start();
    await send("one");
    const [held] = await receive();
    await hide(held?.ReceiptHandle, 0);
    await expect(hide(held?.ReceiptHandle, 0)).rejects.toMatchObject({ name: "MessageNotInflight" });
    expect(bodies(await receive())).toEqual(["one"]);
  });

  test("waits out its delay, and is gone after four days", async () => {
    const { wall, world, send, receive } = await start();
    await send("late", { DelaySeconds: 5 });
    expect(await receive()).toEqual([]);
    await wall.advance(5_000);
    expect(bodies(await receive({ VisibilityTimeout: 0 }))).toEqual(["late"]);
    // Requests are signed by the machine's clock, so it is the message that grows old.
    for (const message of world.state.queues[0]?.messages ?? []) message.sentAt -= 4 * 24 * 3_600_000;
    expect(await receive()).toEqual([]);
  });

  test("comes in no order", async () => {
    const { send, receive } = await start();
    const sent = Array.from({ length: 8 }, (_none, index) => String(index));
    for (const body of sent) await send(body);
    const received = (await receive()).map(({ Body }) => Body);
    expect([...received].sort()).toEqual(sent);
    expect(received).not.toEqual(sent);
  });
});

test("a long poll ends with the first message, or with nothing when its time is over", async () => {
  const { wall, send, receive } = await start();
  const polled = receive({ WaitTimeSeconds: 20 });
  await expect.poll(() => wall.waiting()).toBe(1);
  await send("at last");
  expect(bodies(await polled)).toEqual(["at last"]);
  const inVain = receive({ WaitTimeSeconds: 20 });
  await expect.poll(() => wall.waiting()).toBe(1);
  await wall.advance(20_000);
  expect(await inVain).toEqual([]);
});

test("a long poll goes on in the world that begins meanwhile", async () => {
  const { wall, control, send, receive } = await start();
  const before = wall.waiting();
  const polled = receive({ WaitTimeSeconds: 20 });
  await expect.poll(() => wall.waiting()).toBeGreaterThan(before);
  await control("POST", "reset");
  await send("of the new world");
  expect(bodies(await polled)).toEqual(["of the new world"]);
});

describe("ISB's events", () => {
  const published = (estate: AwsEstate, leaseId: string) =>
    estate.world.publish({ detailType: "LeaseApproved", detail: { leaseId } });

  test("come to the queue in EventBridge's envelope", async () => {
    const estate = await start();
    const { id } = published(estate, "one");
    await estate.clock.advance(estate.world.delays.eventDeliveryMs);
    const [message] = await estate.receive();
    expect(JSON.parse(message?.Body ?? "")).toMatchObject({
      ...{ id, version: "0", "detail-type": "LeaseApproved", source: "InnovationSandbox-ndx" },
      detail: { leaseId: "one" },
    });
  });

  test.each([
    ["lost", 0, 600_000],
    ["doubled", 2, 1_000],
    ["late", 1, 300_500],
  ] as const)("are %s when that is ordered, by the event's name", async (kind, times, afterMs) => {
    const estate = await start();
    await estate.control("POST", "fault", { service: "events", kind, operation: "LeaseApproved" });
    estate.world.publish({ detailType: "LeaseDenied", detail: {} });
    published(estate, "one");
    await estate.clock.advance(1_000);
    if (kind === "late") expect(await estate.receive()).toHaveLength(1);
    await estate.clock.advance(afterMs);
    const heard = (await estate.receive()).filter(({ Body }) => Body.includes("LeaseApproved"));
    expect(heard).toHaveLength(times);
  });
});
