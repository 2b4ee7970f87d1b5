import { fileURLToPath } from "node:url";
import { workspace } from "../../../sim/people.ts";
import { type Answer, handClock, type LocalSlack, startSlack } from "../local-slack.ts";

type Json = Record<string, unknown>;

/** A local Slack with an app that may do everything, its clock in hand, and what examples need to prepare. */
export interface Stage {
  slack: LocalSlack;
  wall: ReturnType<typeof handClock>;
  /** Calls a method with JSON as the bot; answers the body. */
  call(method: string, params?: Json, token?: string): Promise<Answer>;
  /** The ts of a new message of the app's in #general. */
  post(more?: Json): Promise<string>;
  /** The ts of a new message of User One's in #general. */
  write(text?: string): Promise<string>;
  /** A trigger id, as it comes with a command. */
  trigger(): Promise<string>;
  /** The ids of an open modal, and the trigger id of a submission of it. */
  submission(): Promise<{ viewId: string; trigger: string }>;
  /** A channel of the app's own. */
  channel(name: string): Promise<string>;
  /** The id of a file of the app's, whole. */
  file(): Promise<string>;
  /** The id of a running workflow step. */
  step(): Promise<string>;
}

/** `manifest` names a file beside this one. */
export async function setStage(manifest: string): Promise<Stage> {
  const wall = handClock();
  const manifestPath = fileURLToPath(new URL(manifest, import.meta.url));
  const userGroups = [{ id: "S0OPS", handle: "ops", name: "Operators", users: ["U0ADMIN1"] }];
  // A whole second and a bit, so that a message for the next second comes at once.
  wall.forward(990);
  const slack = await startSlack({ wall, manifestPath, workspace: { ...workspace, userGroups } });

  async function call(method: string, params: Json = {}, token: string = workspace.botToken): Promise<Answer> {
    const response = await fetch(`${slack.url}/api/${method}`, {
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(params),
    });
    return { ...((await response.json()) as Answer), ...(response.status === 429 ? retryAfter(response) : {}) };
  }

  async function trigger(): Promise<string> {
    const typed = { channel: "C0GENERAL", user: "U0USER1", command: "/isb", text: "" };
    return String((await slack.control("command", typed)).triggerId);
  }

  return {
    slack,
    wall,
    call,
    trigger,
    async post(more) {
      return String((await call("chat.postMessage", { channel: "C0GENERAL", text: "card", ...more })).ts);
    },
    async write(text = "hello") {
      const { message } = await slack.control("message", { channel: "C0GENERAL", user: "U0USER1", text });
      return String((message as Json).ts);
    },
    async submission() {
      const { view } = await call("views.open", { trigger_id: await trigger(), view: modal() });
      const viewId = String((view as Json).id);
      const sent = await slack.control("view/submit", { user: "U0USER1", viewId, values: {} });
      return { viewId, trigger: String(sent.triggerId) };
    },
    async channel(name) {
      return String(((await call("conversations.create", { name })).channel as Json).id);
    },
    async file() {
      const { upload_url, file_id } = await call("files.getUploadURLExternal", { filename: "a.csv", length: 3 });
      await fetch(String(upload_url), { method: "POST", body: "a,b" });
      return String(file_id);
    },
    async step() {
      const run = { user: "U0USER1", callback_id: "greet", inputs: { person: "U0USER2" } };
      return String((await slack.control("step", run)).function_execution_id);
    },
  };
}

function retryAfter(response: Response): Json {
  return { retryAfter: Number(response.headers.get("retry-after")) };
}

/** The smallest modal. */
export function modal(more: Json = {}): Json {
  return { type: "modal", title: { type: "plain_text", text: "Lease" }, blocks: [section("which?")], ...more };
}

export function section(text: string): Json {
  return { type: "section", text: { type: "mrkdwn", text } };
}
