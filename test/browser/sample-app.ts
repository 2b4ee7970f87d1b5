import { App, LogLevel } from "@slack/bolt";
import { workspace } from "../../sim/people.ts";
import { displayBlocks, formView, homeBlocks, interactiveBlocks, planBlock, templates } from "./sample-blocks.ts";
import { addForms, type FormsApp } from "./samples/forms.ts";

/** A small Bolt app that shows every kind of block, and what people did with them. */
export interface SampleApp {
  /** `block_actions` actions and `view_submission` values, in the order they came. */
  heard: Record<string, unknown>[];
  /** What `/forms` opens and hears. */
  forms: FormsApp;
  /** Rewrites the plan of the last `/isb plan`. */
  updatePlan(blockId: string, done: number, failed?: boolean): Promise<void>;
  stop(): Promise<void>;
}

/** Connects by Socket Mode to the Slack at `url`. */
export async function startSampleApp(url: string): Promise<SampleApp> {
  const app = new App({
    token: workspace.botToken,
    appToken: workspace.appToken,
    socketMode: true,
    clientOptions: { slackApiUrl: `${url}/api/` },
    logLevel: LogLevel.ERROR,
  });
  const heard: SampleApp["heard"] = [];
  let plan: { channel: string; ts: string } | undefined;

  app.command("/isb", async ({ command, ack, client, respond }) => {
    const { channel_id: channel, trigger_id, user_id: user } = command;
    if (command.text === "silent") return;
    await ack();
    if (command.text === "show") {
      await client.chat.postMessage({ channel, text: "Every display block", blocks: displayBlocks });
      await client.chat.postMessage({ channel, text: "Every element", blocks: interactiveBlocks });
    } else if (command.text === "form") await client.views.open({ trigger_id, view: formView() });
    else if (command.text === "plan") {
      const sent = await client.chat.postMessage({ channel, text: "step 2", blocks: [planBlock("plan-1", 1)] });
      plan = { channel, ts: sent.ts as string };
      await client.chat.postMessage({ channel, thread_ts: plan.ts, text: `<@${user}> the lease is made.` });
    } else await respond({ response_type: "ephemeral", text: `No such word: \`${command.text}\`` });
  });
  app.options("pick", async ({ ack, options }) => {
    await ack({ options: templates.filter(({ value }) => value?.includes(options.value.toLowerCase())) });
  });
  app.action(/.*/, async ({ ack, action, body, client }) => {
    heard.push({ ...action, by: body.user.id });
    if ("action_id" in action && action.action_id === "from-home" && "trigger_id" in body) {
      await client.views.open({ trigger_id: body.trigger_id, view: formView() });
    }
    if ("action_id" in action && action.action_id === "approve" && body.type === "block_actions" && body.channel) {
      const { channel, message } = body;
      await client.chat.postMessage({ channel: channel.id, thread_ts: message?.ts ?? "", text: "Approved." });
    }
    await ack();
  });
  app.shortcut(/.*/, async ({ ack, shortcut, client }) => {
    await ack();
    heard.push({ ...shortcut });
    if (shortcut.type === "shortcut") await client.views.open({ trigger_id: shortcut.trigger_id, view: formView() });
  });
  app.view("form", async ({ ack, view }) => {
    const { days, comment } = view.state.values;
    heard.push(view.state.values);
    if (days?.days?.value === "13") return ack({ response_action: "errors", errors: { days: "Not thirteen." } });
    if (comment?.comment?.value !== "again") return ack();
    return ack({ response_action: "push", view: { ...formView(), title: { type: "plain_text", text: "Once more" } } });
  });
  app.event("app_home_opened", async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: { type: "home", blocks: homeBlocks } });
  });
  const forms = addForms(app);
  await app.start();

  return {
    heard,
    forms,
    async updatePlan(blockId, done, failed = false) {
      if (!plan) throw new Error("no plan was posted");
      await app.client.chat.update({ ...plan, text: `step ${done + 1}`, blocks: [planBlock(blockId, done, failed)] });
    },
    stop: () => app.stop().then(() => undefined),
  };
}
