import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { openJournal } from "../../sim/keep/journal.ts";
import { BadInput } from "../../sim/terminal/directory.ts";
import { startSlack, until } from "../sim-slack/local-slack.ts";
import { ask, stage } from "./talking-bot.ts";
import { temporaryFolder } from "./temporary.ts";

const dmOf = (user: string) => `D0${user.replace(/^U0?/, "")}`;
const lines = (printed: string, label: string) => printed.split("\n").filter((line) => line.startsWith(`${label} `));

test("a job is followed from its card to its end: 0, and everything this person could read", async () => {
  const slack = await stage(async ({ say, user }) => {
    const steps = [{ title: "Find the template", status: "in_progress" as const }];
    const card = await say({ kind: "card", state: "running", text: `Lease for <@${user}>: step 1`, steps });
    await say({ kind: "card", state: "waiting", text: "Lease: step 2", edit: card, steps });
    const done = [{ title: "Find the template", status: "complete" as const }];
    await say({ kind: "card", state: "succeeded", text: "Lease: done", edit: card, steps: done });
    const handover = {
      channel: dmOf(user),
      text: "Account 100000000001 is yours",
      result: { accountId: "100000000001" },
    };
    await say({ kind: "handover", state: "succeeded", ...handover });
    await say({ kind: "end", state: "succeeded", text: `<@${user}> it is ready`, thread: card });
  });
  const { exitCode, report, printed } = await ask(slack, "lease", "assign", "x");
  expect(exitCode).toBe(0);
  expect(report).toEqual({
    state: "succeeded",
    jobId: "j1",
    private: [],
    dm: ["Account 100000000001 is yours"],
    card: { text: "Lease: done", steps: [{ name: "Find the template", status: "complete" }] },
    thread: ["@User One it is ready"],
    result: { accountId: "100000000001" },
  });
  expect(lines(printed, "card").at(-1)).toBe("card     Lease: done");
  expect(lines(printed, "dm")).toEqual(["dm       Account 100000000001 is yours"]);
});

test("a job that ended is not over before its end was said", async () => {
  let said = false;
  const slack = await stage(async ({ say }) => {
    const card = await say({ kind: "card", state: "succeeded", text: "done" });
    // Longer than it takes to see the card.
    await new Promise((resolve) => setTimeout(resolve, 500));
    said = true;
    await say({ kind: "end", state: "succeeded", text: "ready", thread: card });
  });
  const { report } = await ask(slack, "x");
  expect(said).toBe(true);
  expect(report.thread).toEqual(["ready"]);
});

test.each(["failed", "partly", "parked", "cancelled"])("a job that ends %s: 1", async (state) => {
  const slack = await stage(async ({ say }) => {
    const card = await say({ kind: "card", state, text: state });
    await say({ kind: "end", state, text: "that was it", thread: card });
  });
  const { exitCode, report } = await ask(slack, "x");
  expect([exitCode, report.state]).toEqual([1, state]);
});

test("somebody else's job in the same channel is not ours, before or after", async () => {
  const slack = await stage(async ({ say, user }) => {
    const theirs = await say({ kind: "card", state: "failed", text: "theirs", job: "j0", by: "U0USER2" });
    await say({ kind: "end", state: "failed", text: "theirs failed", job: "j0", by: "U0USER2", thread: theirs });
    await say({ kind: "handover", state: "failed", text: "of another job", job: "j9", channel: dmOf(user) });
    const card = await say({ kind: "card", state: "succeeded", text: "ours" });
    await say({ kind: "end", state: "succeeded", text: "ours is done", thread: card });
  });
  await slack.client.chat.postMessage({
    channel: "C0GENERAL",
    text: "ours of yesterday",
    metadata: { event_type: "isb_job", event_payload: { key: "j8#card", by: "U0USER1", state: "failed" } },
  });
  const { exitCode, report } = await ask(slack, "x");
  expect(exitCode).toBe(0);
  expect(report).toMatchObject({ jobId: "j1", card: { text: "ours" }, thread: ["ours is done"], dm: [] });
});

test("two terminals of the same person each follow their own job", async () => {
  const slack = await stage(async ({ say, text }) => {
    const job = `job-${text}`;
    const card = await say({ kind: "card", state: "running", text: `${text} began`, job });
    // Long enough for the other's card to stand in the channel before either ends.
    await new Promise((resolve) => setTimeout(resolve, 500));
    await say({ kind: "card", state: "succeeded", text: `${text} done`, job, edit: card });
    await say({ kind: "end", state: "succeeded", text: `${text} is ready`, job, thread: card });
  });
  const [one, two] = await Promise.all([ask(slack, "one"), ask(slack, "two")]);
  expect([one.report.jobId, one.report.thread]).toEqual(["job-one", ["one is ready"]]);
  expect([two.report.jobId, two.report.thread]).toEqual(["job-two", ["two is ready"]]);
});

test("a card that names no request is still found, by who asked", async () => {
  const slack = await stage(async ({ say }) => {
    const card = await say({ kind: "card", state: "succeeded", text: "done", request: "" });
    await say({ kind: "end", state: "succeeded", text: "ready", request: "", thread: card });
  });
  expect((await ask(slack, "x")).exitCode).toBe(0);
});

test("a workspace started anew meanwhile no longer knows the command: 1, and no empty card", async () => {
  const slack = await stage(({ say }) => say({ kind: "card", state: "waiting", text: "step 4" }));
  const asked = ask(slack, "x");
  await expect.poll(async () => (await slack.messages("C0GENERAL")).length).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await slack.control("reset", {});
  const { exitCode, report, printed } = await asked;
  expect([exitCode, report.state, report.card?.text]).toEqual([1, "forgotten", "step 4"]);
  expect(printed).toContain(
    "The estate was begun anew; it no longer knows this command. What goes on all the same: npm run isb job list",
  );
  expect(lines(printed, "card")).toEqual(["card     step 4"]);
});

test("a local Slack that is started again with what it kept is followed to the command's end", async () => {
  const path = join(temporaryFolder(), "slack.jsonl");
  const open = () => openJournal({ path, of: "Slack" });
  const manifestPath = fileURLToPath(new URL("../../manifest.yml", import.meta.url));
  const first = await startSlack({ manifestPath, journal: open() });
  await first.connect((app) => {
    app.command("/isb", async ({ ack, command: { channel_id: channel, trigger_id: request } }) => {
      await ack();
      await app.client.chat.postMessage({ channel, text: "step 4", metadata: marked("card", "waiting", request) });
    });
  });
  const asked = ask(first, "x");
  const card = await until(async () => (await first.messages("C0GENERAL"))[0]);
  const { request } = (card.metadata as { event_payload: { request: string } }).event_payload;
  await first.close();
  const { port } = new URL(first.url);
  const second = await startSlack({ manifestPath, journal: open(), port: Number(port) });
  onTestFinished(() => second.close());
  const [channel, ts] = ["C0GENERAL", card.ts as string];
  await second.client.chat.update({ channel, ts, text: "done", metadata: marked("card", "succeeded", request) });
  const end = { channel, thread_ts: ts, text: "ready", metadata: marked("end", "succeeded", request) };
  await second.client.chat.postMessage(end);
  const { exitCode, report } = await asked;
  expect([exitCode, report.state, report.card?.text, report.thread]).toEqual([0, "succeeded", "done", ["ready"]]);
});

const marked = (kind: string, state: string, request: string) => ({
  event_type: "isb_job",
  event_payload: { key: `j1#${kind}`, job: "j1", by: "U0USER1", state, request },
});

test("where the bot cannot write, the card in the direct messages is followed, and the private note ends nothing", async () => {
  const slack = await stage(async ({ say, answer, user }) => {
    const channel = dmOf(user);
    const card = await say({ kind: "card", state: "running", text: "going", channel });
    await answer("answer-ok", "Progress is in your direct messages.");
    await say({ kind: "card", state: "succeeded", text: "done", channel, edit: card });
    await say({ kind: "end", state: "succeeded", text: "ready", channel, thread: card });
  });
  const { exitCode, report } = await ask(slack, "x", "--in", "random");
  expect(exitCode).toBe(0);
  expect(report).toMatchObject({
    state: "succeeded",
    private: ["Progress is in your direct messages."],
    card: { text: "done" },
    thread: ["ready"],
    dm: [],
  });
});

test("asked in the direct messages, card, thread and handover are told apart all the same", async () => {
  const slack = await stage(async ({ say }) => {
    const card = await say({ kind: "card", state: "succeeded", text: "done" });
    await say({ kind: "handover", state: "succeeded", text: "here it is", result: { accountId: "1" } });
    await say({ kind: "end", state: "succeeded", text: "ready", thread: card });
  });
  const { report } = await ask(slack, "x", "--in", "D0USER1");
  expect(report).toMatchObject({ dm: ["here it is"], thread: ["ready"], result: { accountId: "1" } });
});

test.each([
  ["answer-ok", "answered", 0],
  ["answer-refused", "refused", 1],
] as const)("a private %s: %s, %i", async (mark, state, code) => {
  const slack = await stage(({ answer }) => answer(mark, "that is so &amp; so"));
  const { exitCode, report } = await ask(slack, "whoami");
  expect(exitCode).toBe(code);
  expect(report).toMatchObject({ state, private: ["that is so & so"], jobId: null, card: null });
});

test("a private answer to somebody else is neither read nor reported", async () => {
  const slack = await stage(async ({ app, answer, channel }) => {
    await app.client.chat.postEphemeral({
      channel,
      user: "U0USER2",
      text: "for user2",
      blocks: [{ type: "section", block_id: "answer-refused", text: { type: "mrkdwn", text: "for user2" } }],
    });
    await answer("answer-ok", "for user1");
  });
  const { exitCode, report } = await ask(slack, "whoami");
  expect([exitCode, report.private]).toEqual([0, ["for user1"]]);
});

test("words of Slack itself are no answer of the bot: 1", async () => {
  const slack = await stage(async () => {}, { slow: true, timings: { ackMs: 200 } });
  const { exitCode, report } = await ask(slack, "whoami");
  expect(exitCode).toBe(1);
  expect(report.state).toBe("no-answer");
  expect(report.private[0]).toContain("/isb failed");
});

test("nothing within the time: 1, and it says so", async () => {
  const slack = await stage(async () => {});
  const { exitCode, report, printed } = await ask(slack, "whoami", "--wait", "0.3");
  expect([exitCode, report.state]).toEqual([1, "no-answer"]);
  expect(printed).toContain("Nothing came back within 0.3 s.");
});

test("a job that is still going when the time is up: 1 with its state", async () => {
  const slack = await stage(({ say }) => say({ kind: "card", state: "waiting", text: "step 4" }));
  const { exitCode, report } = await ask(slack, "x", "--wait", "0.5");
  expect([exitCode, report.state, report.card?.text]).toEqual([1, "waiting", "step 4"]);
});

test("a form: 2 once it is filled, with where to fill it in", async () => {
  const slack = await stage(async ({ app, triggerId }) => {
    const title = { type: "plain_text" as const, text: "Get a sandbox" };
    const loading = { type: "section" as const, text: { type: "mrkdwn" as const, text: "One moment" } };
    const opened = await app.client.views.open({
      trigger_id: triggerId,
      view: { type: "modal", title, blocks: [loading] },
    });
    const label = { type: "plain_text" as const, text: "Template" };
    const element = { type: "plain_text_input" as const, action_id: "a" };
    const input = { type: "input" as const, label, element };
    const view = { type: "modal" as const, title, submit: title, blocks: [input] };
    await app.client.views.update({ view_id: opened.view?.id as string, view });
  });
  const { exitCode, report, printed } = await ask(slack, "lease", "assign");
  expect([exitCode, report.state]).toEqual([2, "form"]);
  expect(printed).toContain("Template: …");
  expect(printed).toContain("page:U0USER1/C0GENERAL");
});

test("a form that turns into a refusal: 1 with its words", async () => {
  const slack = await stage(async ({ app, triggerId }) => {
    const title = { type: "plain_text" as const, text: "This did not work" };
    const why = { type: "section" as const, text: { type: "mrkdwn" as const, text: "*Not done.* You may not." } };
    await app.client.views.open({ trigger_id: triggerId, view: { type: "modal", title, blocks: [why] } });
  });
  const { exitCode, report, printed } = await ask(slack, "lease", "assign");
  expect([exitCode, report.state]).toEqual([1, "refused"]);
  expect(printed).toContain("Not done. You may not.");
});

test.each([
  [["--as", "user9@example.gov.uk"], "Did you mean user1@example.gov.uk?"],
  [["--as", "nobody@example.gov.uk"], "is called nobody@example.gov.uk. There is admin1@example.gov.uk, "],
  [["--in", "#genral"], "Did you mean #general?"],
  [["--in", "#x"], "no channel #x. There is #isb-ops, #general, "],
  [["--as", "guest@example.org", "--in", "#isb-ops"], "guest@example.org is not in #isb-ops."],
  [["--answer", "approve", "--answer-as", "manger2@example.gov.uk"], "Did you mean manager2@example.gov.uk?"],
])("%j is named, and nothing is sent", async (argv, sentence) => {
  let asked = 0;
  const slack = await stage(async () => {
    asked += 1;
  });
  const failure = await ask(slack, "whoami", ...argv).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(BadInput);
  expect((failure as Error).message).toContain(sentence);
  expect(asked).toBe(0);
});
