import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Stage, setStage } from "./stage.ts";
import { shown, type } from "./visits.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterEach(async () => expect(await stage.clear()).toEqual([]));
afterAll(() => stage?.close());

const channel = "C0GENERAL";
const panel = (page: Page, name: string) => page.getByRole("complementary", { name });
const openPanel = async (page: Page, name: "Traffic" | "World" | "Phone") => {
  await page.getByRole("toolbar", { name: "The estate" }).getByRole("button", { name }).click();
  return panel(page, name);
};

test("a phone shows a message's text as it was when it came, and says when there is none", async () => {
  const page = await stage.open("U0USER1", "C0RANDOM");
  const { channel: direct } = (await stage.api("conversations.open", { users: "U0USER1" })) as unknown as {
    channel: { id: string };
  };
  const blocks = [{ type: "section", text: { type: "mrkdwn", text: "*Only* in blocks" } }];
  const sent = await stage.api("chat.postMessage", {
    channel: direct.id,
    text: "Your *sandbox* for <@U0USER1> is ready, see <https://example.gov.uk|the guide>",
    blocks,
  });
  const toast = page.getByRole("region", { name: "Notifications" });
  await shown(toast.getByRole("link", { name: /^isb.*Your sandbox for @User One is ready, see the guide/ }));
  await stage.picture(page, "frame-toast");
  await stage.api("chat.update", { channel: direct.id, ts: sent.ts, text: "Something else", blocks });
  await stage.control("message", { user: "U0USER2", channel, text: "not for anybody" });
  await stage.control("message", { user: "U0USER2", channel, text: "@user1 have you seen it?" });

  const phone = await openPanel(page, "Phone");
  const told = () => phone.getByRole("listitem").allInnerTexts();
  await expect.poll(() => told().then((texts) => texts.length)).toBe(2);
  expect((await told())[0]).toMatch(/#general\s.*User Two: @User One have you seen it\?/s);
  expect((await told())[1]).toContain("Your sandbox for @User One is ready");

  await stage.api("chat.postMessage", { channel: direct.id, blocks });
  await shown(phone.getByText("This content can't be displayed."));
  await stage.picture(page, "frame-phone-panel");
  await phone.getByRole("link", { name: /have you seen it/ }).click();
  await expect.poll(() => page.locator("article.pointed").textContent()).toContain("have you seen it?");
});

test("replies in a thread are told to those who take part in it, and to nobody else", async () => {
  const [writer, other] = [await stage.open("U0USER1", "C0RANDOM"), await stage.open("U0USER3", "C0RANDOM")];
  const { message } = (await stage.control("message", { user: "U0USER1", channel, text: "my thread" })) as unknown as {
    message: { ts: string };
  };
  await stage.control("message", { user: "U0USER2", channel, text: "an answer", thread_ts: message.ts });
  await shown(writer.getByRole("region", { name: "Notifications" }).getByRole("link", { name: /an answer/ }));
  const phone = await openPanel(other, "Phone");
  await shown(phone.getByText(/^Nothing since this page was opened/));
});

test("the traffic tells every call with its outcome, is filtered, and shows a refused one whole", async () => {
  const page = await stage.open("U0USER1");
  const traffic = await openPanel(page, "Traffic");
  await type(page, "/isb nonsense");
  const table = traffic.getByRole("table", { name: "Traffic" });
  await shown(table.getByRole("row", { name: /Slack to App · slash_commands.*\d+ ms/ }).first());
  await stage.api("chat.postMessage", { channel: "C0NOWHERE", text: "lost" });
  const refused = table.getByRole("row", { name: /chat\.postMessage App to Slack.*channel_not_found/ });
  await shown(refused);
  await traffic.getByRole("checkbox", { name: "Only refusals" }).check();
  await expect.poll(() => table.getByRole("row").count()).toBe(2);
  await refused.getByRole("button").click();
  const entry = traffic.getByRole("region", { name: /^Entry: chat\.postMessage/ });
  expect(
    JSON.parse((await entry.getByRole("region", { name: "Payload" }).locator("pre").textContent()) ?? ""),
  ).toMatchObject({ channel: "C0NOWHERE", text: "lost" });
  expect(await entry.getByRole("region", { name: "Answer" }).locator("pre").textContent()).toContain(
    "channel_not_found",
  );
  expect(await entry.textContent()).not.toContain("xoxb-");
  await stage.picture(page, "frame-traffic");

  stage.world.calls.add({
    at: 0,
    service: "isb",
    operation: "GET /leases",
    status: 503,
    changes: false,
    error: "down",
  });
  await shown(table.getByRole("row", { name: /GET \/leases App to ISB.*down/ }));
  const { width = 0 } = (await traffic.boundingBox()) ?? {};
  await traffic.getByRole("separator", { name: "Width of the panel" }).press("ArrowLeft");
  await expect.poll(() => traffic.boundingBox()).toMatchObject({ width: width + 24 });

  await traffic.getByRole("checkbox", { name: "Only refusals" }).uncheck();
  await traffic.getByRole("searchbox", { name: "Find in the traffic" }).fill("no such word");
  await expect.poll(() => traffic.getByRole("status").first().textContent()).toMatch(/^1 of \d+ entries/);
  const [alone] = await Promise.all([
    stage.browser.context.waitForEvent("page"),
    traffic.getByRole("link", { name: "Open in a tab of its own" }).click(),
  ]);
  await shown(alone.getByRole("main", { name: "Traffic" }).getByRole("table", { name: "Traffic" }));
  await alone.close();
});

test("an entry that is looked at whole is marked in the list, and stays in sight", async () => {
  const page = await stage.open("U0USER1");
  const traffic = await openPanel(page, "Traffic");
  for (let call = 0; call < 40; call += 1) {
    stage.world.calls.add({ at: 0, service: "isb", operation: `GET /${call}`, status: 200, changes: false, ms: 4.2 });
  }
  const row = traffic.getByRole("row", { name: /GET \/39/ });
  await shown(row);
  expect(await row.textContent()).toContain("4 ms");
  await row.getByRole("button").press("Enter");
  const entry = traffic.getByRole("region", { name: "Entry: GET /39" });
  await shown(entry);
  expect(await row.getAttribute("aria-current")).toBe("true");
  const [line, whole] = await Promise.all([row.boundingBox(), entry.boundingBox()]);
  expect((line?.y ?? 0) + (line?.height ?? 0)).toBeLessThanOrEqual((whole?.y ?? 0) + 1);
});

test("a fault's call is offered by name, and one that nobody has is refused with the nearest", async () => {
  const page = await stage.open("U0USER1");
  const world = await openPanel(page, "World");
  const call = world.getByRole("combobox", { name: "Which call" });
  const offered = () =>
    call.evaluate((field: { list: { options: Iterable<{ value: string }> } }) =>
      [...field.list.options].map(({ value }) => value),
    );
  await expect.poll(offered).toContain("GET /leases");
  await world.getByRole("combobox", { name: "Who" }).selectOption({ label: "STS" });
  await expect.poll(offered).toEqual(["GetCallerIdentity", "AssumeRole"]);
  await call.fill("AssumeRoll");
  await call.press("Enter");
  await shown(world.getByRole("status").filter({ hasText: /This was refused: .*AssumeRoll.*AssumeRole/ }));
  expect(stage.world.faults.list()).toEqual([]);
});

test("what is switched on is always in sight, and one press clears it", async () => {
  const page = await stage.open("U0USER1");
  const world = await openPanel(page, "World");
  await shown(world.getByText("Nothing. Every service answers as it should."));
  await world.getByRole("combobox", { name: "Who" }).selectOption({ label: "Slack" });
  await world.getByRole("combobox", { name: "What" }).selectOption("429");
  await shown(world.getByText("Slack's rate for the method is used up: Retry-After 3 s."));
  await world.getByRole("combobox", { name: "How often" }).selectOption("The next 3 calls");
  await world.getByRole("button", { name: "Order it" }).click();
  const sign = page.getByRole("banner").getByRole("status");
  await shown(sign.getByText("1 trouble on"));
  expect(stage.world.faults.list()).toEqual([{ service: "slack", kind: "429", times: 3 }]);
  expect(await stage.api("auth.test", {})).toMatchObject({ ok: false, error: "ratelimited" });
  await world.getByRole("button", { name: "Begin: Identity Center down" }).click();
  await shown(sign.getByText("2 troubles on"));
  await shown(world.getByRole("button", { name: "End: Identity Center down" }));
  await stage.picture(page, "frame-world");
  await sign.getByRole("button", { name: "Clear all trouble" }).click();
  await sign.getByText(/on$/).waitFor({ state: "detached" });
  expect(stage.world.faults.list()).toEqual([]);
});

test("the world's time is hurried, stopped and moved on, and the page says what comes next", async () => {
  // A jump passes what no part stands for.
  const stands = stage.world.onDue("secret-rotates", () => {});
  stage.world.later("secret-rotates", 3 * 86_400_000, {});
  const page = await stage.open("U0USER1");
  const world = await openPanel(page, "World");
  await world.getByRole("button", { name: "300 times as fast" }).click();
  await expect.poll(() => page.getByRole("timer").textContent()).toContain("300×");
  await world.getByRole("button", { name: "Pause" }).click();
  await expect.poll(() => page.getByRole("timer").textContent()).toContain("Time stands still here.");
  expect(stage.world.clock.snapshot()).toMatchObject({ speed: 300, paused: true });
  const before = stage.world.clock.now();
  await world.getByRole("button", { name: "Jump 1 hour" }).click();
  await expect.poll(() => stage.world.clock.now()).toBe(before + 3_600_000);
  const coming = world.getByRole("list", { name: "What comes next" }).getByRole("listitem");
  await shown(coming.getByText("ISB's secret rotates"));
  const next = Math.min(...stage.world.state.timers.map(({ dueAt }) => dueAt));
  await world.getByRole("button", { name: "Jump to the next thing" }).click();
  await expect.poll(() => stage.world.clock.now()).toBe(next);
  stands();
});

test("another world begins only after a question", async () => {
  const page = await stage.open("U0USER1");
  const world = await openPanel(page, "World");
  const pool = () => stage.world.state.isb.accounts.filter(({ status }) => status === "Available").length;
  const before = pool();
  await world.getByRole("button", { name: "Begin with: All quarantined" }).click();
  const question = page.getByRole("dialog", { name: "Begin with “All quarantined”?" });
  await shown(question.getByText(/^Forgotten: the leases/));
  await shown(question.getByText(/^Not forgotten: the bot's own jobs/));
  await question.getByRole("button", { name: "Cancel" }).click();
  expect(pool()).toBe(before);
  await world.getByRole("button", { name: "Begin with: All quarantined" }).click();
  await question.getByRole("button", { name: "Begin" }).click();
  await expect.poll(pool).toBe(0);
  await shown(world.getByRole("listitem").filter({ hasText: "All quarantined (this one)" }));
  await world.getByRole("button", { name: "Empty Slack" }).click();
  await stage.picture(page, "frame-ask-first");
  await page.keyboard.press("Escape");
});

test("a person is changed here or in another tab, and everyone reads times in their own zone", async () => {
  const page = await stage.open("U0USER1");
  await type(page, "what time is it?");
  const time = page.getByRole("article").filter({ hasText: "what time is it?" }).locator("time");
  const london = await time.textContent();
  await page.getByRole("button", { name: /^You are User One/ }).click();
  const people = page.getByRole("dialog", { name: "Person and appearance" });
  await stage.picture(page, "frame-person");
  const [tab] = await Promise.all([
    stage.browser.context.waitForEvent("page"),
    people.getByRole("link", { name: "Open in a new tab as User Three" }).click(),
  ]);
  await shown(tab.getByRole("button", { name: /^You are User Three/ }));
  await tab.close();
  await people.getByRole("link", { name: /^User Two/ }).click();
  await shown(page.getByRole("button", { name: /^You are User Two/ }));
  expect(await time.textContent()).not.toBe(london);
});

test("the page is dark or light as chosen, in every tab and after a reload", async () => {
  const [page, other] = [await stage.open("U0USER1"), await stage.open("U0USER2")];
  const paper = (of: Page) => of.evaluate("getComputedStyle(document.querySelector('.pane')).backgroundColor");
  await page.bringToFront();
  const light = await paper(page);
  await page.getByRole("button", { name: /^You are User One/ }).click();
  await page.getByRole("radio", { name: "Dark" }).check();
  await expect.poll(() => paper(page)).not.toBe(light);
  await expect.poll(() => paper(other)).toBe(await paper(page));
  await stage.picture(page, "frame-dark");
  await page.reload();
  await shown(page.getByRole("textbox", { name: /^Message/ }));
  expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
  await page.getByRole("button", { name: /^You are User One/ }).click();
  await page.getByRole("radio", { name: "As the system" }).check();
  expect(await page.locator("html").getAttribute("data-theme")).toBeNull();
});

test("direct messages of several people carry their names", async () => {
  const { channel: group } = (await stage.api("conversations.open", { users: "U0USER1,U0USER2" })) as unknown as {
    channel: { id: string };
  };
  await stage.api("chat.postMessage", { channel: group.id, text: "for you two" });
  const page = await stage.open("U0USER1");
  await page.getByRole("link", { name: /^User Two, isb/ }).click();
  await shown(page.getByRole("heading", { level: 1, name: "User Two, isb" }));
  await shown(page.getByRole("textbox", { name: "Message User Two, isb" }));
  await stage.picture(page, "frame-group");
});
