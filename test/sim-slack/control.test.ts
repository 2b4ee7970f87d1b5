import { afterEach, expect, test } from "vitest";
import { type Answer, type LocalSlack, startSlack } from "./local-slack.ts";

let slack: LocalSlack;
afterEach(() => slack.close());

test("the state names people, channels and commands, and no credential", async () => {
  slack = await startSlack();
  const state = await slack.read("state");
  const channel = (id: string) => (state.channels as Answer[]).find((each) => each.id === id);
  expect(state.commands).toEqual([{ command: "/isb", description: "Run the sandbox", usage_hint: "help" }]);
  expect(channel("C0GENERAL")?.members).toContain("U0GUEST");
  expect(channel("C0ISBOPS")?.members).not.toContain("U0GUEST");
  expect(channel("C0SHARED")?.members).toContain("U0EXTERNAL");
  expect(channel("C0GENERAL")?.members).not.toContain("U0EXTERNAL");
  expect(channel("G0SECRET")).toMatchObject({ is_private: true, name: "secret-plans" });
  expect(channel("D0USER1")).toMatchObject({ is_im: true, user: "U0USER1" });
  expect(JSON.stringify(state)).not.toMatch(/xox|xapp|signing/);
});

test("a reset begins another workspace, and the state says so", async () => {
  slack = await startSlack();
  const began = async () => ((await slack.read("state")).workspace as Answer).began;
  const first = await began();
  expect(await began()).toBe(first);
  await slack.control("reset", {});
  expect(await began()).not.toBe(first);
  expect(first).toMatch(/\S/);
});

test("the clock route shows the estate's clock; unknown routes are refused", async () => {
  slack = await startSlack();
  expect(await slack.read("clock")).toEqual({ now: 1, real: 2, speed: 30, paused: false });
  expect(await slack.read("nothing")).toEqual({ ok: false, error: "unknown_route" });
  expect(await slack.control("views", {})).toEqual({ ok: false, error: "unknown_route" });
});

test.each(["since=abc", "since=-1", "most=many", "since="])(
  "a log that is asked for with %s is refused in a sentence",
  async (query) => {
    slack = await startSlack();
    const { ok, error } = await slack.read(`log?${query}`);
    const [name, value] = query.split("=");
    expect([ok, error]).toEqual([false, `${name}: "${value}" is no whole number from 0 on. Such as ${name}=12.`]);
  },
);

test("the page is served where it was given, and permalinks open it", async () => {
  const routes = new Map([["/", { type: "text/html", body: "<p>page</p>" }]]);
  slack = await startSlack({ page: { routes } });
  const { ts = "" } = await slack.client.chat.postMessage({ channel: "C0GENERAL", text: "x" });
  const { permalink = "" } = await slack.client.chat.getPermalink({ channel: "C0GENERAL", message_ts: ts });
  expect(permalink).toBe(`${slack.url}/archives/C0GENERAL/p${ts.replace(".", "")}`);
  expect(await (await fetch(permalink)).text()).toBe("<p>page</p>");
  expect((await fetch(`${slack.url}/missing.js`)).status).toBe(404);
});

test("a missing manifest stops the start, by name", async () => {
  slack = await startSlack();
  await expect(startSlack({ manifestPath: "/nowhere/manifest.yml" })).rejects.toThrow("/nowhere/manifest.yml");
});
