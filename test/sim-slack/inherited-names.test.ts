import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Stage, setStage } from "./api/stage.ts";
import type { Answer } from "./local-slack.ts";

/** Names that every JavaScript object answers to: to Slack they are words like any other. */
const inherited = ["constructor", "__proto__", "toString", "hasOwnProperty"];

let stage: Stage;
beforeAll(async () => {
  stage = await setStage("manifest.yml");
});
afterAll(() => stage.slack.close());

describe.each(inherited)("%s", (word) => {
  test("is no method and no control route", async () => {
    expect(await stage.call(word)).toMatchObject({ ok: false, error: "unknown_method" });
    expect(await stage.slack.control(word, {})).toEqual({ ok: false, error: "unknown_route" });
  });

  test("is no kind of conversation", async () => {
    expect(await stage.call("conversations.list", { types: word })).toMatchObject({ error: "invalid_types" });
  });

  test("is no output of a step that has none of that name", async () => {
    const outputs = { [word]: "x" };
    const answer = await stage.call("functions.completeSuccess", {
      function_execution_id: await stage.step(),
      outputs,
    });
    expect(answer).toMatchObject({
      error: "parameter_validation_failed",
      response_metadata: { messages: expect.arrayContaining([`[ERROR] invalid additional property: ${word}`]) },
    });
  });

  test("names a field as well as any word: what is missing is held back, what is typed arrives", async () => {
    const plain = (text: string) => ({ type: "plain_text", text });
    const element = { type: "plain_text_input", action_id: word };
    const { view } = await stage.call("views.open", {
      trigger_id: await stage.trigger(),
      view: {
        type: "modal",
        title: plain("A form"),
        submit: plain("Send"),
        blocks: [{ type: "input", block_id: word, label: plain("Field"), element }],
      },
    });
    const viewId = (view as Answer).id;
    const submit = (values: object) => stage.slack.control("view/submit", { user: "U0USER1", viewId, values });
    const held = await submit({});
    expect([held.error, Object.entries(held.errors as object)]).toEqual([
      "incomplete",
      [[word, "Please complete this required field."]],
    ]);
    const values = { [word]: { [word]: { type: "plain_text_input", value: "typed" } } };
    await submit(values);
    const { log } = (await stage.slack.read("log")) as unknown as { log: { payload: Answer }[] };
    const submission = log.findLast(({ payload: { type } }) => type === "view_submission");
    expect(JSON.stringify(submission)).toContain(`"state":${JSON.stringify({ values })}`);
  });
});
