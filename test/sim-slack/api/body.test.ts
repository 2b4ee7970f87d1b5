import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { workspace } from "../../../sim/people.ts";
import { type LocalSlack, startSlack } from "../local-slack.ts";

let slack: LocalSlack;
beforeAll(async () => {
  slack = await startSlack();
});
beforeEach(() => slack.control("reset", {}));
afterAll(() => slack.close());

const bearer = { authorization: `Bearer ${workspace.botToken}` };
const json = "application/json; charset=utf-8";
const form = "application/x-www-form-urlencoded";

async function post(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
  method = "chat.postMessage",
) {
  const response = await fetch(`${slack.url}/api/${method}`, { method: "POST", headers, body });
  return response.json();
}

const bytes = (text: string) => new TextEncoder().encode(text);
const hello = JSON.stringify({ channel: "C0GENERAL", text: "hello" });
const multipart =
  '--x\r\ncontent-disposition: form-data; name="channel"\r\n\r\nC0GENERAL\r\n--x\r\ncontent-disposition: form-data; name="text"\r\n\r\nhello\r\n--x--\r\n';

test.each([
  ["JSON", hello, json],
  ["a form", "channel=C0GENERAL&text=hello", form],
  ["a multipart form", multipart, "multipart/form-data; boundary=x"],
  ["a form with JSON in it", `channel=C0GENERAL&text=x&blocks=${encodeURIComponent('[{"type":"divider"}]')}`, form],
])("a call may come as %s", async (_, body, type) => {
  expect(await post(body, { ...bearer, "content-type": type })).toMatchObject({ ok: true, channel: "C0GENERAL" });
});

test("a call that changes nothing may come as a GET, its arguments in the address", async () => {
  const response = await fetch(`${slack.url}/api/users.info?user=U0USER1`, { headers: bearer });
  expect(await response.json()).toMatchObject({ ok: true, user: { id: "U0USER1" } });
});

test.each([
  ["invalid_post_type", hello, { "content-type": "application/xml" }],
  ["missing_post_type", bytes(hello), {}],
  ["invalid_charset", hello, { "content-type": "application/json; charset=koi8-r" }],
  ["invalid_json", "{", { "content-type": json }],
  ["json_not_object", "[]", { "content-type": json }],
  ["invalid_form_data", "no parts at all", { "content-type": "multipart/form-data; boundary=x" }],
  ["invalid_array_arg", "channel[0]=C0GENERAL", { "content-type": form }],
  ["invalid_arg_name", "chan%20nel=C0GENERAL", { "content-type": form }],
])("%s: a body that is none", async (error, body, headers) => {
  expect(await post(body, { ...bearer, ...(headers as Record<string, string>) })).toEqual({ ok: false, error });
});

test.each([
  ["missing_charset", hello, "application/json"],
  ["superfluous_charset", "channel=C0GENERAL&text=hello", `${form}; charset=utf-8`],
  ["missing_text_in_message", JSON.stringify({ channel: "C0GENERAL", blocks: [{ type: "divider" }] }), json],
])("%s is a warning, and the call passes", async (warning, body, type) => {
  expect(await post(body, { ...bearer, "content-type": type })).toMatchObject({
    ok: true,
    warning,
    response_metadata: { warnings: [warning] },
  });
});

test("a refused call bears its warnings too", async () => {
  const answer = await post("{}", { ...bearer, "content-type": "application/json" });
  expect(answer).toEqual({
    ok: false,
    error: "invalid_arguments",
    warning: "missing_charset",
    response_metadata: { messages: ["[ERROR] missing required field: channel"], warnings: ["missing_charset"] },
  });
});

test("the token comes in the header or in a form, and nowhere else", async () => {
  const inForm = `token=${workspace.botToken}&user=U0USER1`;
  expect(await post(inForm, { "content-type": form }, "users.info")).toMatchObject({ ok: true });
  const inJson = JSON.stringify({ token: workspace.botToken, user: "U0USER1" });
  expect(await post(inJson, { "content-type": json }, "users.info")).toEqual({ ok: false, error: "not_authed" });
  const inQuery = await fetch(`${slack.url}/api/users.info?user=U0USER1&token=${workspace.botToken}`);
  expect(await inQuery.json()).toEqual({ ok: false, error: "not_authed" });
});

test("an object where text belongs is named by its place", async () => {
  const body = JSON.stringify({ channel: { id: "C0GENERAL" }, text: "x" });
  expect(await post(body, { ...bearer, "content-type": json })).toEqual({
    ok: false,
    error: "invalid_arguments",
    response_metadata: { messages: ["[ERROR] must provide a string [json-pointer:/channel]"] },
  });
});

test("an argument that is there but empty is not one that is missing", async () => {
  const asked = { ...bearer, "content-type": form };
  expect(await post("channel=", asked, "conversations.info")).toMatchObject({ error: "channel_not_found" });
  expect(await post("x=1", asked, "conversations.info")).toMatchObject({ error: "invalid_arguments" });
});

test("every answer names the app's scopes and those the method accepts", async () => {
  const response = await fetch(`${slack.url}/api/users.info?user=U0USER1`, { headers: bearer });
  expect(response.headers.get("x-oauth-scopes")).toContain("users:read");
  expect(response.headers.get("x-accepted-oauth-scopes")).toBe("users:read");
  expect(response.headers.get("x-slack-req-id")).toMatch(/^[a-z0-9]{32}$/);
});

test("a method nobody knows is said by name", async () => {
  expect(await post("{}", { ...bearer, "content-type": json }, "chat.shout")).toEqual({
    ok: false,
    error: "unknown_method",
    req_method: "chat.shout",
  });
});
