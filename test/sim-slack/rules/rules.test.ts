import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Json } from "../../../sim/slack/json.ts";
import { attachmentComplaints } from "../../../sim/slack/validate/attachments.ts";
import { complaintsAboutChunks } from "../../../sim/slack/validate/chunks.ts";
import { type Complaint, toWords } from "../../../sim/slack/validate/complaints.ts";
import { rules } from "../../../sim/slack/validate/rule-table.ts";
import { callRules } from "../../../sim/slack/validate/rules/calls.ts";
import { complaintsAbout } from "../../../sim/slack/validate/validate.ts";
import { complaintsAboutView } from "../../../sim/slack/validate/views.ts";
import { type LocalSlack, startSlack, until } from "../local-slack.ts";
import { conditions } from "./conditions.ts";
import { derivedExample, type Example } from "./derived.ts";
import { rulesDocument, rulesFile } from "./document.ts";
import { inModal, type Sent } from "./payloads.ts";
import { writtenExamples } from "./written-examples.ts";

const ids = [...rules().keys()];
const exampleOf = (id: string): Example | undefined => writtenExamples[id] ?? derivedExample(id);
const held = ids.flatMap((id): [string, Example][] => {
  const example = exampleOf(id);
  return example === undefined ? [] : [[id, example]];
});

describe("the table of rules", () => {
  test("has an example for every rule: one call that passes and one that does not", () => {
    expect(ids.filter((id) => exampleOf(id) === undefined)).toEqual([]);
    expect(ids.length).toBeGreaterThan(400);
  });

  test("would name a rule that nobody wrote an example for", () => {
    expect(["section.colour.maxLength", "sparkle.colour.required", "card.both"].filter(exampleOf)).toEqual([]);
  });

  test("knows every rule that an example was written for", () => {
    expect([...Object.keys(writtenExamples), ...Object.keys(conditions)].filter((id) => !rules().has(id))).toEqual([]);
  });

  test("says of every rule what it asks and where that is written", () => {
    for (const { id, says, source } of rules().values()) {
      expect(says, id).toMatch(/\w+.* \S+/);
      expect(source, id).toMatch(/^https:\/\/\S+$/);
    }
  });
});

test("docs/slack-rules.md lists the rules as they are (node test/sim-slack/rules/document.ts writes it)", () => {
  expect(readFileSync(rulesFile, "utf8")).toBe(rulesDocument());
});

describe("each rule", () => {
  const judged = new Set(callRules.filter(({ error }) => error !== undefined).map(({ id }) => id));
  test.each(held.filter(([id]) => !judged.has(id)))("%s refuses what breaks it and nothing else", (id, example) => {
    for (const fine of example.fine) expect(complaintsIn(fine)).toEqual([]);
    const found = complaintsIn(example.refused);
    expect(new Set(found.map(({ rule }) => rule))).toEqual(new Set([id]));
    expect(toWords(found.at(-1) as Complaint)).toContain(example.words);
  });
});

describe("over the wire", () => {
  let slack: LocalSlack;
  let viewId = "";
  let threadTs = "";
  beforeAll(async () => {
    slack = await startSlack();
    await slack.control("limits", { enabled: false });
    await slack.connect((app) => {
      app.command("/isb", async ({ ack, body, client }) => {
        await ack();
        const { modal } = inModal({ type: "divider" }) as { modal: never };
        viewId = String((await client.views.open({ trigger_id: body.trigger_id, view: modal })).view?.id);
      });
    });
    await slack.control("command", { channel: "C0GENERAL", user: "U0USER1", command: "/isb", text: "" });
    await until(() => viewId || undefined);
    const { message } = await slack.control("message", { channel: "D0USER1", user: "U0USER1", text: "hello" });
    threadTs = String((message as Json).ts);
  });
  afterAll(() => slack.close());

  test.each(held)("%s: Slack's code and lines", async (_id, { fine, refused, words, error }) => {
    for (const sent of fine) expect(await answer(sent)).toMatchObject({ ok: true });
    const { error: code, response_metadata: metadata } = await answer(refused);
    expect(code).toBe(error ?? usualCode(refused));
    const lines = (metadata as { messages: string[] } | undefined)?.messages ?? [];
    expect(lines.at(-1) ?? "").toContain(words === "" ? "" : `[ERROR] ${words}`);
    if (words === "") expect(lines).toEqual([]);
  });

  async function answer(sent: Sent): Promise<Json> {
    if ("message" in sent) return call("chat.postMessage", { channel: "C0GENERAL", ...sent.message });
    if ("chunks" in sent) return call("chat.startStream", { channel: "D0USER1", thread_ts: threadTs, ...sent });
    if ("home" in sent) return call("views.publish", { user_id: "U0USER1", view: sent.home });
    return call("views.update", { view_id: viewId, view: sent.modal });
  }

  async function call(method: string, body: Json): Promise<Json> {
    const response = await fetch(`${slack.url}/api/${method}`, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8", authorization: `Bearer ${slack.client.token}` },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Json;
  }
});

function usualCode(sent: Sent): string {
  if ("chunks" in sent) return "invalid_chunks";
  if (!("message" in sent)) return "invalid_arguments";
  return sent.message.attachments === undefined ? "invalid_blocks" : "invalid_attachments";
}

function complaintsIn(sent: Sent): Complaint[] {
  if ("chunks" in sent) return complaintsAboutChunks(sent.chunks);
  if ("home" in sent) return complaintsAboutView(sent.home, ["home"]);
  if ("modal" in sent) return complaintsAboutView(sent.modal, ["modal"]);
  const { blocks, attachments } = sent.message;
  const inBlocks = Array.isArray(blocks) ? complaintsAbout(blocks, "message", "/blocks") : [];
  return Array.isArray(attachments) ? [...inBlocks, ...attachmentComplaints(attachments)] : inBlocks;
}
