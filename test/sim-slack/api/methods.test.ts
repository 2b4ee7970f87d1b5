import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { workspace } from "../../../sim/people.ts";
import { createMethods } from "../../../sim/slack/web-api/methods.ts";
import { anyScopeOf } from "../../../sim/slack/web-api/scopes.ts";
import { chat } from "./examples/chat.ts";
import { chatMore } from "./examples/chat-more.ts";
import { conversations } from "./examples/conversations.ts";
import type { Example, Examples, Prepared } from "./examples/example.ts";
import { people } from "./examples/people.ts";
import { things } from "./examples/things.ts";
import { type Stage, setStage } from "./stage.ts";

const examples: Examples = { ...chat, ...chatMore, ...conversations, ...people, ...things };
/** `undefined`: what a method does is asked of a running server, only its facts are read here. */
const methods = Object.entries(createMethods(undefined));

let stage: Stage;
beforeAll(async () => {
  stage = await setStage("manifest.yml");
});
beforeEach(async () => {
  await stage.slack.control("reset", {});
  await stage.slack.control("limits", { enabled: false });
});
afterAll(() => stage.slack.close());

/** Codes that take another app or another way of delivery; each has a test of its own in kinds.test.ts. */
const heldElsewhere = ["messages_tab_disabled", "not_enabled", "socket_mode_not_enabled", "user_disabled"];
const tokenOf = (name: string) => (name === "apps.connections.open" ? workspace.appToken : workspace.botToken);
const prepare = (args: Prepared) => (typeof args === "function" ? args(stage) : Promise.resolve(args));

test("every method has examples, and no example is of a method that is gone", () => {
  expect(Object.keys(examples).sort()).toEqual(methods.map(([name]) => name).sort());
});

describe.each(methods)("%s", (name, method) => {
  const example: Example = examples[name] ?? { passes: {}, refused: {} };

  test("has an example of every code it can refuse with", () => {
    const told = method.errors.filter((code) => !heldElsewhere.includes(code));
    expect(Object.keys(example.refused).sort()).toEqual([...new Set(told)].sort());
  });

  test("passes", async () => {
    const answer = await stage.call(name, await prepare(example.passes), tokenOf(name));
    expect(answer).toMatchObject({ ok: true, ...example.answers });
  });

  for (const [code, args] of Object.entries(example.refused)) {
    test(`refuses with ${code}`, async () => {
      expect(await stage.call(name, await prepare(args), tokenOf(name))).toMatchObject({ ok: false, error: code });
    });
  }

  for (const needed of method.needs ?? []) {
    test(`needs ${needed}`, async () => {
      const { [needed]: _, ...rest } = Object.fromEntries((method.needs ?? []).map((each) => [each, "x"]));
      expect(await stage.call(name, rest, tokenOf(name))).toMatchObject({
        ok: false,
        error: "invalid_arguments",
        response_metadata: { messages: [`[ERROR] missing required field: ${needed}`] },
      });
    });
  }

  test.skipIf(method.token === "none")("asks for its own kind of token", async () => {
    expect(await stage.call(name, {}, "")).toEqual({ ok: false, error: "not_authed" });
    expect(await stage.call(name, {}, "xoxb-somebody-else")).toEqual({ ok: false, error: "invalid_auth" });
    if (method.token === "any") return;
    const other = method.token === "app" ? workspace.botToken : workspace.appToken;
    expect(await stage.call(name, {}, other)).toEqual({ ok: false, error: "not_allowed_token_type" });
  });
});

describe("an app that was given nothing", () => {
  let poor: Stage;
  beforeAll(async () => {
    poor = await setStage("manifest-no-scopes.yml");
  });
  afterAll(() => poor.slack.close());

  const scoped = methods.flatMap(([name, { scopes, verb }]) => {
    const anyOf = scopes ?? (verb === undefined ? [] : anyScopeOf(verb));
    return anyOf.length === 0 ? [] : [[name, anyOf.join(",")] as const];
  });
  test.each(scoped)("%s needs %s", async (name, needed) => {
    expect(await poor.call(name)).toEqual({ ok: false, error: "missing_scope", needed, provided: "" });
  });
});
