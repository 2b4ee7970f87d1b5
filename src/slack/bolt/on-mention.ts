import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from "@slack/bolt";
import { readCommand } from "../../command/read.ts";
import { Problem } from "../../domain/problem.ts";
import { askerOf } from "../private-replies.ts";
import { refusal } from "../views/refusal.ts";
import type { ListenerDeps } from "./deps.ts";

type Args = SlackEventMiddlewareArgs<"app_mention"> & AllMiddlewareArgs;

/** Threads take no slash commands (Slack), so there people mention the bot; the words behind the mention are the same. */
export const onMention =
  ({ registry, incoming, replies }: ListenerDeps) =>
  async ({ event, body, context }: Args): Promise<void> => {
    if (!event.user) return;
    const typed = event.text.replace(new RegExp(`<@${context.botUserId}(\\|[^>]*)?>`), "").trim();
    const reading = readCommand(typed, registry);
    const asked = {
      key: body.event_id,
      slackUserId: event.user,
      teamId: event.team ?? body.team_id,
      ...(body.enterprise_id ? { enterpriseId: body.enterprise_id } : {}),
      channelId: event.channel,
      ...(event.thread_ts ? { threadTs: event.thread_ts } : {}),
    };
    const asker = askerOf(asked);
    if (reading.kind === "mistake") return replies.send(asker, refusal(reading.problem, typed));
    if (reading.kind === "form") return replies.send(asker, refusal(typeItWhole(reading.command.name), typed));
    const what =
      reading.kind === "menu" ? { command: "menu", args: {} } : { command: reading.command.name, args: reading.args };
    await incoming.receive(
      { ...asked, ...what },
      {
        // Bolt acknowledges events by itself.
        ack: async () => {},
        refuse: (problem) => replies.send(asker, refusal(problem, typed)),
      },
    );
  };

const typeItWhole = (command: string): Problem =>
  new Problem("bad-input", "Something is missing, and a mention cannot open a form.", {
    next: `\`/isb help ${command}\` shows what it takes.`,
  });
