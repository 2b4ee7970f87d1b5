import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from "@slack/bolt";
import type { CommandRequest } from "../../command/dispatch.ts";
import { readCommand } from "../../command/read.ts";
import { Problem } from "../../domain/problem.ts";
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
    const asker = { slackId: event.user, channelId: event.channel };
    if (reading.kind === "mistake") return replies.send(asker, refusal(reading.problem, typed));
    if (reading.kind === "form") return replies.send(asker, refusal(typeItWhole(reading.command.name), typed));
    const what =
      reading.kind === "menu" ? { command: "menu", args: {} } : { command: reading.command.name, args: reading.args };
    const request: CommandRequest = {
      ...what,
      key: body.event_id,
      slackUserId: event.user,
      teamId: event.team ?? body.team_id,
      ...(body.enterprise_id ? { enterpriseId: body.enterprise_id } : {}),
      channelId: event.channel,
    };
    // Bolt acknowledges events by itself.
    await incoming.receive(request, {
      ack: async () => {},
      refuse: (problem) => replies.send(asker, refusal(problem, typed)),
    });
  };

const typeItWhole = (command: string): Problem =>
  new Problem("bad-input", "Something is missing, and a mention cannot open a form.", {
    next: `\`/isb help ${command}\` shows what it takes.`,
  });
