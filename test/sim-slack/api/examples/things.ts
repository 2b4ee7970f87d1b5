import { expect } from "vitest";
import { modal, type Stage, section } from "../stage.ts";
import { badPlaces } from "./chat.ts";
import type { Examples } from "./example.ts";

const general = { channel: "C0GENERAL" };
const lost = { ...general, timestamp: "1.000000" };
const posted = (rest: object) => async (stage: Stage) => ({ ...general, timestamp: await stage.post(), ...rest });
const reacted = async (stage: Stage) => {
  const at = { ...general, timestamp: await stage.post(), name: "eyes" };
  await stage.call("reactions.add", at);
  return at;
};
const pinned = async (stage: Stage) => {
  const at = { ...general, timestamp: await stage.post() };
  await stage.call("pins.add", at);
  return at;
};

/** More than a view may weigh. */
const heavy = Array.from({ length: 100 }, () => section("x".repeat(3_000)));

/** Reactions, pins, files. */
export const things: Examples = {
  "reactions.add": {
    passes: posted({ name: "thumbsup::skin-tone-3" }),
    refused: {
      channel_not_found: { channel: "C0NOWHERE", timestamp: "1.000000", name: "eyes" },
      message_not_found: { ...lost, name: "eyes" },
      invalid_name: posted({ name: "No Emoji" }),
      already_reacted: reacted,
      not_in_channel: async (stage) => {
        const at = { channel: "C0RANDOM", user: "U0USER1", text: "hello" };
        const { message } = await stage.slack.control("message", at);
        return { channel: "C0RANDOM", timestamp: (message as { ts: string }).ts, name: "eyes" };
      },
      is_archived: async (stage) => {
        const channel = await stage.channel("old-plans");
        const timestamp = await stage.post({ channel });
        await stage.call("conversations.archive", { channel });
        return { channel, timestamp, name: "eyes" };
      },
      too_many_emoji: async (stage) => {
        const at = { ...general, timestamp: await stage.post() };
        for (let n = 1; n <= 50; n++) await stage.call("reactions.add", { ...at, name: `emoji_${n}` });
        return { ...at, name: "one_more" };
      },
    },
  },
  "reactions.remove": {
    passes: reacted,
    refused: {
      no_item_specified: { name: "eyes" },
      channel_not_found: { channel: "C0NOWHERE", timestamp: "1.000000", name: "eyes" },
      message_not_found: { ...lost, name: "eyes" },
      invalid_name: posted({ name: "" }),
      no_reaction: posted({ name: "eyes" }),
    },
  },
  "reactions.get": {
    passes: reacted,
    answers: {
      message: expect.objectContaining({ reactions: [{ name: "eyes", users: ["U0ISBBOT"], count: 1 }] }),
    },
    refused: {
      no_item_specified: general,
      channel_not_found: { channel: "C0NOWHERE", timestamp: "1.000000" },
      message_not_found: lost,
    },
  },
  "reactions.list": {
    passes: async (stage) => {
      await reacted(stage);
      return {};
    },
    answers: { items: [expect.objectContaining({ type: "message", channel: "C0GENERAL" })] },
    refused: {
      user_not_found: { user: "U0NOBODY" },
      invalid_cursor: { cursor: "x" },
      invalid_limit: { limit: "few" },
    },
  },
  "pins.add": {
    passes: posted({}),
    refused: {
      channel_not_found: { channel: "C0NOWHERE" },
      no_item_specified: general,
      message_not_found: lost,
      already_pinned: pinned,
      not_in_channel: async (stage) => {
        const at = { channel: "C0RANDOM", user: "U0USER1", text: "hello" };
        const { message } = await stage.slack.control("message", at);
        return { channel: "C0RANDOM", timestamp: (message as { ts: string }).ts };
      },
    },
  },
  "pins.remove": {
    passes: pinned,
    refused: {
      channel_not_found: { channel: "C0NOWHERE" },
      no_item_specified: general,
      message_not_found: lost,
      no_pin: posted({}),
    },
  },
  "pins.list": {
    passes: async (stage) => {
      await pinned(stage);
      return general;
    },
    answers: { items: [expect.objectContaining({ created_by: "U0ISBBOT", type: "message" })] },
    refused: { channel_not_found: { channel: "C0NOWHERE" } },
  },
  "files.getUploadURLExternal": {
    passes: { filename: "leases.csv", length: 8 },
    answers: { file_id: expect.stringMatching(/^F/) },
    refused: { invalid_arguments: { filename: "leases.csv", length: 0 } },
  },
  "files.completeUploadExternal": {
    passes: async (stage) => ({ channel_id: "C0GENERAL", files: [{ id: await stage.file(), title: "Leases" }] }),
    answers: { files: [expect.objectContaining({ title: "Leases", size: 3 })] },
    refused: {
      file_not_found: { files: [{ id: "F0NONE" }] },
      ...Object.fromEntries(
        Object.entries(badPlaces({})).map(([code, place]) => [
          code,
          async (stage: Stage) => {
            const { channel } = typeof place === "function" ? await place(stage) : place;
            return { channel_id: channel, files: [{ id: await stage.file() }] };
          },
        ]),
      ),
    },
  },
  "files.info": {
    passes: async (stage) => ({ file: await stage.file() }),
    answers: { file: expect.objectContaining({ name: "a.csv" }) },
    refused: { file_not_found: { file: "F0NONE" } },
  },
  "files.list": {
    passes: async (stage) => {
      await stage.file();
      return { count: 1 };
    },
    answers: { files: [expect.objectContaining({ name: "a.csv" })], paging: { count: 1, total: 1, page: 1, pages: 1 } },
    refused: { user_not_found: { user: "U0NOBODY" } },
  },
  "files.delete": {
    passes: async (stage) => ({ file: await stage.file() }),
    refused: {
      file_not_found: { file: "F0NONE" },
      cant_delete_file: async (stage) => {
        const asked = await stage.slack.control("upload", { user: "U0USER1", name: "mine.txt", bytes: 2 });
        await fetch(`${stage.slack.url}${asked.upload_url}`, { method: "POST", body: "hi" });
        return { file: asked.file_id };
      },
    },
  },
  "blocks.validate": {
    passes: { message: { blocks: [section("fine")] } },
    refused: {
      invalid_arguments: {},
      invalid_blocks: { blocks: [{ type: "nonsense" }] },
      invalid_message: { message: { blocks: [{ type: "nonsense" }] } },
      invalid_view: { view: { type: "modal" } },
    },
  },
  "views.open": {
    passes: async (stage) => ({ trigger_id: await stage.trigger(), view: modal() }),
    answers: { view: expect.objectContaining({ type: "modal", id: expect.stringMatching(/^V/) }) },
    refused: {
      invalid_arguments: async (stage) => ({ trigger_id: await stage.trigger(), view: { type: "modal" } }),
      view_too_large: { trigger_id: "1.2.3", view: modal({ blocks: heavy }) },
      invalid_trigger_id: { trigger_id: "1.2.3", view: modal() },
      expired_trigger_id: async (stage) => {
        const trigger_id = await stage.trigger();
        stage.wall.forward(3_001);
        return { trigger_id, view: modal() };
      },
      exchanged_trigger_id: async (stage) => {
        const trigger_id = await stage.trigger();
        await stage.call("views.open", { trigger_id, view: modal() });
        return { trigger_id, view: modal() };
      },
      duplicate_external_id: async (stage) => {
        const view = modal({ external_id: "one" });
        await stage.call("views.open", { trigger_id: await stage.trigger(), view });
        return { trigger_id: await stage.trigger(), view };
      },
    },
  },
  "views.push": {
    passes: async (stage) => ({ trigger_id: (await stage.submission()).trigger, view: modal() }),
    answers: { view: expect.objectContaining({ previous_view_id: expect.stringMatching(/^V/) }) },
    refused: {
      invalid_arguments: async (stage) => ({ trigger_id: (await stage.submission()).trigger, view: [] }),
      view_too_large: { trigger_id: "1.2.3", view: modal({ blocks: heavy }) },
      invalid_trigger_id: async (stage) => ({ trigger_id: await stage.trigger(), view: modal() }),
      expired_trigger_id: async (stage) => {
        const { trigger } = await stage.submission();
        stage.wall.forward(3_001);
        return { trigger_id: trigger, view: modal() };
      },
      exchanged_trigger_id: async (stage) => {
        const { trigger } = await stage.submission();
        await stage.call("views.push", { trigger_id: trigger, view: modal() });
        return { trigger_id: trigger, view: modal() };
      },
      duplicate_external_id: async (stage) => {
        const view = modal({ external_id: "one" });
        await stage.call("views.publish", { user_id: "U0USER1", view: { ...view, type: "home", title: undefined } });
        return { trigger_id: (await stage.submission()).trigger, view };
      },
      push_limit_reached: async (stage) => {
        const { trigger } = await stage.submission();
        let { view } = await stage.call("views.push", { trigger_id: trigger, view: modal() });
        const submit = async () => {
          const viewId = (view as { id: string }).id;
          return (await stage.slack.control("view/submit", { user: "U0USER1", viewId, values: {} })).triggerId;
        };
        ({ view } = await stage.call("views.push", { trigger_id: await submit(), view: modal() }));
        return { trigger_id: await submit(), view: modal() };
      },
    },
  },
  "views.update": {
    passes: async (stage) => ({ view_id: (await stage.submission()).viewId, view: modal() }),
    refused: {
      invalid_arguments: async (stage) => ({ view_id: (await stage.submission()).viewId, view: {} }),
      view_too_large: { view_id: "V0NONE", view: modal({ blocks: heavy }) },
      not_found: { view_id: "V0NONE", view: modal() },
      hash_conflict: async (stage) => ({ view_id: (await stage.submission()).viewId, view: modal(), hash: "old" }),
      duplicate_external_id: async (stage) => {
        const home = { type: "home", blocks: [section("home")], external_id: "one" };
        await stage.call("views.publish", { user_id: "U0USER1", view: home });
        return { view_id: (await stage.submission()).viewId, view: modal({ external_id: "one" }) };
      },
    },
  },
  "views.publish": {
    passes: { user_id: "U0USER1", view: { type: "home", blocks: [section("home")] } },
    refused: {
      invalid_arguments: { user_id: "U0USER1", view: modal() },
      view_too_large: { user_id: "U0USER1", view: { type: "home", blocks: heavy } },
      user_not_found: { user_id: "U0NOBODY", view: { type: "home", blocks: [] } },
      hash_conflict: { user_id: "U0USER1", view: { type: "home", blocks: [] }, hash: "old" },
    },
  },
  "assistant.threads.setStatus": {
    passes: async (stage) => ({ channel_id: "C0GENERAL", thread_ts: await stage.write(), status: "is thinking…" }),
    refused: {
      channel_not_found: { channel_id: "C0NOWHERE", thread_ts: "1.000000", status: "x" },
      invalid_thread_ts: { channel_id: "C0GENERAL", thread_ts: "1.000000", status: "x" },
      invalid_arguments: async (stage) => ({
        channel_id: "C0GENERAL",
        thread_ts: await stage.write(),
        status: "x",
        loading_messages: Array.from({ length: 11 }, String),
      }),
    },
  },
  "assistant.threads.setTitle": {
    passes: async (stage) => ({ channel_id: "C0GENERAL", thread_ts: await stage.write(), title: "Leases" }),
    refused: {
      channel_not_found: { channel_id: "C0NOWHERE", thread_ts: "1.000000", title: "x" },
      invalid_thread_ts: { channel_id: "C0GENERAL", thread_ts: "1.000000", title: "x" },
    },
  },
  "assistant.threads.setSuggestedPrompts": {
    passes: { channel_id: "D0USER1", prompts: [{ title: "Lease", message: "get me a lease" }] },
    refused: {
      channel_not_found: { channel_id: "C0NOWHERE", prompts: [{ title: "a", message: "b" }] },
      invalid_thread_ts: { channel_id: "D0USER1", thread_ts: "1.000000", prompts: [{ title: "a", message: "b" }] },
      invalid_arguments: {
        channel_id: "D0USER1",
        prompts: Array.from({ length: 5 }, () => ({ title: "a", message: "b" })),
      },
    },
  },
  "functions.completeSuccess": {
    passes: async (stage) => ({ function_execution_id: await stage.step(), outputs: { greeting: "hello" } }),
    refused: {
      function_execution_not_found: { function_execution_id: "Fx0", outputs: {} },
      parameter_validation_failed: async (stage) => ({ function_execution_id: await stage.step(), outputs: {} }),
      execution_not_in_running_state: async (stage) => {
        const ended = { function_execution_id: await stage.step(), outputs: { greeting: "hello" } };
        await stage.call("functions.completeSuccess", ended);
        return ended;
      },
    },
  },
  "functions.completeError": {
    passes: async (stage) => ({ function_execution_id: await stage.step(), error: "nobody there" }),
    refused: {
      function_execution_not_found: { function_execution_id: "Fx0", error: "x" },
      execution_not_in_running_state: async (stage) => {
        const ended = { function_execution_id: await stage.step(), error: "x" };
        await stage.call("functions.completeError", ended);
        return ended;
      },
    },
  },
};
