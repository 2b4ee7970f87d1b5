import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { askerOf, createPrivateReplies, type PrivateReplies } from "../../src/slack/private-replies.ts";
import { type LossyProxy, startLossyProxy } from "../servers/lossy-proxy.ts";
import { type Answer, type LocalSlack, startSlack, until } from "../sim-slack/local-slack.ts";

let slack: LocalSlack;
let proxy: LossyProxy;
let replies: PrivateReplies;
const warned: string[] = [];
beforeAll(async () => {
  slack = await startSlack();
  await slack.control("limits", { enabled: false });
  proxy = await startLossyProxy(slack.url);
  const log = { debug() {}, info() {}, error() {}, warn: (_: object, message: string) => void warned.push(message) };
  replies = createPrivateReplies({ client: slack.client, log });
  // The app acknowledges and says nothing; the way back is what these tests use.
  await slack.connect((app) => {
    app.command("/isb", async ({ ack, command }) => {
      responseUrl = command.response_url;
      await ack();
    });
  });
});
afterAll(async () => {
  await proxy.close();
  await slack.close();
});

let responseUrl = "";
/** A fresh way back to user1, as a slash command brings it. */
const wayBack = async (channel = "C0GENERAL"): Promise<string> => {
  responseUrl = "";
  await slack.control("command", { user: "U0USER1", channel, command: "/isb", text: "x" });
  return until(() => responseUrl || undefined);
};
const words = (text: string) => ({
  text,
  blocks: [{ type: "section" as const, text: { type: "mrkdwn" as const, text } }],
});
const said = async (channel: string, text: string, user = "U0USER1"): Promise<Answer[]> =>
  (await slack.messages(channel, user)).filter((message) => message.text === text);

describe("a private answer", () => {
  let n = 0;
  let text = "";
  beforeEach(() => {
    n += 1;
    text = `answer ${n}`;
    warned.length = 0;
  });

  it("goes the way back that Slack gave, and only its asker sees it", async () => {
    await replies.send({ slackId: "U0USER1", channelId: "C0GENERAL", responseUrl: await wayBack() }, words(text));
    expect(await said("C0GENERAL", text)).toMatchObject([{ ephemeral: true, blocks: [{ type: "section" }] }]);
    expect(await said("C0GENERAL", text, "U0USER2")).toEqual([]);
    expect(await said("D0USER1", text)).toEqual([]);
  });

  it("goes into the channel when that way is used up", async () => {
    const asker = { slackId: "U0USER1", channelId: "C0GENERAL", responseUrl: await wayBack() };
    for (let use = 0; use < 5; use += 1) await replies.send(asker, words("before"));
    await replies.send(asker, words(text));
    expect(await said("C0GENERAL", text)).toMatchObject([{ ephemeral: true }]);
    expect(await said("D0USER1", text)).toEqual([]);
  });

  it("goes into the channel when nobody answers at that address", async () => {
    proxy.refuse(({ path }) => path.startsWith("/hooks/"));
    const responseUrl = (await wayBack()).replace(slack.url, proxy.url);
    await replies.send({ slackId: "U0USER1", channelId: "C0GENERAL", responseUrl }, words(text));
    expect(await said("C0GENERAL", text)).toMatchObject([{ ephemeral: true }]);
  });

  it("goes into the thread that was asked in", async () => {
    const { ts } = await slack.client.chat.postMessage({ channel: "C0GENERAL", text: "a thread" });
    const asked = { slackUserId: "U0USER1", channelId: "C0GENERAL", threadTs: ts as string };
    await replies.send(askerOf(asked), words(text));
    expect(await said("C0GENERAL", text)).toMatchObject([{ ephemeral: true, thread_ts: ts }]);
  });

  it("goes to the asker's direct messages where the bot cannot write", async () => {
    await replies.send({ slackId: "U0USER1", channelId: "G0SECRET" }, words(text));
    expect(await said("D0USER1", text)).toHaveLength(1);
    expect(await said("G0SECRET", text)).toEqual([]);
  });

  it("that reaches nobody is a line in the log, and no failure", async () => {
    await replies.send({ slackId: "U0NOBODY", channelId: "C0GENERAL" }, words(text));
    expect(warned).toEqual(["a private answer did not reach its asker"]);
  });
});
