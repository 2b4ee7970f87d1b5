import type { KnownBlock } from "@slack/types";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { workspace } from "../../sim/people.ts";
import type { CommandRequest } from "../../src/command/dispatch.ts";
import { createIncoming } from "../../src/slack/bolt/incoming.ts";
import { personOf } from "../commands/house.ts";
import type { Passing } from "../servers/lossy-proxy.ts";
import { type Answer, until } from "../sim-slack/local-slack.ts";
import { type Listening, startListening } from "./listening.ts";

let bot: Listening;
beforeAll(async () => {
  bot = await startListening();
});
afterAll(() => bot.stop());
beforeEach(() => bot.forget());

const isPut = ({ headers }: Passing) => String(headers["x-amz-target"]).endsWith(".PutItem");
const writtenDown = () => bot.intakeWire.passed.filter(isPut).length;
const jobs = async () => (await bot.jobs.list({})).jobs;
const jobOf = async (who: string) => (await bot.jobs.list({ slackId: personOf(who).slackId })).jobs[0];
const estateCalls = () =>
  bot.estate.world.calls.list({ services: ["isb", "identitystore", "sso-admin", "secretsmanager", "sts"], all: true })
    .length;
/** Waits for a person's private answers and gives their texts. */
const answers = (who: string, count = 1, channel = "C0GENERAL"): Promise<string[]> =>
  until(async () => {
    const heard = await bot.heard(who, channel);
    return heard.length >= count ? heard.map(({ text }) => String(text)) : undefined;
  });
const views = async (who: string) =>
  (await bot.slack.read(`views/${personOf(who).slackId}`)).views as (Answer & { id: string; callback_id: string })[];
const idle = () => bot.incoming.idle();
/** A request as a listener makes it, but for its key. */
const whoAmI = (who: string): Omit<CommandRequest, "key"> => ({
  command: "whoami",
  args: {},
  slackUserId: personOf(who).slackId,
  teamId: workspace.teamId,
  channelId: "C0GENERAL",
});

describe("a mistake", () => {
  it.each([
    ["a wrong word", "leese list", /Did you mean/],
    ["a stray word", "whoami now", /now/],
    ["a wrong flag", "lease assign empty-sandbox --comnent x", /--comment/],
    ["an open quote", 'lease assign "empty', /never closed/],
  ])("is answered in the acknowledgement itself, and nothing is written down: %s", async (_, text, said) => {
    const before = writtenDown();
    await bot.type("user1", text);
    const crossed = await bot.crossings();
    expect(crossed.map(({ kind }) => kind)).toEqual(["slash_commands", "ack"]);
    expect(crossed[1]?.payload).toMatchObject({ response_type: "ephemeral", text: expect.stringMatching(said) });
    expect(await answers("user1")).toHaveLength(1);
    expect(writtenDown()).toBe(before);
  });
});

describe("the acknowledgement", () => {
  it("comes after the request is written down, and before any call to Slack, AWS or ISB", async () => {
    const letGo = bot.intakeWire.hold(isPut);
    const calls = estateCalls();
    const typed = bot.type("user1", "whoami");
    // Real time for a bot that does not wait to show itself.
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect((await bot.crossings()).map(({ kind }) => kind)).toEqual(["slash_commands"]);
    expect(estateCalls()).toBe(calls);
    letGo();
    expect(await typed).toMatchObject({ ok: true });
    await answers("user1");
    const kinds = (await bot.crossings()).map(({ kind }) => kind);
    expect(kinds.slice(0, 2)).toEqual(["slash_commands", "ack"]);
    expect(kinds.slice(2)).toContain("web-api");
    expect(kinds.at(-1)).toBe("response_url");
  });

  it("of a click as well", async () => {
    const ts = await post("whoami", "run:whoami");
    await bot.forget();
    const letGo = bot.intakeWire.hold(isPut);
    const clicked = click("user2", ts, "run:whoami");
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await bot.crossings()).map(({ kind }) => kind)).toEqual(["interactive"]);
    letGo();
    await clicked;
    await answers("user2");
    expect((await bot.crossings()).map(({ kind }) => kind).slice(0, 2)).toEqual(["interactive", "ack"]);
  });

  it("of a form comes before it is opened, because a trigger is short-lived and a person waits", async () => {
    const before = writtenDown();
    await bot.type("user1", "lease assign");
    await until(async () => (await views("user1")).length === 1 || undefined);
    await until(async () => (await bot.crossings()).some(({ summary }) => summary === "views.update") || undefined);
    const summaries = (await bot.crossings()).map(({ kind, summary }) => (kind === "web-api" ? summary : kind));
    expect(summaries.slice(0, 3)).toEqual(["slash_commands", "ack", "views.open"]);
    // Opening a form starts nothing yet.
    expect(writtenDown()).toBe(before);
    await close("user1");
  });
});

const close = async (who: string) => {
  for (const { id } of await views(who))
    await bot.slack.control("view/close", { user: personOf(who).slackId, viewId: id });
};

/** A message of the bot with one button, as it may stand in a channel for years. */
const post = async (value: string, actionId: string): Promise<string> => {
  const blocks: KnownBlock[] = [
    {
      type: "actions",
      elements: [{ type: "button", action_id: actionId, value, text: { type: "plain_text", text: "Press" } }],
    },
  ];
  const { ts } = await bot.slack.client.chat.postMessage({ channel: "C0GENERAL", text: "a button", blocks });
  return ts as string;
};
const click = (who: string, messageTs: string, actionId: string) =>
  bot.slack.control("interact", {
    user: personOf(who).slackId,
    channel: "C0GENERAL",
    messageTs,
    action: { action_id: actionId, type: "button" },
  });

describe("a bot that waits until it may end", () => {
  it("waits for a request that is still being written down, to its answer", async () => {
    const letGo = bot.intakeWire.hold(isPut);
    const typed = bot.type("user1", "whoami");
    await until(async () => (await bot.crossings()).length > 0 || undefined);
    const mayEnd = idle();
    letGo();
    await mayEnd;
    expect((await bot.heard("user1")).map(({ text }) => text)).toHaveLength(1);
    expect(await typed).toMatchObject({ ok: true });
  });
});

describe("when the table is down", () => {
  let back: () => void;
  beforeEach(() => {
    back = bot.intakeWire.refuse(() => true);
  });
  afterEach(() => back());
  // The table broke in the middle: whether the request is there by now, nobody can say.
  const unclear = /does not know yet whether it could write your request down/;

  it("the acknowledgement of a command says that it is not clear, and where to look", async () => {
    await bot.type("user1", "lease assign empty-sandbox");
    const crossed = await bot.crossings();
    expect(crossed.map(({ kind }) => kind)).toEqual(["slash_commands", "ack"]);
    expect(crossed[1]?.payload).toMatchObject({ text: expect.stringMatching(unclear) });
    expect(await jobs()).toEqual([]);
  });

  it("a click is told so privately", async () => {
    const ts = await post("whoami", "run:whoami");
    await click("user1", ts, "run:whoami");
    expect((await answers("user1"))[0]).toMatch(unclear);
  });

  it("a mention is told so privately", async () => {
    await mention("user1", "whoami");
    expect((await answers("user1"))[0]).toMatch(unclear);
  });

  it("a form says so in its own place", async () => {
    await fillForm("user1", { template: "empty-sandbox" });
    const [view] = await views("user1");
    expect(JSON.stringify(view)).toMatch(unclear);
    expect(await jobs()).toEqual([]);
    await close("user1");
  });
});

/** A choice in a list that is filled while somebody types. */
const picked = (block: string, source: string, value: string | undefined) =>
  value === undefined
    ? {}
    : {
        [block]: {
          [source]: {
            type: "external_select",
            selected_option: { text: { type: "plain_text", text: value }, value },
          },
        },
      };

/** Opens the form of `lease assign` and sends it. */
const fillForm = async (who: string, values: { template?: string; user?: string; comment?: string }) => {
  await bot.type(who, "lease assign");
  const view = await until(async () => {
    const [top] = await views(who);
    return top?.callback_id.startsWith("form:") ? top : undefined;
  });
  const sent = await bot.slack.control("view/submit", {
    user: personOf(who).slackId,
    viewId: view.id,
    values: {
      ...picked("arg:template", "source:templates", values.template),
      ...picked("arg:user", "source:people", values.user),
      ...(values.comment === undefined
        ? {}
        : { "arg:comment": { comment: { type: "plain_text_input", value: values.comment } } }),
    },
  });
  return { view, sent };
};

describe("the same delivery twice", () => {
  it("of a command that reads is answered once", async () => {
    const { delivery } = await bot.type("user1", "whoami");
    await answers("user1");
    expect(await bot.slack.control("redeliver", { delivery })).toMatchObject({ ok: true });
    await idle();
    expect(await bot.heard("user1")).toHaveLength(1);
  });

  it("of a command that changes something is one job", async () => {
    const before = (await jobs()).length;
    const { delivery } = await bot.type("user1", "lease assign empty-sandbox");
    for (let again = 0; again < 3; again += 1) await bot.slack.control("redeliver", { delivery });
    await idle();
    expect((await jobs()).length).toBe(before + 1);
  });

  it("of a form is one job", async () => {
    const before = (await jobs()).length;
    const { sent } = await fillForm("user2", { template: "empty-sandbox", comment: "hello" });
    await bot.slack.control("redeliver", { delivery: sent.delivery });
    await idle();
    expect((await jobs()).length).toBe(before + 1);
    expect(await jobOf("user2")).toMatchObject({
      workflow: "lease-assign",
      origin: { channelId: "C0GENERAL" },
      requester: { slackId: "U0USER2" },
      input: { template: "empty-sandbox", comment: "hello" },
    });
    expect(await views("user2")).toEqual([]);
  });

  it("of a mention is answered once", async () => {
    await mention("user1", "whoami");
    await answers("user1");
    await idle();
    const event = (await bot.crossings()).find(({ kind }) => kind === "events_api");
    // Slack repeats an event under the same id, to whichever process.
    const again = { ...whoAmI("user1"), key: String(event?.payload.event_id) };
    await bot.incoming.receive(again, { ack: async () => {}, refuse: async () => {} });
    expect(await bot.heard("user1")).toHaveLength(1);
  });

  it("is not the same words twice", async () => {
    await bot.type("user1", "whoami");
    await bot.type("user1", "whoami");
    expect(await answers("user1", 2)).toHaveLength(2);
  });
});

describe("a button", () => {
  it("that names a command which changes something does nothing", async () => {
    const before = { jobs: (await jobs()).length, written: writtenDown() };
    for (const command of ["lease assign empty-sandbox", "lease review 12345678 approve"]) {
      await bot.forget();
      const ts = await post(command, `run:${command}`);
      await click("admin1", ts, `run:${command}`);
      expect((await answers("admin1"))[0]).toContain("does nothing any more");
    }
    await idle();
    expect({ jobs: (await jobs()).length, written: writtenDown() }).toEqual(before);
  });

  it("changes something once Slack has asked whether they mean it, with the clicker's own rights", async () => {
    await bot.type("user1", "lease assign empty-sandbox");
    const id = await until(async () => (await jobOf("user1"))?.id);
    const ts = await post(`job cancel ${id}`, `confirmed:job cancel ${id}`);
    await click("manager1", ts, `confirmed:job cancel ${id}`);
    expect((await answers("manager1"))[0]).toContain("takes an admin");
    expect((await bot.jobs.get(id))?.stopAsked).toBeUndefined();
    await click("user1", ts, `confirmed:job cancel ${id}`);
    expect((await answers("user1"))[0]).toContain("Cancelling");
    expect((await bot.jobs.get(id))?.stopAsked?.by.name).toBe("User One");
    await click("admin1", ts, `confirmed:job cancel ${id}`);
    expect((await answers("admin1"))[0]).toMatch(/User One asked .* ago to cancel job/);
  });

  it("whose command is not one any more does nothing", async () => {
    const ts = await post("pool frobnicate", "run:pool frobnicate");
    await click("user1", ts, "run:pool frobnicate");
    expect((await answers("user1"))[0]).toContain("does nothing any more");
  });

  it("acts for the one who presses it, with the rights they hold", async () => {
    const ts = await post("whoami", "run:whoami");
    await click("user2", ts, "run:whoami");
    expect((await answers("user2"))[0]).toContain("User Two");
    await click("manager1", ts, "run:whoami");
    expect((await answers("manager1"))[0]).toContain("Manager One");
    await click("outsider", ts, "run:whoami");
    expect((await answers("outsider"))[0]).toMatch(/none of the groups/);
    expect(await bot.heard("user1")).toEqual([]);
  });

  it("on somebody's private message turns it in place; on a message for everybody answers beside it", async () => {
    await bot.type("user1", "lease templates");
    await answers("user1");
    const [list] = await bot.heard("user1");
    const blocks = (list?.blocks ?? []) as { elements?: { action_id: string }[] }[];
    const refresh = blocks.flatMap(({ elements = [] }) => elements).find(({ action_id: id }) => id?.startsWith("run:"));
    await click("user1", String(list?.ts), String(refresh?.action_id));
    await idle();
    const after = await bot.heard("user1");
    expect(after.map(({ ts }) => ts)).toEqual([list?.ts]);
  });

  it("that opens a form opens it for the one who presses it, within their rights", async () => {
    const ts = await post("lease assign data-lab", "open-form:lease assign data-lab");
    await click("user3", ts, "open-form:lease assign data-lab");
    const view = await until(async () => {
      const [top] = await views("user3");
      return top?.callback_id.startsWith("form:") ? top : undefined;
    });
    expect(JSON.stringify(view)).toContain("data-lab");
    await close("user3");
    await click("outsider", ts, "open-form:lease assign data-lab");
    await until(async () => JSON.stringify(await views("outsider")).includes("none of the groups") || undefined);
    await close("outsider");
  });
});

const mention = (who: string, text: string, threadTs?: string) =>
  bot.slack.control("message", {
    user: personOf(who).slackId,
    channel: "C0GENERAL",
    text: `<@${workspace.botUserId}> ${text}`,
    ...(threadTs ? { thread_ts: threadTs } : {}),
  });

describe("a mention", () => {
  it("in a thread is the same as the command, and answered privately", async () => {
    const { ts } = await bot.slack.client.chat.postMessage({ channel: "C0GENERAL", text: "a thread" });
    await mention("user1", "whoami", ts as string);
    expect((await answers("user1"))[0]).toContain("User One");
    expect(await bot.heard("user2")).toEqual([]);
  });

  it("in a thread is answered in that thread", async () => {
    const { ts } = await bot.slack.client.chat.postMessage({ channel: "C0GENERAL", text: "a thread" });
    await mention("user1", "leese list", ts as string);
    await mention("user1", "lease assign", ts as string);
    await mention("user1", "whoami", ts as string);
    await mention("user1", "lease assign cuncil-chatbot", ts as string);
    await answers("user1", 4);
    expect((await bot.heard("user1")).map(({ thread_ts }) => thread_ts)).toEqual([ts, ts, ts, ts]);
  });

  it("that starts something is one job of whoever wrote it", async () => {
    const before = (await jobs()).length;
    await mention("user3", 'lease assign empty-sandbox --comment "it\'s for me"');
    await until(async () => (await jobs()).length > before || undefined);
    await idle();
    expect(await jobOf("user3")).toMatchObject({ input: { comment: "it's for me" } });
    expect(await jobs()).toHaveLength(before + 1);
  });

  it("with a mistake in it is told so privately", async () => {
    await mention("user1", "leese list");
    expect((await answers("user1"))[0]).toMatch(/Did you mean/);
  });

  it("that would need a form is told to type it whole", async () => {
    await mention("user1", "lease assign");
    expect((await answers("user1"))[0]).toMatch(/cannot open a form/);
  });

  it("with nothing behind it shows what one may do", async () => {
    await mention("user1", "");
    expect((await answers("user1"))[0]).not.toBe("");
  });
});

/** What the top view of a person becomes after its first look, as text. */
const opened = async (who: string, text: string): Promise<string> => {
  await bot.type(who, text);
  const shown = await until(async () => {
    const drawn = JSON.stringify((await views(who))[0] ?? "");
    return drawn === '""' || drawn.includes("Getting the form ready") ? undefined : drawn;
  });
  return shown;
};

describe("what was typed before a form opened", () => {
  afterEach(async () => {
    for (const who of ["user1", "manager1", "admin1"]) await close(who);
  });

  it("keeps whom it is for, when that was a mention", async () => {
    await opened("admin1", "lease assign --user <@U0USER3>");
    const [view] = await views("admin1");
    const sent = await bot.slack.control("view/submit", {
      user: personOf("admin1").slackId,
      viewId: view?.id,
      values: picked("arg:template", "source:templates", "empty-sandbox"),
    });
    expect(sent).toMatchObject({ ok: true });
    await until(async () => ((await jobOf("admin1")) ? true : undefined));
    expect(await jobOf("admin1")).toMatchObject({ input: { self: false, forPerson: { slackId: "U0USER3" } } });
  });

  it.each([
    ["a mention of nobody", "manager1", "<@U0NOBODY>", /did not say who this is/],
    ["a mention of a guest", "manager1", "<@U0GUEST>", /guests get no sandbox/],
    ["an address too long for a choice", "manager1", `${"x".repeat(70)}@example.gov.uk`, /too long for the form/],
    ["what takes another role", "user1", "user2@example.gov.uk", /`--user` takes a manager/],
    ["what takes another role, and nobody is looked up", "user1", "<@U0NOBODY>", /`--user` takes a manager/],
  ])("is refused in the form's place, not dropped: %s", async (_, who, named, said) => {
    const shown = await opened(who, `lease assign --user ${named}`);
    expect(shown).toMatch(said);
    expect(shown).not.toContain("arg:template");
  });
});

describe("a form", () => {
  it("says at the field what is wrong with it, and keeps what was typed", async () => {
    const { sent } = await fillForm("manager1", { template: "empty-sandbox", user: "not an address", comment: "kept" });
    expect(sent).toMatchObject({ response_action: "errors", errors: { "arg:user": expect.stringMatching(/email/) } });
    const [view] = await views("manager1");
    expect(JSON.stringify(view)).toContain("kept");
    expect(await jobOf("manager1")).toBeUndefined();
    await close("manager1");
  });

  it("offers what its person may choose, while they type", async () => {
    await bot.type("user1", "lease assign");
    const view = await until(async () => {
      const [top] = await views("user1");
      return top?.callback_id.startsWith("form:") ? top : undefined;
    });
    const asked = (who: string, value: string) =>
      bot.slack.control("options", {
        user: personOf(who).slackId,
        viewId: view.id,
        block_id: "arg:template",
        action_id: "source:templates",
        value,
      });
    const offered = JSON.stringify(await asked("user1", ""));
    expect(offered).toContain("council-chatbot");
    expect(offered).not.toContain("private-lab");
    expect(JSON.stringify(await asked("user1", "data"))).not.toContain("council-chatbot");
    await close("user1");
  });
});

describe("a request that its first receiver has not answered after 20 seconds", () => {
  /** When the request just accepted may be taken up: now, by the time this returns. */
  const dueNow = async (): Promise<number> => {
    const { clock, botClock } = bot.estate;
    const due = botClock.now() + botClock.wire(20_000);
    await clock.advance(due - botClock.now());
    return due;
  };

  it("because it crashed, is answered once, whoever takes it up", async () => {
    const request = { ...whoAmI("user1"), key: "crashed" };
    expect(await bot.requests.accept(request.key, request)).toBe(true);
    const due = await dueNow();
    await Promise.all([1, 2, 3].map(() => bot.incoming.resume(request.key, due)));
    expect(await bot.heard("user1")).toHaveLength(1);
    await bot.incoming.resume(request.key, due);
    expect(await bot.heard("user1")).toHaveLength(1);
  });

  it("because it is still at it, is not begun a second time there", async () => {
    let begun = 0;
    let letGo = (): void => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const incoming = createIncoming({
      requests: bot.requests,
      replies: bot.replies,
      log: { debug() {}, info() {}, warn() {}, error() {} },
      dispatcher: {
        async dispatch() {
          begun += 1;
          await gate;
          return { kind: "started", jobId: "j", already: false };
        },
      },
    });
    const request = { ...whoAmI("user1"), key: "slow" };
    const received = incoming.receive(request, { ack: async () => {}, refuse: async () => {} });
    await until(() => begun === 1 || undefined);
    await incoming.resume(request.key, await dueNow());
    expect(begun).toBe(1);
    letGo();
    await received;
    expect(begun).toBe(1);
  });
});
