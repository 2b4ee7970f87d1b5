import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from "@slack/bolt";
import type { CommandRequest } from "../../command/dispatch.ts";
import { readCommand } from "../../command/read.ts";
import { refusal } from "../views/refusal.ts";
import type { ListenerDeps } from "./deps.ts";
import { openForm } from "./open-form.ts";

type Args = SlackCommandMiddlewareArgs & AllMiddlewareArgs;

/** `/isb …`: read, written down, acknowledged, and only then looked into. No call to Slack, AWS or ISB comes before the acknowledgement. */
export const onCommand =
  (deps: ListenerDeps) =>
  async ({ command, ack, client }: Args): Promise<void> => {
    const { registry, incoming } = deps;
    const reading = readCommand(command.text, registry);
    const asked = {
      key: command.trigger_id,
      slackUserId: command.user_id,
      teamId: command.team_id,
      ...(command.enterprise_id ? { enterpriseId: command.enterprise_id } : {}),
      channelId: command.channel_id,
      responseUrl: command.response_url,
    };
    if (reading.kind === "mistake") {
      await ack({ response_type: "ephemeral", ...refusal(reading.problem, command.text) });
      return;
    }
    if (reading.kind === "form") {
      await ack();
      await openForm(deps, {
        client,
        triggerId: command.trigger_id,
        command: reading.command,
        known: reading.known,
        asked,
      });
      return;
    }
    const request: CommandRequest =
      reading.kind === "menu"
        ? { ...asked, command: "menu", args: {} }
        : { ...asked, command: reading.command.name, args: reading.args };
    await incoming.receive(request, {
      ack,
      refuse: (problem) => ack({ response_type: "ephemeral", ...refusal(problem, command.text) }),
    });
  };
