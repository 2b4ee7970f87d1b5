import type { AllMiddlewareArgs, BlockAction, ButtonAction, SlackActionMiddlewareArgs } from "@slack/bolt";
import type { CommandRequest } from "../../command/dispatch.ts";
import type { Effect } from "../../command/facts.ts";
import { readCommand } from "../../command/read.ts";
import { Problem } from "../../domain/problem.ts";
import { confirmedPrefix, openFormPrefix } from "../blocks/buttons.ts";
import { refusal } from "../views/refusal.ts";
import type { ListenerDeps } from "./deps.ts";
import { openForm } from "./open-form.ts";

type Args = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs;

const notByButton = (): Problem =>
  new Problem("bad-input", "This button does nothing any more.", {
    next: "Type the command instead: `/isb help` lists them.",
  });

/** Which effects a click of this button may have. */
const allowedEffects = (actionId: string): readonly Effect[] =>
  actionId.startsWith(confirmedPrefix) ? ["reads", "changes"] : ["reads"];

/**
 * A click is the clicker typing the command in the button's value: their rights are looked at now, whoever the message was for.
 * Commands that read are run so, and others where Slack has asked before whether they mean it; the rest open their form.
 */
export const onButton =
  (deps: ListenerDeps) =>
  async ({ ack, action, body, client }: Args): Promise<void> => {
    const { registry, incoming, replies } = deps;
    const typed = action.value ?? "";
    const reading = readCommand(typed, registry);
    const enterpriseId = body.enterprise?.id;
    const asked = {
      key: body.trigger_id,
      slackUserId: body.user.id,
      teamId: body.user.team_id ?? body.team?.id ?? "",
      ...(enterpriseId ? { enterpriseId } : {}),
      channelId: body.channel?.id ?? body.container?.channel_id ?? body.user.id,
      ...(body.response_url ? { responseUrl: body.response_url } : {}),
    };
    const asker = { slackId: asked.slackUserId, ...asked };
    if (action.action_id.startsWith(openFormPrefix)) {
      await ack();
      if ((reading.kind !== "run" && reading.kind !== "form") || !reading.command.form) {
        return replies.send(asker, refusal(notByButton()));
      }
      const known = reading.kind === "form" ? reading.known : reading.args;
      return openForm(deps, { client, triggerId: body.trigger_id, command: reading.command, known, asked });
    }
    if (reading.kind !== "run" || !allowedEffects(action.action_id).includes(reading.command.effect)) {
      await ack();
      return replies.send(asker, refusal(notByButton()));
    }
    const request: CommandRequest = { ...asked, command: reading.command.name, args: reading.args };
    await incoming.receive(request, {
      ack,
      refuse: async (problem) => {
        await ack();
        await replies.send(asker, refusal(problem));
      },
      // Pages of a private list turn in place; a button on a message for everybody answers beside it.
      replace: body.container?.is_ephemeral === true,
    });
  };
