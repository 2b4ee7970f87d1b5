import { fileURLToPath } from "node:url";
import type { App } from "@slack/bolt";
import type { KnownBlock } from "@slack/types";
import { onTestFinished } from "vitest";
import type { SlackOptions } from "../../sim/slack/server.ts";
import { createControl } from "../../sim/terminal/control.ts";
import { converse } from "../../sim/terminal/conversation.ts";
import { readAsk } from "../../sim/terminal/flags.ts";
import { type LocalSlack, startSlack } from "../sim-slack/local-slack.ts";

/** What a bot of a test does with one command: it speaks through Slack's own API, as the real one does. */
export interface Stage {
  app: App;
  /** Who asked, where, and what. */
  user: string;
  channel: string;
  text: string;
  triggerId: string;
  /** Posts or edits a message of a job; answers its ts. */
  say(message: JobMessage): Promise<string>;
  /** Answers privately with the mark that says yes or no. */
  answer(mark: "answer-ok" | "answer-refused", text: string): Promise<void>;
}

export interface JobMessage {
  kind: "card" | "needs" | "end" | "handover";
  state: string;
  text: string;
  job?: string;
  /** The trigger id the job's messages name; the command's own by default, none when it is empty. */
  request?: string;
  by?: string;
  channel?: string;
  thread?: string;
  edit?: string;
  steps?: { title: string; status: "pending" | "in_progress" | "complete" | "error" }[];
  result?: Record<string, string | number>;
}

const section = (text: string): KnownBlock => ({ type: "section", text: { type: "mrkdwn", text } });

/** A local Slack with a Bolt app that plays `part` for every `/isb`, after acknowledging it. */
export async function stage(
  part: (stage: Stage) => Promise<unknown>,
  { slow = false, ...options }: Partial<SlackOptions> & { slow?: boolean } = {},
): Promise<LocalSlack> {
  const manifestPath = fileURLToPath(new URL("../../manifest.yml", import.meta.url));
  const slack = await startSlack({ manifestPath, ...options });
  onTestFinished(() => slack.close());
  await slack.connect((app) => {
    app.command("/isb", async ({ command, ack, respond }) => {
      if (slow) return;
      await ack();
      const { user_id: user, channel_id: channel, text, trigger_id: triggerId } = command;
      await part({
        app,
        user,
        channel,
        text,
        triggerId,
        async say({
          kind,
          state,
          job = "j1",
          by = user,
          request = triggerId,
          thread,
          edit,
          steps = [],
          result,
          ...message
        }) {
          const payload = {
            key: `${job}#${kind}`,
            job,
            state,
            by,
            ...(request ? { request } : {}),
            ...(result ? { result } : {}),
          };
          const tasks = steps.map((step, at) => ({ type: "task_card" as const, task_id: `t${at}`, ...step }));
          const plan = { type: "plan" as const, title: "Plan", tasks };
          const content = {
            channel: message.channel ?? channel,
            text: message.text,
            blocks: tasks.length > 0 ? [plan] : [section(message.text)],
            metadata: { event_type: "isb_job", event_payload: payload },
          };
          if (edit !== undefined) return (await app.client.chat.update({ ...content, ts: edit })).ts as string;
          const posted = await app.client.chat.postMessage(thread ? { ...content, thread_ts: thread } : content);
          return posted.ts as string;
        },
        async answer(mark, said) {
          await respond({ response_type: "ephemeral", text: said, blocks: [{ ...section(said), block_id: mark }] });
        },
      });
    });
  });
  return slack;
}

/** Asks at the terminal: exit code, report and printed lines. */
export async function ask(slack: LocalSlack, ...argv: string[]) {
  const read = readAsk(argv);
  if ("problem" in read) throw new Error(read.problem);
  const printed: string[] = [];
  const { exitCode, report } = await converse({
    control: createControl({ slackUrl: slack.url }),
    pageOf: (user, channel) => `page:${user}/${channel}`,
    ask: read,
    print: (text) => printed.push(text),
    timings: { lookEveryMs: 200, formFillsWithinMs: 400 },
  });
  return { exitCode, report, printed: printed.join("\n") };
}
